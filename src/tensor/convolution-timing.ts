/**
 * How fast the backend in use is at what costs most: a training step of a convolution, of stated size.
 *
 * Small on purpose. JavaScript takes 20 to 35 ms for it and WebAssembly 0.3 to 0.6, so that ten times the size would hold up every
 * start by seconds for the same order; and on a graphics card without WebGPU what counts, at the sizes of a lesson, is the
 * number of operations in a step (200 and more), not what each of them has to compute.
 */
import { tf } from "./tf";
import { read } from "./transfer";

/** Batch 4 of 12 × 12 × 4, 8 filters of 3 × 3: forward, both gradients and the update of the filters. */
const sizes = { batch: 4, side: 12, channels: 4, filters: 8 };
const repeats = 3;

/** Milliseconds of the fastest of a few steps; the first, which compiles, does not count. */
export async function timeConvolutionStep(): Promise<number> {
  const { batch, side, channels, filters } = sizes;
  const x = tf.fill<tf.Rank.R4>([batch, side, side, channels], 0.1);
  const first = tf.fill([3, 3, channels, filters], 0.01);
  const kernel = tf.variable(first);
  first.dispose();
  let best = Infinity;
  for (let repeat = 0; repeat <= repeats; repeat++) {
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
    if (repeat > 0) best = Math.min(best, performance.now() - startedAt);
  }
  x.dispose();
  kernel.dispose();
  return best;
}
