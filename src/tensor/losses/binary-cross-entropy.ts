/** Two classes from one logit z: log(1 + eᶻ) - y z, with the gradient σ(z) - y. The target y may lie between 0 and 1. */
import { tf } from "../tf";
import type { Loss } from "./loss";

export const binaryCrossEntropy: Loss = {
  targetType: "float32",
  forward: (logits, targets) => ({ rows: tf.sub(tf.softplus(logits), tf.mul(targets, logits)), kept: logits }),
  backward: (logits, targets) => tf.sub(tf.sigmoid(logits), targets),
  errors: binaryErrors,
};

/** 1 where the more likely class is not that of the target. */
export function binaryErrors(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor2D {
  return tf.squaredDifference(tf.step(logits), tf.step(tf.sub(targets, tf.fill([], 0.5))));
}
