/** A look into a network of pictures: what it looks for, what it makes of one picture, and which ones it still gets wrong. */
import type { Block } from "./block";
import type { Picture } from "./picture";
import type { Wording } from "./wording";

/** What a layer makes of one picture. */
export interface LayerMaps {
  readonly label: Wording;
  /** [height, width, channel] after the layer. */
  readonly shape: readonly number[];
  /** Channels with the highest mean first, sixteen at most: each grey from its own smallest to its own largest value, and smaller than it was where large. */
  readonly maps: readonly Picture[];
}

/** What a network shows of itself. */
export interface NetworkView {
  /** The kernels of the first convolution, 0 as middle grey, each scaled by its own largest weight; none where they do not look at grey or colours. */
  readonly filters: readonly Picture[];
  /** Empty without a picture. */
  readonly layers: readonly LayerMaps[];
  /** Of the picture: [1, class] or [1, label] probabilities or a [1, 1] value. */
  readonly outputs: Block | null;
}

/** A class code, a value, or which of several labels hold, ascending. */
export type Answer = number | readonly number[];

/** A picture and what the network says of it. */
export interface LookedAtCase {
  /** Data set row number. */
  readonly row: number;
  readonly actual: Answer;
  readonly predicted: Answer;
  /** Of the predicted class; NaN for a value and for several labels. */
  readonly probability: number;
}

export interface WorstCases {
  /** The weights were those at the end of this epoch. */
  readonly epoch: number;
  /** How many pictures were gone through. */
  readonly rowCount: number;
  /** How many of them got another class than their own, or have a label wrong; of values all. */
  readonly wrongCount: number;
  /** Of these the twelve of the highest loss, highest first. */
  readonly cases: readonly LookedAtCase[];
}

export interface Look extends Pick<NetworkView, "filters" | "layers"> {
  /** Epochs done; of a run that has ended, the one whose weights it has. */
  readonly epoch: number;
  readonly categories: readonly string[];
  /** Rows to choose a picture from, with what they are: of all classes or labels in turn, from validation rows where there are any. */
  readonly choices: readonly { readonly row: number; readonly actual: Answer }[];
  /** The row looked at; null where there is none. */
  readonly row: number | null;
  /** Of that row: [class] or [label] probabilities, or one value; empty where a step drops the row. */
  readonly outputs: readonly number[];
  /** Null before the end of the first epoch that was looked at. */
  readonly worst: WorstCases | null;
}
