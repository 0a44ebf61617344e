/**
 * Whole sequences through a recurrent cell of recurrent-cell.ts: one kernel each way where the backend has them, else
 * composed of stock operations step by step.
 */
import { tf } from "../tf";
import { fusedDense } from "./fused-dense";
import { hasKernel, runKernel } from "./native-kernel";
import type { Recurrence, RecurrentMasks, RecurrentSettings } from "./recurrent-cell";
import { recurComposed } from "./recurrent-steps";

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
  const projection = tf.reshape(projected, [batch, steps, bias.size]);
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
