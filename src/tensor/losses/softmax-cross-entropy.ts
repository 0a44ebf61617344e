/** Several classes from a logit each: -log softmax(z) at the class y, with the gradient softmax(z) - onehot(y). */
import { tf } from "../tf";
import type { Loss } from "./loss";
import { logSoftmax } from "./soft-cross-entropy";

export const softmaxCrossEntropy: Loss = {
  targetType: "int32",
  forward(logits, targets) {
    const logarithms = logSoftmax(logits);
    const chosen = tf.mul(oneHot(targets, logits.shape[1]), logarithms);
    return { rows: tf.neg(tf.sum<tf.Tensor2D>(chosen, 1, true)), kept: logarithms };
  },
  backward: (logarithms, targets) => tf.sub(tf.exp(logarithms), oneHot(targets, logarithms.shape[1])),
  errors(logits, targets) {
    const predicted = tf.expandDims<tf.Tensor2D>(tf.argMax(logits, 1), 1);
    return tf.cast(tf.notEqual(predicted, targets), "float32");
  },
};

function oneHot(targets: tf.Tensor2D, classCount: number): tf.Tensor2D {
  return tf.oneHot(tf.squeeze<tf.Tensor1D>(targets, [1]), classCount, 1, 0, "float32") as tf.Tensor2D; // one axis more
}
