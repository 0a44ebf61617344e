/** Which windows of a series can be learned from or judged: whole, regular, and each in one part of the split. */
import { fillForward, type Series } from "../../core/series";
import { subsets, type Split, type Subset } from "../../core/split";
import type { SeriesWindow } from "../../core/task";

export interface FoundWindows {
  /** By subset, the place of the last row looked back at, ascending; the targets are the next `horizon` places. */
  readonly ends: Readonly<Record<Subset, Uint32Array<ArrayBuffer>>>;
  /** Windows left out because their targets are in two parts of the split, or what is looked back at in a later one. */
  readonly crossing: number;
  /** Windows left out because a target is missing. */
  readonly unknown: number;
  /** Windows left out because a number looked back at is missing and none is known shortly before it. */
  readonly unfilled: number;
}

/** Which of the steps after now are answered: each of them, or only the last. */
export type Answers = "each" | "last";

/**
 * All windows of `lookBack` places and `horizon` steps after them, all or the last of which are targets, that lie in one run of a series. The targets decide the subset: all are in the same
 * one. What is looked back at may be in an earlier one (train before validation before test), as it would be known at the time, never in a later one
 * or in none. A missing target leaves its window out; a missing number looked back at is filled by the last one before it in the run,
 * at most `lookBack` places earlier. A horizon of 0 asks for the last place itself, and the target's past is then not looked at.
 * @param target [place], NaN where missing.
 */
export function findWindows(
  series: Series,
  { lookBack, horizon }: Pick<SeriesWindow, "lookBack" | "horizon">,
  target: Float64Array,
  split: Split,
  answers: Answers = "each",
): FoundWindows {
  const { rows, runStarts } = series;
  const rank = ranksOf(rows, split);
  const filled = fillForward(target, runStarts, lookBack);
  const ends: Record<Subset, number[]> = { train: [], validation: [], test: [] };
  let [crossing, unknown, unfilled] = [0, 0, 0];
  for (let end = lookBack - 1; end + horizon < rows.length; end++) {
    const start = end - lookBack + 1;
    const last = end + horizon;
    const first = answers === "each" ? end + 1 : last;
    if (runStarts[last]! > start) continue; // last is a place
    const own = rank[last]!; // as above
    if (own === nowhere || anyPlace(first, last, (place) => rank[place] !== own)) {
      if (anyPlace(first, last, (place) => rank[place] !== nowhere)) crossing++;
    } else if (anyPlace(start, end, (place) => rank[place]! > own)) crossing++;
    else if (anyPlace(first, last, (place) => Number.isNaN(target[place]))) unknown++;
    else if (horizon > 0 && anyPlace(start, end, (place) => Number.isNaN(filled[place]))) unfilled++;
    else ends[subsets[own]!].push(end); // own is the rank of a subset
  }
  const of = (subset: Subset) => Uint32Array.from(ends[subset]);
  return { ends: { train: of("train"), validation: of("validation"), test: of("test") }, crossing, unknown, unfilled };
}

/** Later than every subset. */
const nowhere = subsets.length;

/** [place], the number of the subset in the order of time; their count where a row is in none. */
export function ranksOf(rows: Uint32Array, split: Split): Uint8Array {
  let most = 0;
  for (const row of rows) most = Math.max(most, row);
  const byRow = new Uint8Array(most + 1).fill(nowhere);
  subsets.forEach((subset, rank) => {
    for (const row of split[subset]) if (row <= most) byRow[row] = rank;
  });
  return Uint8Array.from(rows, (row) => byRow[row]!); // row <= most
}

function anyPlace(from: number, to: number, holds: (place: number) => boolean): boolean {
  for (let place = from; place <= to; place++) if (holds(place)) return true;
  return false;
}
