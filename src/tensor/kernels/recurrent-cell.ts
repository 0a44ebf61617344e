/**
 * What the recurrent cells are. With p = (h × recurrent factors) · recurrent kernel (+ recurrent bias), x the projected input
 * of a step and the gates side by side in this order:
 *
 * - "lstm" (Hochreiter and Schmidhuber 1997, Gers et al. 2000), gates i, f, c̃, o as Keras and PyTorch: i, f, o = σ(x + p),
 *   c̃ = tanh(x + p), c ← f c + i c̃, h ← o tanh c.
 * - "gru" (Cho et al. 2014), gates z, r, h̃ as Keras, with its `reset_after` (PyTorch's only form, whose order is r, z, n):
 *   z, r = σ(x + p), h̃ = tanh(x + r p), h ← z h + (1 - z) h̃.
 * - "simple-rnn" (Elman 1990): h ← tanh(x + p).
 *
 * The state starts at 0. Where a sequence has no step it stays as it was, and comes out again.
 */
import type { tf } from "../tf";

export type RecurrentCell = "lstm" | "gru" | "simple-rnn";

/** Gates of a cell. */
export const gateCounts: { readonly [Cell in RecurrentCell]: number } = { lstm: 4, gru: 3, "simple-rnn": 1 };

export interface RecurrentSettings {
  readonly cell: RecurrentCell;
  /** Whether the state after every step comes out, at its step; else the last one that was worked out. */
  readonly returnsSequences: boolean;
  /** Whether the last step is the first to be worked out. */
  readonly goesBackwards: boolean;
}

/** What is given and not learned. */
export interface RecurrentMasks {
  /** [batch, step]: 1 where a sequence has a step, else 0; null where all have all. */
  readonly steps: tf.Tensor | null;
  /** [batch, unit]: factors of the state within the product with the recurrent kernel, the same at every step. */
  readonly state: tf.Tensor | null;
}

/** What the cell does with projected inputs. */
export interface Recurrence {
  /** [batch, step, gate × unit] */
  readonly projection: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  readonly recurrentBias: tf.Tensor | null;
}
