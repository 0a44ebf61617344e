import type { Block } from "./block";

/** Inputs and targets of some rows, ready for an estimator. */
export interface Samples {
  /** [row, feature], Float64; of pictures [row, height, width, channel], Float32. */
  readonly inputs: Block;
  /** [row]: class codes for classification, values for regression; [row, label] for several labels, 1 where it holds. Float64. NaN where unknown (prediction). */
  readonly targets: Block;
  /** Names of the features, in the order of the last axis. */
  readonly features: readonly string[];
  /** Of pictures: what separates black from white in each channel. */
  readonly fullScale?: readonly number[];
  /** Data set row numbers; shorter than asked for where a step dropped rows. */
  readonly rows: Uint32Array<ArrayBuffer>;
}
