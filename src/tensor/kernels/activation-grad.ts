/**
 * What every gradient of a fused operation begins with: back through the activation, and the gradient of the bias. A
 * backend may do both in one pass over the numbers, by a kernel named "ActivationGrad".
 */
import { tf } from "../tf";
import { hasKernel, runKernel } from "./native-kernel";

/** Activations that the stock fused kernels of every backend have. */
export type FusedActivation = "linear" | "relu" | "sigmoid";

/** {dy, y} and the attribute `activation` to [dz, dBias]; the shapes are those of y and of its last axis. */
const kernelName = "ActivationGrad";

export interface ActivationGrad {
  /** Derivative by what went into the activation; the shape of y. */
  readonly dz: tf.Tensor;
  /** Sum of dz over all axes but the last. */
  readonly dBias: () => tf.Tensor;
}

/** From the derivative `dy` by the outputs `y` = activation(z). Without a bias, `dBias` is not to be called. */
export function activationGrad(
  dy: tf.Tensor,
  y: tf.Tensor,
  activation: FusedActivation,
  hasBias: boolean,
): ActivationGrad {
  const isIdentity = activation === "linear" && !hasBias;
  if (!isIdentity && hasKernel(kernelName)) {
    const [dz, dBias] = runKernel(kernelName, { dy, y }, { activation });
    return { dz: dz!, dBias: () => dBias! }; // its two outputs
  }
  const dz = throughActivation(dy, y, activation);
  const axes = dz.shape.slice(1).map((_, axis) => axis);
  return { dz, dBias: () => tf.sum(dz, axes) };
}

function throughActivation(dy: tf.Tensor, y: tf.Tensor, activation: FusedActivation): tf.Tensor {
  switch (activation) {
    case "linear":
      return dy;
    case "relu":
      return tf.mul(dy, tf.step(y));
    case "sigmoid":
      // 1 is filled in on the device: a new scalar would be an upload. y - y² would lose the digits of 1 - y.
      return tf.mul(dy, tf.mul(y, tf.sub(tf.fill([], 1), y)));
  }
}
