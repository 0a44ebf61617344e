/** Several classes from a logit each, against a distribution y over them: -Σ y log softmax(z), with the gradient softmax(z) - y. */
import { tf } from "../tf";
import type { Loss } from "./loss";

/** Targets [batch, class], each row with the sum 1; a row that only fills up a batch may have none. */
export const softCrossEntropy: Loss = {
  targetType: "float32",
  forward(logits, targets) {
    const logarithms = logSoftmax(logits);
    return { rows: tf.neg(tf.sum<tf.Tensor2D>(tf.mul(targets, logarithms), 1, true)), kept: logarithms };
  },
  backward: (logarithms, targets) => tf.sub(tf.exp(logarithms), targets),
  errors: classErrors,
};

/** Logarithms of the probabilities [batch, class], without an overflow. */
export function logSoftmax(logits: tf.Tensor2D): tf.Tensor2D {
  const centred = tf.sub<tf.Tensor2D>(logits, tf.max(logits, 1, true));
  return tf.sub(centred, tf.log(tf.sum(tf.exp(centred), 1, true)));
}

/** 1 where the most likely class is not that of the target. */
export function classErrors(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor2D {
  const isWrong = tf.notEqual(tf.argMax(logits, 1), tf.argMax(targets, 1));
  return tf.expandDims(tf.cast(isWrong, "float32"), 1);
}
