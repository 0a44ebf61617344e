/**
 * How fast the backend in use is at what costs most: a training step of a convolution, of stated size.
 *
 * Small on purpose. JavaScript takes 20 to 35 ms for it and WebAssembly 0.3 to 0.6, so that ten times the size would hold up every
 * start by seconds for the same order; and on a graphics card without WebGPU what counts, at the sizes of a lesson, is the
 * number of operations in a step (200 and more), not what each of them has to compute.
 */
import { TensorScope } from "./scope";
import { tf } from "./tf";
import { read } from "./transfer";

/** Batch, side and channels of the pictures and the filters of 3 × 3: forward, both gradients and the update of the filters. */
const sizes = { batch: 4, side: 12, channels: 4, filters: 8 };
const repeats = 3;

/** Milliseconds of the fastest of a few steps; the first, which compiles, does not count. */
export async function timeConvolutionStep(): Promise<number> {
  return Math.min(...(await timeSteps(sizes, repeats)));
}

/**
 * A step of the size that networks have. The small one tells what asking for a step costs and hardly what computing does; this one takes
 * WebAssembly 1.5 to 8 ms, JavaScript more than half a second: only for a backend that was quick at the small one.
 */
const largeSizes = { batch: 8, side: 32, channels: 16, filters: 16 };
const largeRepeats = 5;

/**
 * Milliseconds of a usual one of a few large steps: unlike the fastest it tells how busy the machine is. undefined where the memory
 * is too small for it, which may still be enough for a small network.
 */
export async function timeLargeStep(): Promise<number | undefined> {
  try {
    const times = (await timeSteps(largeSizes, largeRepeats)).toSorted((a, b) => a - b);
    return times[times.length >> 1];
  } catch {
    return undefined;
  }
}

async function timeSteps({ batch, side, channels, filters }: typeof sizes, count: number): Promise<readonly number[]> {
  const scope = new TensorScope();
  try {
    const x = scope.own(tf.fill<tf.Rank.R4>([batch, side, side, channels], 0.1));
    const kernel = scope.variable([3, 3, channels, filters], new Float32Array(9 * channels * filters).fill(0.01));
    const times: number[] = [];
    for (let repeat = 0; repeat <= count; repeat++) {
      const startedAt = performance.now();
      const loss = tf.tidy(() => {
        const step = tf.valueAndGrads(
          (image: tf.Tensor, weights: tf.Tensor) =>
            tf.sum(tf.relu(tf.conv2d(image as tf.Tensor4D, weights as tf.Tensor4D, 1, "same"))), // both of rank 4
        );
        const { value, grads } = step([x, kernel]);
        kernel.assign(tf.sub(kernel, tf.mul(grads[1]!, 1e-4))); // one for each input
        return tf.add(value, tf.sum(grads[0]!)); // one for each input
      });
      await read(loss);
      loss.dispose();
      if (repeat > 0) times.push(performance.now() - startedAt);
    }
    return times;
  } finally {
    scope.dispose();
  }
}
