/** Two classes from one logit z: log(1 + eᶻ) - y z, with the gradient σ(z) - y. */
import { tf } from "../tf";
import type { Loss } from "./loss";

export const binaryCrossEntropy: Loss = {
  targetType: "float32",
  forward: (logits, targets) => ({ rows: tf.sub(tf.softplus(logits), tf.mul(targets, logits)), kept: logits }),
  backward: (logits, targets) => tf.sub(tf.sigmoid(logits), targets),
  errors: (logits, targets) => tf.squaredDifference(tf.step(logits), targets),
};
