/**
 * Batch normalisation (Ioffe and Szegedy 2015) by the statistics of the batch itself: one kernel each way where the
 * backend has them, else four and nine stock ones. With u = (x - mean) / √(variance + ε), and means over all rows, the
 * gradient is dx = scale / √(variance + ε) × (dy - mean(dy) - u × mean(dy u)).
 */
import { tf } from "../tf";
import { hasKernel, runKernel } from "./native-kernel";

const kernelName = "BatchNormalization";
const gradientName = "BatchNormalizationGrad";

/**
 * scale × u + offset for `x` [..., channel], with gradients by `x`, `scale` [channel] and `offset` [channel]. `observe`
 * gets the mean and the biased variance of each channel over all axes but the last; they are freed when it returns.
 */
export function normaliseBatch(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  epsilon: number,
  observe: (mean: tf.Tensor, variance: tf.Tensor) => void,
): tf.Tensor {
  const normalise = tf.customGrad((...given) => {
    const [x, scale, offset, save] = given as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc]; // the three below
    const [y, mean, variance] = forward(x, scale, offset, epsilon);
    observe(mean, variance);
    save([x, scale, mean, variance]);
    return {
      value: y,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [x, scale, mean, variance] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]; // as saved above
        return backward(x, dy, scale, mean, variance, epsilon);
      },
    };
  });
  return normalise(x, scale, offset);
}

type Three = [tf.Tensor, tf.Tensor, tf.Tensor];

function forward(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor, epsilon: number): Three {
  if (hasKernel(kernelName)) return [...runKernel(kernelName, { x, scale, offset }, { epsilon })] as Three; // its outputs
  const rows = rowsOf(x);
  const mean = tf.mean<tf.Tensor1D>(rows, 0);
  const variance = tf.mean<tf.Tensor1D>(tf.squaredDifference(rows, mean), 0);
  const y = tf.batchNorm2d(rows, mean, variance, offset as tf.Tensor1D, scale as tf.Tensor1D, epsilon); // [channel]
  return [tf.reshape(y, x.shape), mean, variance];
}

/** Gradients by x, scale and offset. */
function backward(
  x: tf.Tensor,
  dy: tf.Tensor,
  scale: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  epsilon: number,
): Three {
  if (hasKernel(gradientName)) {
    return [...runKernel(gradientName, { x, dy, scale, mean, variance }, { epsilon })] as Three; // its outputs
  }
  const slopes = rowsOf(dy);
  const [m, v, s] = [mean as tf.Tensor1D, variance as tf.Tensor1D, scale as tf.Tensor1D]; // one for each channel
  // The stock kernel brings ε as a setting: a scalar of our own would be an upload at every step.
  const normalised = tf.batchNorm2d(rowsOf(x), m, v, undefined, undefined, epsilon);
  const products = tf.mul(slopes, normalised);
  const remainder = tf.sub<tf.Tensor2D>(slopes, tf.mul(normalised, tf.mean(products, 0)));
  const dx = tf.batchNorm2d(remainder, tf.mean<tf.Tensor1D>(slopes, 0), v, undefined, s, epsilon);
  return [tf.reshape(dx, x.shape), tf.sum(products, 0), tf.sum(slopes, 0)];
}

/** [..., channel] as [row, channel]. */
function rowsOf(x: tf.Tensor): tf.Tensor2D {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}
