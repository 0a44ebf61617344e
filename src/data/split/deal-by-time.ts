/** Dealing by time: the earliest rows to train, the next to validation, the latest to test. */
import { isMissingAt } from "../../core/column-values";
import type { Column } from "../../core/column";
import { fail } from "../../core/failure";
import type { Subset } from "../../core/split";
import type { Deal, Fractions } from "./deal";

/** Cuts between different times only, where it comes nearest to the fractions. Rows without a time go to no subset. */
export function dealByTime(column: Column, rows: Uint32Array<ArrayBuffer>, fractions: Fractions): Deal {
  if (column.kind !== "time" && column.kind !== "number") {
    throw fail("prepare/split-order", { column: column.name, kind: column.kind });
  }
  const { values } = column;
  const times = Float64Array.from(
    rows.filter((row) => !isMissingAt(column, row)),
    (row) => values[row]!, // row is in the column
  ).sort();
  const starts = firstPlaces(times);
  const needed = 1 + Number(fractions.validation > 0) + Number(fractions.test > 0);
  if (starts.length < needed) {
    throw fail("prepare/too-few-groups", { column: column.name, groups: starts.length, needed });
  }
  const validationTimes = Number(fractions.validation > 0);
  const testStart = cutAt(
    starts,
    times.length,
    fractions.test > 0 ? times.length * (1 - fractions.test) : null,
    1 + validationTimes,
    starts.length - 1,
  );
  const validationStart = cutAt(
    starts,
    times.length,
    fractions.validation > 0 ? times.length * (1 - fractions.test - fractions.validation) : null,
    1,
    testStart.index - 1,
  );
  const testFrom = times[testStart.place] ?? Infinity;
  const validationFrom = fractions.validation > 0 ? (times[validationStart.place] ?? Infinity) : testFrom;
  return Array.from(rows, (row): Subset | null => {
    if (isMissingAt(column, row)) return null;
    const time = values[row]!; // row is in the column
    if (time >= testFrom) return "test";
    return time >= validationFrom ? "validation" : "train";
  });
}

/** Where each different time begins among the sorted ones. */
function firstPlaces(times: Float64Array<ArrayBuffer>): readonly number[] {
  const starts: number[] = [];
  times.forEach((time, place) => {
    if (place === 0 || time !== times[place - 1]) starts.push(place);
  });
  return starts;
}

/** The start, out of starts[from..to], that is nearest to the wanted place; the end of all where none is wanted. */
function cutAt(
  starts: readonly number[],
  end: number,
  wanted: number | null,
  from: number,
  to: number,
): { readonly index: number; readonly place: number } {
  if (wanted === null) return { index: starts.length, place: end };
  let best = from;
  for (let index = from; index <= to; index++) {
    if (Math.abs(starts[index]! - wanted) < Math.abs(starts[best]! - wanted)) best = index; // within the starts
  }
  return { index: best, place: starts[best]! }; // within the starts
}
