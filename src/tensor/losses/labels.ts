/**
 * Several labels, each from a logit z of its own: the mean over labels of a log(1 + e⁻ᶻ) + b log(1 + eᶻ), where a counts the label and
 * b its absence (1 and 0 without weights or smoothing). With γ above 0 each term is multiplied by what is missing of its own
 * probability, to the power of γ (Lin et al. 2017). The targets are weights, so that a blend of two rows has the blend of their losses.
 */
import { tf } from "../tf";
import { chancesOf, powerOf, times } from "./focal";
import type { Loss } from "./loss";

/** Outputs [batch, label], targets [batch, a of each label, then b of each]. The error of a row is the share of its labels that are wrong. */
export function labelsLoss(gamma: number): Loss {
  return {
    targetType: "float32",
    forward(logits, targets) {
      const [a, b] = sidesOf(targets);
      const { p, q, logP, logQ } = chancesOf(logits);
      const found = gamma > 0 ? tf.mul(powerOf(q, gamma), logP) : logP;
      const missed = gamma > 0 ? tf.mul(powerOf(p, gamma), logQ) : logQ;
      const terms = tf.add(tf.mul(a, found), tf.mul(b, missed));
      return { rows: tf.neg(tf.mean<tf.Tensor2D>(terms, 1, true)), kept: logits };
    },
    backward(logits, targets) {
      const [a, b] = sidesOf(targets);
      const { p, q, logP, logQ } = chancesOf(logits);
      const up = gamma > 0 ? tf.mul(powerOf(q, gamma), tf.sub(times(tf.mul(p, logP), gamma), q)) : tf.neg(q);
      const down = gamma > 0 ? tf.mul(powerOf(p, gamma), tf.sub(p, times(tf.mul(q, logQ), gamma))) : p;
      return times(tf.add(tf.mul(a, up), tf.mul(b, down)), 1 / logits.shape[1]);
    },
    errors(logits, targets) {
      const [a, b] = sidesOf(targets);
      return tf.mean<tf.Tensor2D>(tf.squaredDifference(tf.step(logits), tf.step(tf.sub(a, b))), 1, true);
    },
  };
}

function sidesOf(targets: tf.Tensor2D): readonly [tf.Tensor2D, tf.Tensor2D] {
  const [rows, width] = targets.shape;
  const size: [number, number] = [rows, width / 2];
  return [tf.slice(targets, [0, 0], size), tf.slice(targets, [0, width / 2], size)];
}
