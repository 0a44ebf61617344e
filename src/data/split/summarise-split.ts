/** Counts of a split for its bar: rows, groups and classes of each subset. */
import type { Column } from "../../core/column";
import { groupCodes } from "../../core/group-codes";
import type { Split, Subset } from "../../core/split";
import type { SplitSummary, SubsetSummary } from "../../core/split-summary";

export interface SplitSummaryInput {
  readonly split: Split;
  /** Number of all rows of the data set. */
  readonly rowCount: number;
  /** Data set row numbers with a known outcome, and their class codes, labels or values. */
  readonly targets: {
    readonly rows: Uint32Array<ArrayBuffer>;
    readonly values: Float64Array<ArrayBuffer>;
    /** Class names in code order, or labels; empty for regression. */
    readonly categories: readonly string[];
    /** Numbers of each row, one for each label; 1 where left out. */
    readonly width?: number;
  };
  /** The grouping column, where the split is by group. */
  readonly groupBy: Column | null;
}

export function summariseSplit({ split, rowCount, targets, groupBy }: SplitSummaryInput): SplitSummary {
  const classCount = targets.categories.length;
  const { width = 1 } = targets;
  const placeOf = new Int32Array(rowCount).fill(-1);
  targets.rows.forEach((row, i) => (placeOf[row] = i));
  const summarise = (subset: Subset): SubsetSummary => {
    const rows = split[subset];
    const counts = new Uint32Array(classCount);
    for (const row of classCount > 0 ? rows : []) {
      const place = placeOf[row]!; // row is in the data set
      if (place < 0) continue;
      if (width === 1) counts[targets.values[place]!]!++; // a class
      else for (let k = 0; k < width; k++) counts[k]! += targets.values[place * width + k]!; // a label
    }
    return {
      rows: rows.length,
      groups: groupBy ? groupCodes(groupBy, rows).count : null,
      classes: targets.categories.map((category, code) => ({ category, count: counts[code]! })), // one per class
    };
  };
  const used = split.train.length + split.validation.length + split.test.length;
  return {
    subsets: { train: summarise("train"), validation: summarise("validation"), test: summarise("test") },
    unit: groupBy?.name ?? "rows",
    leftOut: rowCount - used,
  };
}
