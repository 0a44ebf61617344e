/** Mean over the outputs z of a row, one for each target y: (z - y)², with the gradient 2 (z - y) / n. */
import { tf } from "../tf";
import type { Loss } from "./loss";

export const meanSquaredError: Loss = {
  targetType: "float32",
  forward(outputs, targets) {
    const residuals = tf.sub<tf.Tensor2D>(outputs, targets);
    return { rows: meanOfRow(tf.square(residuals)), kept: residuals };
  },
  // No new scalar, which would be an upload: a sum of two, or a number filled in on the device.
  backward: (residuals) =>
    residuals.shape[1] === 1 ? tf.add(residuals, residuals) : tf.mul(residuals, tf.fill([], 2 / residuals.shape[1])),
  errors: (outputs, targets) => meanOfRow(tf.abs(tf.sub<tf.Tensor2D>(outputs, targets))),
};

/** [batch, output] to [batch, 1]. */
function meanOfRow(values: tf.Tensor2D): tf.Tensor2D {
  return values.shape[1] === 1 ? values : tf.mean<tf.Tensor2D>(values, 1, true);
}
