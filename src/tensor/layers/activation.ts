import type { FusedActivation } from "../kernels/activation-grad";
import { gelu } from "../kernels/gelu";
import { tf } from "../tf";

export type Activation = "linear" | "relu" | "tanh" | "sigmoid" | "gelu";

/** Runs an operation that ends with an activation of its own; tanh and gelu, which the stock kernels lack, follow it. */
export function activated(activation: Activation, run: (own: FusedActivation) => tf.Tensor): tf.Tensor {
  switch (activation) {
    case "tanh":
    case "gelu":
      return bend(run("linear"), activation);
    default:
      return run(activation);
  }
}

export function bend(x: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation) {
    case "linear":
      return x;
    case "relu":
      return tf.relu(x);
    case "tanh":
      return tf.tanh(x);
    case "sigmoid":
      return tf.sigmoid(x);
    case "gelu":
      return gelu(x);
  }
}

/** ", relu", or nothing for a linear layer: the end of a label. */
export function activationLabel(activation: Activation): string {
  return activation === "linear" ? "" : `, ${activation}`;
}
