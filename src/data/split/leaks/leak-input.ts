import type { Dataset } from "../../../core/dataset";
import type { Split, SplitRequest } from "../../../core/split";
import type { Task } from "../../../core/task";

/** What every check for leaks looks at. */
export interface LeakInput {
  readonly dataset: Dataset;
  readonly task: Task;
  readonly features: readonly string[];
  readonly request: SplitRequest;
  readonly split: Split;
  /** Data set row numbers with a known outcome, and their class codes or values, or [row, label]. */
  readonly targets: {
    readonly rows: Uint32Array<ArrayBuffer>;
    readonly values: Float64Array<ArrayBuffer>;
    /** Class names or labels; not needed of values. */
    readonly categories?: readonly string[];
  };
}

/** Rows of validation and test together. */
export function heldOutRows(split: Split): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(split.validation.length + split.test.length);
  rows.set(split.validation);
  rows.set(split.test, split.validation.length);
  return rows;
}
