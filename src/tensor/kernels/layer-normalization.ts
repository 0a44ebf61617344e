/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) over the last axis: one kernel each way where the backend has them,
 * else ten and eleven stock ones. With u = (x - mean) / √(variance + ε), g = scale × dy and means over the last axis, the
 * gradient is dx = (g - mean(g) - u × mean(g u)) / √(variance + ε).
 */
import { tf } from "../tf";
import { hasKernel, runKernel } from "./native-kernel";

const kernelName = "LayerNormalization";
const gradientName = "LayerNormalizationGrad";

interface Pass {
  readonly value: tf.Tensor;
  /** Gradients by x, scale and offset. */
  readonly gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[];
}

/**
 * scale × u + offset for `x` [..., width], with gradients by `x`, `scale` [width] and `offset` [width]; the statistics
 * are those of each row, the variance the biased one.
 */
export function normaliseRows(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor, epsilon: number): tf.Tensor {
  const normalise = tf.customGrad((...given) => {
    const [x, scale, offset, save] = given as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc]; // the three below
    return (hasKernel(kernelName) ? native : composed)(x, scale, offset, epsilon, save);
  });
  return normalise(x, scale, offset);
}

function native(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor, epsilon: number, save: tf.GradSaveFunc): Pass {
  const outputs = runKernel(kernelName, { x, scale, offset }, { epsilon });
  const [value, mean, variance] = outputs as [tf.Tensor, tf.Tensor, tf.Tensor]; // the kernel's outputs
  save([x, scale, mean, variance]);
  return {
    value,
    gradFunc: (dy, saved) => {
      const [x, scale, mean, variance] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]; // as saved above
      return [...runKernel(gradientName, { x, dy, scale, mean, variance }, { epsilon })];
    },
  };
}

function composed(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor, epsilon: number, save: tf.GradSaveFunc): Pass {
  const rows = rowsOf(x);
  const mean = tf.mean(rows, 1, true);
  const variance = tf.mean(tf.squaredDifference(rows, mean), 1, true);
  // Filled on the device: a scalar from here would be an upload at every step.
  const inverse = tf.rsqrt(tf.add(variance, tf.fill([], epsilon)));
  const normalised = tf.mul(tf.sub(rows, mean), inverse);
  const value = tf.reshape(tf.add(tf.mul(normalised, scale), offset), x.shape);
  save([normalised, inverse, scale]);
  return {
    value,
    gradFunc: (dy, saved) => {
      const [normalised, inverse, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor]; // as saved above
      const slopes = rowsOf(dy);
      const scaled = tf.mul(slopes, scale);
      const share = tf.mul(normalised, tf.mean(tf.mul(scaled, normalised), 1, true));
      const centred = tf.sub(scaled, tf.mean(scaled, 1, true));
      const dx = tf.mul(tf.sub(centred, share), inverse);
      return [tf.reshape(dx, dy.shape), tf.sum(tf.mul(slopes, normalised), 0), tf.sum(slopes, 0)];
    },
  };
}

/** [..., width] as [row, width]. */
function rowsOf(x: tf.Tensor): tf.Tensor2D {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}
