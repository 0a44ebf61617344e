/**
 * What a variational autoencoder minimises (Kingma and Welling 2014; β by Higgins et al. 2017): the mean over the d inputs of
 * (x̂ − x)², and β/d times the divergence of the code from a standard normal one, ½ Σ (μ² + σ² − 1 − log σ²).
 */
import { tf } from "../tf";
import { times } from "./focal";
import type { Loss } from "./loss";

/** Outputs [batch, d of what is given back, μ, log σ²], targets [batch, d]. The error of a row is the mean absolute difference. */
export function variationalLoss(beta: number, codeSize: number): Loss {
  return {
    targetType: "float32",
    forward(outputs, targets) {
      const { residuals, mean, logVariance, width } = partsOf(outputs, targets, codeSize);
      const terms = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), logVariance);
      const divergence = tf.sub(tf.sum(terms, 1, true), tf.fill([], codeSize));
      const squares = tf.mean<tf.Tensor2D>(tf.square(residuals), 1, true);
      return { rows: tf.add(squares, times(divergence as tf.Tensor2D, beta / (2 * width))), kept: outputs }; // one number a row
    },
    backward(outputs, targets) {
      const { residuals, mean, logVariance, width } = partsOf(outputs, targets, codeSize);
      const ofVariance = tf.sub<tf.Tensor2D>(tf.exp(logVariance), tf.fill([], 1));
      return tf.concat(
        [times(residuals, 2 / width), times(mean, beta / width), times(ofVariance, beta / (2 * width))],
        1,
      );
    },
    errors(outputs, targets) {
      const { residuals } = partsOf(outputs, targets, codeSize);
      return tf.mean<tf.Tensor2D>(tf.abs(residuals), 1, true);
    },
  };
}

function partsOf(outputs: tf.Tensor2D, targets: tf.Tensor2D, codeSize: number) {
  const [rows, width] = targets.shape;
  return {
    residuals: tf.sub<tf.Tensor2D>(tf.slice(outputs, [0, 0], [rows, width]), targets),
    mean: tf.slice(outputs, [0, width], [rows, codeSize]),
    logVariance: tf.slice(outputs, [0, width + codeSize], [rows, codeSize]),
    width,
  };
}
