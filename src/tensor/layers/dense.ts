/** Fully connected: outputs = activation(inputs · kernel + bias). */
import { tf } from "../tf";
import { glorotUniform, zeros } from "./initializers";
import type { LayerKind } from "./layer";

export type Activation = "linear" | "relu" | "tanh" | "sigmoid";

export interface DenseSpec {
  readonly type: "dense";
  readonly units: number;
  readonly activation: Activation;
  /** Start the kernel from zeros: right for a single layer, whose loss is convex. */
  readonly startsAtZero?: boolean;
}

export const dense: LayerKind<DenseSpec> = {
  label({ units, activation }) {
    const after = activation === "linear" ? "" : `, ${activation}`;
    return { en: `Dense ${units}${after}`, zh: `全连接 ${units}${after}` };
  },
  isStochastic: false,
  outputShape(spec, inputShape) {
    if (inputShape.length !== 1)
      throw new RangeError(`a dense layer takes rows, not the shape [${inputShape.join(", ")}]`);
    return [spec.units];
  },
  weights(spec, inputShape) {
    const [inputCount = 0] = inputShape;
    const shape = [inputCount, spec.units];
    return [
      {
        name: "kernel",
        shape,
        isDecayed: true,
        initialise: (random) =>
          spec.startsAtZero ? zeros(shape) : glorotUniform(shape, inputCount, spec.units, random),
      },
      { name: "bias", shape: [spec.units], isDecayed: false, initialise: () => zeros([spec.units]) },
    ];
  },
  apply(spec, inputs, [kernel, bias], mode) {
    const a = inputs as tf.Tensor2D; // outputShape has checked the rank
    const b = kernel as tf.Tensor2D; // made by weights()
    if (!mode.isFitting && spec.activation !== "tanh")
      return tf.fused.matMul({ a, b, bias, activation: spec.activation });
    // Not fused while fitting: the gradient of the fused one always works out that of the inputs, too, which the first
    // layer throws away.
    return activate(tf.add(tf.matMul(a, b), bias!), spec.activation); // made by weights()
  },
};

function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
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
