/** Dealing by time: the earliest rows to train, the next to validation, the latest to test. */
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
  const times = sortedTimes(values, rows);
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
  const deal: (Subset | null)[] = [];
  for (let place = 0; place < rows.length; place++) {
    const time = values[rows[place]!]!; // rows are in the column
    if (!Number.isFinite(time)) deal.push(null);
    else if (time >= testFrom) deal.push("test");
    else deal.push(time >= validationFrom ? "validation" : "train");
  }
  return deal;
}

/** The known times, ascending; those of a series mostly are already. */
function sortedTimes(values: Float64Array<ArrayBuffer>, rows: Uint32Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const times = new Float64Array(rows.length);
  let count = 0;
  let isAscending = true;
  for (let i = 0; i < rows.length; i++) {
    const time = values[rows[i]!]!; // rows are in the column
    if (!Number.isFinite(time)) continue;
    if (count > 0 && time < times[count - 1]!) isAscending = false; // count > 0
    times[count++] = time;
  }
  const known = times.subarray(0, count);
  return isAscending ? known : known.sort();
}

/** Where each different time begins among the sorted ones. */
function firstPlaces(times: Float64Array<ArrayBuffer>): readonly number[] {
  const starts: number[] = [];
  for (let place = 0; place < times.length; place++) {
    if (place === 0 || times[place] !== times[place - 1]) starts.push(place);
  }
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
