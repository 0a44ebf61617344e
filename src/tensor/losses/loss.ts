/** What is minimised, and what is reported beside it. Each loss has a gradient of its own: fewer operations a step. */
import type { tf } from "../tf";

export interface WeightedRows {
  readonly outputs: tf.Tensor2D;
  readonly targets: tf.Tensor2D;
  /** [batch, 1] */
  readonly weights: tf.Tensor2D;
}

/** All tensors have the batch axis first; the last axis of row-wise results has the extent 1. */
export interface Loss {
  /** How targets lie on the device: class codes for a softmax, else numbers. */
  readonly targetType: "int32" | "float32";
  /** [batch, output] and targets [batch, target] to the loss of each row [batch, 1], and what the gradient needs. */
  forward(outputs: tf.Tensor2D, targets: tf.Tensor2D): { readonly rows: tf.Tensor2D; readonly kept: tf.Tensor2D };
  /** Derivative of each row's loss by its outputs, from what `forward` kept. [batch, output] */
  backward(kept: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor2D;
  /** Of a loss that has several rows in each of these: those, under the loss that they have. Differentiable by the outputs. */
  readonly unfold?: (
    outputs: tf.Tensor2D,
    targets: tf.Tensor2D,
    weights: tf.Tensor2D,
  ) => WeightedRows & { readonly loss: Loss };
  /** Error of each row for the metric: 0 or 1 for a class, the mean absolute difference for numbers. [batch, 1] */
  errors(outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor2D;
}
