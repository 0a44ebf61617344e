/**
 * Whole sequences through a recurrent cell: one kernel each way where the backend has them, else composed of stock
 * operations step by step. With p = (h × recurrent factors) · recurrent kernel (+ recurrent bias), x the projected input of
 * a step and the gates side by side in this order:
 *
 * - "lstm" (Hochreiter and Schmidhuber 1997, Gers et al. 2000), gates i, f, c̃, o as Keras and PyTorch: i, f, o = σ(x + p),
 *   c̃ = tanh(x + p), c ← f c + i c̃, h ← o tanh c.
 * - "gru" (Cho et al. 2014), gates z, r, h̃ as Keras, with its `reset_after` (PyTorch's only form, whose order is r, z, n):
 *   z, r = σ(x + p), h̃ = tanh(x + r p), h ← z h + (1 - z) h̃.
 * - "simple-rnn" (Elman 1990): h ← tanh(x + p).
 *
 * The state starts at 0. Where a sequence has no step it stays as it was, and comes out again.
 */
import { tf } from "../tf";
import { fusedDense } from "./fused-dense";
import { hasKernel, runKernel } from "./native-kernel";
import { recurComposed } from "./recurrent-steps";

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

export interface RecurrentWeights {
  /** [input, gate × unit] */
  readonly kernel: tf.Tensor;
  /** [gate × unit] */
  readonly bias: tf.Tensor;
  /** [unit, gate × unit] */
  readonly recurrentKernel: tf.Tensor;
  /** [gate × unit], of a GRU only. */
  readonly recurrentBias: tf.Tensor | null;
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

const kernelName = "Recurrent";
const gradientName = "RecurrentGrad";

/** x [batch, step, input] to [batch, step, unit], or to [batch, unit]; gradients by x and the weights. At least one step. */
export function runSequence(
  x: tf.Tensor,
  { kernel, bias, recurrentKernel, recurrentBias }: RecurrentWeights,
  settings: RecurrentSettings,
  masks: RecurrentMasks,
): tf.Tensor {
  const [batch, steps, width] = x.shape as [number, number, number]; // sequences
  const projected = fusedDense(tf.reshape(x, [batch * steps, width]), kernel, bias, "linear");
  const projection = tf.reshape(projected, [batch, steps, -1]);
  return recur({ projection, recurrentKernel, recurrentBias }, settings, masks);
}

/** The cell over inputs that are projected already; gradients by the three. */
export function recur(recurrence: Recurrence, settings: RecurrentSettings, masks: RecurrentMasks): tf.Tensor {
  return (hasKernel(kernelName) ? recurNative : recurComposed)(recurrence, settings, masks);
}

function recurNative(
  { projection, recurrentKernel, recurrentBias }: Recurrence,
  settings: RecurrentSettings,
  { steps, state }: RecurrentMasks,
): tf.Tensor {
  const attributes = { ...settings };
  const given = { ...(steps && { steps }), ...(state && { state }) };
  const run = tf.customGrad((...inputs) => {
    const save = inputs.pop() as unknown as tf.GradSaveFunc; // it comes last
    const [projection, recurrentKernel, recurrentBias] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor?]; // the list below
    const weights = { recurrentKernel, ...(recurrentBias && { recurrentBias }) };
    const outputs = runKernel(kernelName, { projection, ...weights, ...given }, attributes);
    const [value, ...kept] = outputs as [tf.Tensor, ...tf.Tensor[]]; // the kernel's outputs
    // What a layer made for this is freed after it unless it is saved.
    const names = ["recurrentKernel", ...Object.keys(given), ...["operand", "gates", "memory"].slice(0, kept.length)];
    save([recurrentKernel, ...Object.values(given), ...kept]);
    return {
      value,
      gradFunc(dy: tf.Tensor, saved: tf.Tensor[]) {
        const known = Object.fromEntries(names.map((name, i) => [name, saved[i]!])); // one for each name
        return [...runKernel(gradientName, { dy, ...known }, attributes)];
      },
    };
  });
  return run(...[projection, recurrentKernel, recurrentBias].filter((tensor) => tensor !== null));
}
