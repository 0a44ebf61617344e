/** Which windows of a series can be given back: whole, regular, each in one part of the split, and of which kind it is. */
import type { Series } from "../../core/series";
import { subsets, type Split, type Subset } from "../../core/split";
import { ranksOf } from "./find-windows";

/** What rows are, by place. */
export interface RowKinds {
  /** [place], the code of its category; NaN where unknown. */
  readonly codes: Float64Array<ArrayBuffer>;
  /** The code of what is usual; null where nothing is told apart. */
  readonly normal: number | null;
}

export interface WholeWindows {
  /** By subset, the place of the last row of each window, ascending. */
  readonly ends: Readonly<Record<Subset, Uint32Array<ArrayBuffer>>>;
  /** Windows left out because their rows are in two parts of the split. */
  readonly crossing: number;
  /** Windows left out of training and validation because a row of theirs is of another kind. */
  readonly unusual: number;
  /** Windows left out because what a row of theirs is is not known. */
  readonly unknown: number;
}

/** The kind of the window that ends here: usual where all its rows are, else that of the last row which is not; NaN where one is unknown. */
export function kindOfWindow({ codes, normal }: RowKinds, end: number, steps: number): number {
  let kind = codes[end]!; // a place, as all below
  for (let place = end; place > end - steps; place--) {
    const code = codes[place]!;
    if (Number.isNaN(code)) return NaN;
    if (kind === normal) kind = code;
  }
  return kind;
}

/** Whether the window that ends here has no gap in it. */
export function isWhole({ runStarts }: Pick<Series, "runStarts">, end: number, steps: number): boolean {
  return end + 1 >= steps && runStarts[end]! <= end + 1 - steps; // end is a place
}

/** All windows of so many steps that lie in one run of a series and in one part of the split: training and validation windows of usual rows alone. */
export function findWholeWindows(series: Series, steps: number, split: Split, kinds: RowKinds): WholeWindows {
  const { rows } = series;
  const rank = ranksOf(rows, split);
  const ends: Record<Subset, number[]> = { train: [], validation: [], test: [] };
  let [crossing, unusual, unknown] = [0, 0, 0];
  for (let end = steps - 1; end < rows.length; end++) {
    if (!isWhole(series, end, steps)) continue;
    const subset = subsets[rank[end]!]; // a place
    const own = rank.subarray(end + 1 - steps, end + 1);
    if (subset === undefined || own.some((other) => other !== rank[end])) {
      if (own.some((other) => other < subsets.length)) crossing++;
      continue;
    }
    const kind = kindOfWindow(kinds, end, steps);
    if (Number.isNaN(kind)) unknown++;
    else if (subset !== "test" && kinds.normal !== null && kind !== kinds.normal) unusual++;
    else ends[subset].push(end);
  }
  const of = (subset: Subset) => Uint32Array.from(ends[subset]);
  return { ends: { train: of("train"), validation: of("validation"), test: of("test") }, crossing, unusual, unknown };
}
