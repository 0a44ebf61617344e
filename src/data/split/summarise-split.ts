/** Counts of a split for its bar: rows, groups and classes of each subset. */
import type { Column } from "../../core/column";
import { groupCodes } from "../../core/group-codes";
import type { Split, Subset } from "../../core/split";
import type { SplitSummary, SubsetSummary } from "../../core/split-summary";

export interface SplitSummaryInput {
  readonly split: Split;
  /** Number of all rows of the data set. */
  readonly rowCount: number;
  /** Data set row numbers with a known outcome, and their class codes or values. */
  readonly targets: {
    readonly rows: Uint32Array<ArrayBuffer>;
    readonly values: Float64Array<ArrayBuffer>;
    /** Class names in code order; empty for regression. */
    readonly categories: readonly string[];
  };
  /** The grouping column, where the split is by group. */
  readonly groupBy: Column | null;
}

export function summariseSplit({ split, rowCount, targets, groupBy }: SplitSummaryInput): SplitSummary {
  const codeByRow = new Int32Array(rowCount).fill(-1);
  if (targets.categories.length > 0) {
    targets.rows.forEach((row, i) => {
      codeByRow[row] = targets.values[i]!; // aligned
    });
  }
  const summarise = (subset: Subset): SubsetSummary => {
    const rows = split[subset];
    const counts = new Uint32Array(targets.categories.length);
    for (const row of rows) {
      const code = codeByRow[row]!; // row is in the data set
      if (code >= 0) counts[code]!++; // a class
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
