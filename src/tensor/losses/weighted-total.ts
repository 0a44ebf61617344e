/** The number that a step makes smaller, with the gradient that its loss gives. */
import { tf } from "../tf";
import type { Loss } from "./loss";

/** Σ weight × loss over the rows of a batch: a scalar with a gradient by `outputs`. */
export function weightedTotal(loss: Loss, outputs: tf.Tensor2D, targets: tf.Tensor2D, weights: tf.Tensor2D): tf.Scalar {
  const total = tf.customGrad((x, save) => {
    const logits = x as tf.Tensor2D; // the one input
    const keep = save as tf.GradSaveFunc; // TensorFlow.js types it as another tensor
    const { rows, kept } = loss.forward(logits, targets);
    keep([kept]);
    return {
      value: tf.sum(tf.mul(rows, weights)),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
        tf.mul(loss.backward(saved as tf.Tensor2D, targets), tf.mul(weights, dy)), // what keep() was given
    };
  });
  return total(outputs) as tf.Scalar; // a sum over all axes
}
