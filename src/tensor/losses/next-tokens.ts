/**
 * The next token at every step of a row: the mean of the softmax cross-entropies of its steps. A target of 0 is none. Each step is a
 * row of the loss within, so that a backend's kernel for that one is used.
 */
import { tf } from "../tf";
import type { Loss, WeightedRows } from "./loss";
import { softmaxCrossEntropy } from "./softmax-cross-entropy";

/** Outputs [batch, step × token], targets [batch, step]. No error is counted: the perplexity comes from the loss. */
export const nextTokens: Loss = {
  targetType: "int32",
  unfold,
  forward(outputs, targets) {
    const [batch] = outputs.shape;
    const steps = unfold(outputs, targets, tf.ones<tf.Rank.R2>([batch, 1]));
    const { rows, kept } = softmaxCrossEntropy.forward(steps.outputs, steps.targets);
    const weighted = tf.reshape(tf.mul(rows, steps.weights), targets.shape);
    return { rows: tf.sum<tf.Tensor2D>(weighted, 1, true), kept };
  },
  backward() {
    throw new Error("rows of tokens are unfolded before their gradient is asked for");
  },
  errors: (outputs) => tf.zeros<tf.Rank.R2>([outputs.shape[0], 1]),
};

function unfold(
  outputs: tf.Tensor2D,
  targets: tf.Tensor2D,
  weights: tf.Tensor2D,
): WeightedRows & { readonly loss: Loss } {
  const [batch, steps] = targets.shape;
  const [, width] = outputs.shape;
  const isAsked = tf.cast(tf.notEqual(targets, tf.fill([], 0, "int32")), "float32");
  const counts = tf.maximum(tf.sum(isAsked, 1, true), tf.fill([], 1));
  return {
    loss: softmaxCrossEntropy,
    outputs: tf.reshape(outputs, [batch * steps, width / steps]),
    targets: tf.reshape(targets, [batch * steps, 1]),
    weights: tf.reshape(tf.mul(isAsked, tf.div(weights, counts)), [batch * steps, 1]),
  };
}
