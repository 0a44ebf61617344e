/** Outcomes as numbers. */
import type { Wording } from "../core/wording";

export interface Targets {
  /** Data set row numbers with a known outcome, in the order asked for. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Aligned with `rows`: class codes or values, or [row, label], 1 where it holds. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Numbers of each row: 1, or as many as there are labels. */
  readonly width: number;
  /** Class names in code order: of a category column in its order, of a number column ascending; or the labels. Empty for regression. */
  readonly categories: readonly string[];
  /** Sentences on how labels were read. */
  readonly notes: readonly Wording[];
  /** Rows left out because their outcome is missing. */
  readonly missing: number;
}

/** Those of rows that all have one. */
export type KnownTargets = Omit<Targets, "missing">;
