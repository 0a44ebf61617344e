import type { Block } from "./block";

/** What a model is given of one row. */
export interface InputForm {
  /** Without the row axis: [feature], [height, width, channel] of a picture, [step] of tokens. */
  readonly shape: readonly number[];
  /** Of tokens, which are whole numbers below this: 0 fills up what is shorter, 1 stands for all that the vocabulary does not have. */
  readonly vocabularySize?: number;
  /** Of tokens whose vectors are given: numbers of each. */
  readonly vectorSize?: number;
  /** Every step is asked for the token behind it, so that none may look ahead. */
  readonly foretells?: true;
  /** So many steps come first that are only read: the text that is turned into another. */
  readonly sourceSteps?: number;
}

export interface LastValue {
  readonly at: number;
  readonly mean: number;
  readonly deviation: number;
}

/** Inputs and targets of some rows, ready for an estimator. */
export interface Samples {
  /** [row, feature], Float64; of pictures [row, height, width, channel], of tokens [row, step], both Float32; of windows [row, step, feature] or [row, step × feature]. */
  readonly inputs: Block;
  /** Of a generation [row, step]: the token behind each, 0 for none. [row]: class codes for classification, values for regression; [row, label] for several labels, 1 where it holds; category codes beside what is given back. Float64. NaN where unknown (prediction). */
  readonly targets: Block;
  /** Names of the features, in the order of the last axis. */
  readonly features: readonly string[];
  /** Of pictures: what separates black from white in each channel. */
  readonly fullScale?: readonly number[];
  /** Of tokens, as in `InputForm`. */
  readonly vocabularySize?: number;
  /** As in `InputForm`. */
  readonly foretells?: true;
  /** As in `InputForm`. */
  readonly sourceSteps?: number;
  /** Of windows of a series of numbers: where in a row of inputs the target's last known value stands, and what 0 and 1 are there. */
  readonly lastValue?: LastValue;
  /** Data set row numbers; shorter than asked for where a step dropped rows. */
  readonly rows: Uint32Array<ArrayBuffer>;
}

/** Tokens from this number on are words of the vocabulary: 0 and 1 are taken. */
export const firstWordToken = 2;

export function inputFormOf({
  inputs,
  vocabularySize,
  foretells,
  sourceSteps,
}: Pick<Samples, "inputs" | "vocabularySize" | "foretells" | "sourceSteps">): InputForm {
  return {
    shape: inputs.shape.slice(1),
    ...(vocabularySize === undefined ? {} : { vocabularySize }),
    ...(foretells ? { foretells } : {}),
    ...(sourceSteps === undefined ? {} : { sourceSteps }),
  };
}
