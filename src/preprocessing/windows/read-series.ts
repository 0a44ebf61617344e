/** Finds the series in a data set: puts rows in order, finds the regular step and where it is broken. */
import { allRows } from "../../core/all-rows";
import { nameAt } from "../../core/column-values";
import type { Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { findColumn } from "../../core/find-column";
import { groupCodes } from "../../core/group-codes";
import { stepTolerance, type Series } from "../../core/series";
import type { SeriesWindow } from "../../core/task";

export interface SeriesReading {
  readonly series: Series;
  /** Places where a series goes on later than one step after the last row. */
  readonly gaps: number;
  /** Rows left out because their series has that time already: the first of them stays. */
  readonly duplicates: number;
  /** Rows left out because they have no time, or name no series. */
  readonly unplaced: number;
  /** Rows that do not stand in the data set in the order of time. */
  readonly outOfOrder: number;
}

/**
 * The series of the given rows, by the time column of the window or in the order of the rows without one.
 * The step is the commonest difference of times, over all series; the middle one where the commonest is rare (clocks that drift).
 * Throws `data/unknown-column`, `prepare/split-order` for a column that gives no order, `prepare/too-few-rows` where no two rows follow each other.
 */
export function readSeries(
  dataset: Dataset,
  { time, series: by }: Pick<SeriesWindow, "time" | "series">,
  rows: Uint32Array<ArrayBuffer> = allRows(dataset),
): SeriesReading {
  const clock = time === undefined ? null : clockOf(findColumn(dataset.columns, time));
  const named = by === undefined ? null : findColumn(dataset.columns, by);
  const placed = rows.filter(
    (row) => (!clock || Number.isFinite(clock.values[row])) && (!named || nameAt(named, row) !== null),
  );
  const codes = named ? groupCodes(named, placed).codes : new Int32Array(placed.length);
  const order = inOrder(placed, codes, clock?.values ?? null);
  const taken = withoutRepeats(placed, order, codes, clock?.values ?? null);
  const times = timesOf(taken, clock?.values ?? null);
  const step = clock ? regularStep(taken.numbers, times) : 1;
  if (step === null) throw fail("prepare/too-few-rows", { subset: "train", rows: taken.rows.length });
  const { runStarts, gaps } = findRuns(taken.numbers, times, step);
  const names = namesOf(named, taken.rows, taken.numbers);
  return {
    series: { ...taken, times, runStarts, names, step, isDated: clock?.kind === "time" },
    gaps,
    duplicates: placed.length - taken.rows.length,
    unplaced: rows.length - placed.length,
    outOfOrder: clock ? countOutOfOrder(placed, codes, clock.values) : 0,
  };
}

type Clock = Extract<Column, { kind: "time" | "number" }>;

function clockOf(column: Column): Clock {
  if (column.kind === "time" || column.kind === "number") return column;
  throw fail("prepare/split-order", { column: column.name, kind: column.kind });
}

/** Positions in `rows` by series, then time, then row. */
function inOrder(rows: Uint32Array<ArrayBuffer>, codes: Int32Array, values: Float64Array | null) {
  const order = Uint32Array.from(rows, (_, i) => i);
  // All indices are in the rows.
  return order.sort(
    (a, b) => codes[a]! - codes[b]! || (values ? values[rows[a]!]! - values[rows[b]!]! : 0) || rows[a]! - rows[b]!,
  );
}

function withoutRepeats(
  rows: Uint32Array<ArrayBuffer>,
  order: Uint32Array<ArrayBuffer>,
  codes: Int32Array,
  values: Float64Array | null,
): Pick<Series, "rows" | "numbers"> {
  const isRepeat = (place: number) => {
    if (!values || place === 0) return false;
    const [before, here] = [order[place - 1]!, order[place]!]; // place > 0
    return codes[before] === codes[here] && values[rows[before]!] === values[rows[here]!]; // order is of the rows
  };
  const kept = order.filter((_, place) => !isRepeat(place));
  return { rows: Uint32Array.from(kept, (i) => rows[i]!), numbers: Uint32Array.from(kept, (i) => codes[i]!) }; // as above
}

function timesOf({ rows, numbers }: Pick<Series, "rows" | "numbers">, values: Float64Array | null) {
  if (values) return Float64Array.from(rows, (row) => values[row]!); // row is in the column
  let start = 0;
  return Float64Array.from(numbers, (number, place) => {
    if (number !== numbers[place - 1]) start = place;
    return place - start;
  });
}

function regularStep(numbers: Uint32Array, times: Float64Array): number | null {
  const counts = new Map<number, number>();
  const differences: number[] = [];
  for (let place = 1; place < times.length; place++) {
    if (numbers[place] !== numbers[place - 1]) continue;
    const difference = times[place]! - times[place - 1]!; // place < length
    differences.push(difference);
    counts.set(difference, (counts.get(difference) ?? 0) + 1);
  }
  let best: number | null = null;
  for (const [difference, count] of counts) {
    const most = best === null ? 0 : counts.get(best)!; // best is one of them
    if (count > most || (count === most && best !== null && difference < best)) best = difference;
  }
  const rarest = differences.length / 10;
  if (best === null || counts.get(best)! >= rarest) return best; // best is one of them
  return differences.toSorted((a, b) => a - b)[Math.floor(differences.length / 2)] ?? null;
}

function findRuns(numbers: Uint32Array, times: Float64Array, step: number) {
  let gaps = 0;
  let start = 0;
  const runStarts = Uint32Array.from(times, (time, place) => {
    if (place === 0) return 0;
    const isSame = numbers[place] === numbers[place - 1];
    const isRegular = Math.abs(time - times[place - 1]! - step) <= stepTolerance * step; // place > 0
    if (isSame && isRegular) return start;
    if (isSame) gaps++;
    return (start = place);
  });
  return { runStarts, gaps };
}

function namesOf(column: Column | null, rows: Uint32Array, numbers: Uint32Array): readonly (string | null)[] {
  const names: (string | null)[] = [];
  numbers.forEach((number, place) => (names[number] ??= column ? nameAt(column, rows[place]!) : null)); // aligned
  return names;
}

function countOutOfOrder(rows: Uint32Array, codes: Int32Array, values: Float64Array): number {
  const last = new Map<number, number>();
  let count = 0;
  rows.forEach((row, i) => {
    const time = values[row]!; // row is in the column
    const latest = last.get(codes[i]!) ?? -Infinity; // aligned
    if (time < latest) count++;
    else last.set(codes[i]!, time); // as above
  });
  return count;
}
