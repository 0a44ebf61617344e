/**
 * activation(x · kernel + bias) in one kernel, while fitting too. `tf.fused.matMul` takes itself apart as soon as
 * gradients are taped, and its own gradient always works out that of x, which a first layer throws away; here the stock
 * kernel gets a gradient of ours, of which the tape asks only what it needs.
 */
import { tf } from "../tf";
import type { FusedActivation } from "./activation-grad";
import { activationGrad } from "./activation-grad";

tf.registerGradient({
  kernelName: tf._FusedMatMul,
  inputsToSave: ["a", "b"],
  outputsToSave: [true],
  gradFunc(dy, saved, attrs) {
    const [a, b, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor]; // the two inputs and the output
    const { activation } = attrs as { activation: FusedActivation }; // given by fusedDense
    const { dz, dBias } = activationGrad(dy as tf.Tensor, y, activation); // one output
    return {
      a: () => tf.matMul(dz, b, false, true),
      b: () => tf.matMul(a, dz, true, false),
      bias: dBias,
    };
  },
});

/** x [row, input], kernel [input, unit] and bias [unit] to [row, unit]. */
export function fusedDense(x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor, activation: FusedActivation): tf.Tensor2D {
  const attrs = { transposeA: false, transposeB: false, activation };
  return tf.engine().runKernel<tf.Tensor2D>(tf._FusedMatMul, { a: x, b: kernel, bias }, attrs);
}
