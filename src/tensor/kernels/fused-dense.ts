/**
 * activation(x · kernel + bias) in one kernel, while fitting too. `tf.fused.matMul` takes itself apart as soon as
 * gradients are taped, and its own gradient always works out that of x, which a first layer throws away; here the stock
 * kernel gets a gradient of ours, of which the tape asks only what it needs.
 */
import { tf } from "../tf";
import type { FusedActivation } from "./activation-grad";
import { activationGrad } from "./activation-grad";
import { hasKernel, runKernel } from "./native-kernel";

/** {a, dy, y} and the attribute `activation` to the gradients by kernel and bias, where a backend makes both at once. */
const gradientName = "DenseGrad";

/** {b, dy, y} and the attribute `activation` to the gradient by the inputs; there wherever the other is. */
const inputGradientName = "DenseInputGrad";

tf.registerGradient({
  kernelName: tf._FusedMatMul,
  inputsToSave: ["a", "b"],
  outputsToSave: [true],
  gradFunc(dy, saved, attrs) {
    const [a, b, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor]; // the two inputs and the output
    const { activation, hasBias } = attrs as { activation: FusedActivation; hasBias: boolean }; // given by fusedDense
    if (hasBias && hasKernel(gradientName)) {
      const [dKernel, dBias] = runKernel(gradientName, { a, dy: dy as tf.Tensor, y }, { activation }); // one output
      const dInputs = () => runKernel(inputGradientName, { b, dy: dy as tf.Tensor, y }, { activation })[0]!; // as above
      return { a: dInputs, b: () => dKernel!, bias: () => dBias! }; // its two outputs
    }
    const { dz, dBias } = activationGrad(dy as tf.Tensor, y, activation, hasBias); // one output
    return {
      a: () => tf.matMul(dz, b, false, true),
      b: () => tf.matMul(a, dz, true, false),
      bias: dBias,
    };
  },
});

/** x [..., input], kernel [input, unit] and bias [unit] to [..., unit]. */
export function fusedDense(
  x: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  activation: FusedActivation,
): tf.Tensor {
  const isMatrix = x.rank === 2;
  const a = isMatrix ? x : tf.reshape(x, [-1, x.shape.at(-1) ?? 0]);
  const inputs: tf.NamedTensorMap = bias ? { a, b: kernel, bias } : { a, b: kernel };
  const attrs = { transposeA: false, transposeB: false, activation, hasBias: bias !== null };
  const y = tf.engine().runKernel<tf.Tensor2D>(tf._FusedMatMul, inputs, attrs);
  return isMatrix ? y : tf.reshape(y, [...x.shape.slice(0, -1), y.shape[1]]);
}
