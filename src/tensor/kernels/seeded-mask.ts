/**
 * Random masks made on the device from (seed, step, element): no numbers are made in JavaScript, every step has its own
 * mask, and every backend makes the same one. A kernel of our own, registered beside the stock ones.
 */
import { tf } from "../tf";
import { seededMaskCpu } from "./cpu/seeded-mask";
import { seededMaskWebgl } from "./webgl/seeded-mask";
import { kernelFunction } from "./webgpu/kernel";
import { seededMaskWebgpu } from "./webgpu/kernels/seeded-mask";

const kernelName = "SeededMask";

const kernels = { cpu: seededMaskCpu, webgl: seededMaskWebgl, webgpu: kernelFunction(seededMaskWebgpu) } as const;
for (const [backendName, kernelFunc] of Object.entries(kernels)) {
  tf.registerKernel({ kernelName, backendName, kernelFunc });
}

/**
 * 0 with probability `rate`, else 1 / (1 - rate), so that the mean is 1 (inverted dropout, Srivastava et al. 2014).
 * `step` is a scalar on the device; `seed` a whole number from 0 to 2³¹ - 1.
 */
export function seededMask(shape: readonly number[], rate: number, seed: number, step: tf.Tensor): tf.Tensor {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const mask = tf.engine().runKernel(kernelName, { step }, { size, rate, seed });
  return tf.reshape(mask as tf.Tensor, [...shape]); // one output
}
