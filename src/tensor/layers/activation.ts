import type { FusedActivation } from "../kernels/activation-grad";
import { tf } from "../tf";

export type Activation = "linear" | "relu" | "tanh" | "sigmoid";

/** Runs an operation that ends with an activation of its own; tanh, which the stock kernels lack, follows it. */
export function activated(activation: Activation, run: (own: FusedActivation) => tf.Tensor): tf.Tensor {
  return activation === "tanh" ? tf.tanh(run("linear")) : run(activation);
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
  }
}

/** ", relu", or nothing for a linear layer: the end of a label. */
export function activationLabel(activation: Activation): string {
  return activation === "linear" ? "" : `, ${activation}`;
}
