/**
 * Several quantiles of each number at once: the pinball loss (Koenker and Bassett 1978), which the quantile of level τ makes smallest. With r = z - y of an
 * output z that is max(0, r) - τ r, with the gradient 1 - τ above the target and -τ below it, averaged over levels and numbers.
 */
import { tf } from "../tf";
import type { Loss } from "./loss";

/**
 * Outputs [batch, level × number], all numbers of the first level first, and targets [batch, level × number] that repeat the numbers for every level. The error
 * of a row is the mean absolute difference of the level that is nearest to one half. Levels lie between 0 and 1.
 */
export function pinballLoss(levels: readonly number[]): Loss {
  const middle = middleLevel(levels);
  return {
    targetType: "float32",
    forward(outputs, targets) {
      const residuals = tf.sub<tf.Tensor2D>(outputs, targets);
      const terms = tf.sub(tf.relu(residuals), tf.mul(residuals, tausOf(levels, residuals.shape[1])));
      return { rows: tf.mean<tf.Tensor2D>(terms, 1, true), kept: residuals };
    },
    backward(residuals) {
      const width = residuals.shape[1];
      const slopes = tf.sub<tf.Tensor2D>(tf.step(residuals), tausOf(levels, width));
      return tf.mul(slopes, tf.fill([], 1 / width));
    },
    errors(outputs, targets) {
      const [rows, width] = outputs.shape;
      const [start, size] = [(middle * width) / levels.length, width / levels.length];
      const own = (values: tf.Tensor2D) => tf.slice(values, [0, start], [rows, size]);
      return tf.mean<tf.Tensor2D>(tf.abs(tf.sub<tf.Tensor2D>(own(outputs), own(targets))), 1, true);
    },
  };
}

/** Place of the level that is nearest to one half. */
function middleLevel(levels: readonly number[]): number {
  const off = (k: number) => Math.abs(levels[k]! - 0.5); // a place
  return levels.reduce((best, _, k) => (off(k) < off(best) ? k : best), 0);
}

/** [1, level × number]; filled in on the device, for constants would be an upload at every step. */
function tausOf(levels: readonly number[], width: number): tf.Tensor2D {
  const size = width / levels.length;
  return tf.concat(
    levels.map((level) => tf.fill<tf.Rank.R2>([1, size], level)),
    1,
  );
}
