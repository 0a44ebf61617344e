/** One number z for the target y: (z - y)², with the gradient 2 (z - y). */
import { tf } from "../tf";
import type { Loss } from "./loss";

export const meanSquaredError: Loss = {
  targetType: "float32",
  forward(outputs, targets) {
    const residuals = tf.sub<tf.Tensor2D>(outputs, targets);
    return { rows: tf.square(residuals), kept: residuals };
  },
  // A sum of two, not a product with 2: a new scalar would be an upload.
  backward: (residuals) => tf.add(residuals, residuals),
  errors: (outputs, targets) => tf.abs(tf.sub<tf.Tensor2D>(outputs, targets)),
};
