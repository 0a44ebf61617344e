/** The number that a step makes smaller, with the gradient that its loss gives. */
import { hasKernel, runKernel } from "../kernels/native-kernel";
import { tf } from "../tf";
import type { Loss } from "./loss";
import type { LossId } from "./registry";
import { losses } from "./registry";

/** Of `outputs`, `targets` and `weights` and the setting `loss`: Σ weight × loss, and its derivative by the outputs. */
const kernelName = "WeightedLoss";

const idOf = new Map(Object.entries(losses).map(([id, loss]) => [loss, id as LossId])); // keys of the table

/** Σ weight × loss over the rows of a batch: a scalar with a gradient by `outputs`. */
export function weightedTotal(loss: Loss, outputs: tf.Tensor2D, targets: tf.Tensor2D, weights: tf.Tensor2D): tf.Scalar {
  if (loss.unfold) {
    const within = loss.unfold(outputs, targets, weights);
    return weightedTotal(within.loss, within.outputs, within.targets, within.weights);
  }
  const id = hasKernel(kernelName) ? idOf.get(loss) : undefined;
  const total = tf.customGrad((x, save) => {
    const logits = x as tf.Tensor2D; // the one input
    const keep = save as tf.GradSaveFunc; // TensorFlow.js types it as another tensor
    if (id) {
      const results = runKernel(kernelName, { outputs: logits, targets, weights }, { loss: id });
      const [value, slope] = results as [tf.Scalar, tf.Tensor2D]; // the kernel's two outputs
      keep([slope]);
      return { value, gradFunc: (dy: tf.Tensor, [slope]: tf.Tensor[]) => tf.mul(slope!, dy) }; // what keep() was given
    }
    const { rows, kept } = loss.forward(logits, targets);
    const value = tf.sum<tf.Scalar>(tf.mul(rows, weights));
    // Last of all: what is kept stays where memory runs out before the end.
    keep([kept]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
        tf.mul(loss.backward(saved as tf.Tensor2D, targets), tf.mul(weights, dy)), // what keep() was given
    };
  });
  return total(outputs);
}
