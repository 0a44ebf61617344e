import type { Subset } from "./split";

export interface SubsetSummary {
  readonly rows: number;
  /** Number of groups, where the split is by group; else null. */
  readonly groups: number | null;
  /** Rows of each class in code order, or of each label, a row counting for each of its own; empty for regression. */
  readonly classes: readonly { readonly category: string; readonly count: number }[];
}

/** How a split dealt the rows out: what the bar of the Prepare step shows. */
export interface SplitSummary {
  readonly subsets: Readonly<Record<Subset, SubsetSummary>>;
  /** "rows", or the name of the grouping column. */
  readonly unit: string;
  /** Rows in no subset: their outcome, or their value in the splitting column, is missing. */
  readonly leftOut: number;
}
