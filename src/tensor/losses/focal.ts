/**
 * Cross-entropy that looks away from what is already right: -(1 - p)ᵞ log p of the class (Lin et al. 2017), here against a
 * distribution over the classes, so that it goes with softened targets. γ = 0 would be the cross-entropy itself.
 */
import { tf } from "../tf";
import { binaryErrors } from "./binary-cross-entropy";
import type { Loss } from "./loss";
import { classErrors, logSoftmax } from "./soft-cross-entropy";

/** 1 - p is taken for at least this, so that no power of it is infinite. */
const smallest = 1e-7;

/**
 * Of a softmax, Σ y f(p) with f(p) = -(1 - p)ᵞ log p. With g = y p f'(p) = y (γ (1 - p)ᵞ⁻¹ p log p - (1 - p)ᵞ) its gradient by
 * the logits is g - p Σ g. Targets [batch, class]. `gamma` is above 0.
 */
export function focalLoss(gamma: number): Loss {
  return {
    targetType: "float32",
    forward(logits, targets) {
      const logarithms = logSoftmax(logits);
      const terms = tf.mul(tf.mul(targets, powerOf(othersOf(tf.exp(logarithms)), gamma)), logarithms);
      return { rows: tf.neg(tf.sum<tf.Tensor2D>(terms, 1, true)), kept: logarithms };
    },
    backward(logarithms, targets) {
      const p = tf.exp(logarithms);
      const others = othersOf(p);
      const bracket = tf.sub(tf.mul(times(tf.div(p, others), gamma), logarithms), tf.fill([], 1));
      const g = tf.mul(tf.mul(targets, powerOf(others, gamma)), bracket);
      return tf.sub(g, tf.mul(p, tf.sum(g, 1, true)));
    },
    errors: classErrors,
  };
}

/**
 * Of one logit z with p = σ(z) and q = 1 - p: y f(p) + (1 - y) f(q), with the gradient
 * y qᵞ (γ p log p - q) + (1 - y) pᵞ (p - γ q log q). Targets [batch, 1], from 0 to 1. `gamma` is above 0.
 */
export function binaryFocalLoss(gamma: number): Loss {
  return {
    targetType: "float32",
    forward(logits, targets) {
      const { p, q, logP, logQ } = chancesOf(logits);
      const found = tf.mul(tf.mul(targets, powerOf(q, gamma)), logP);
      const missed = tf.mul(tf.mul(rest(targets), powerOf(p, gamma)), logQ);
      return { rows: tf.neg(tf.add(found, missed)), kept: logits };
    },
    backward(logits, targets) {
      const { p, q, logP, logQ } = chancesOf(logits);
      const up = tf.sub(times(tf.mul(p, logP), gamma), q);
      const down = tf.sub(p, times(tf.mul(q, logQ), gamma));
      return tf.add(
        tf.mul(tf.mul(targets, powerOf(q, gamma)), up),
        tf.mul(tf.mul(rest(targets), powerOf(p, gamma)), down),
      );
    },
    errors: binaryErrors,
  };
}

export function chancesOf(z: tf.Tensor2D) {
  const negative = tf.neg(z);
  return {
    p: tf.sigmoid(z),
    q: tf.sigmoid(negative),
    logP: tf.neg(tf.softplus(negative)),
    logQ: tf.neg(tf.softplus(z)),
  };
}

// Numbers are filled in on the device: a new scalar would be an upload at every step.

function othersOf(p: tf.Tensor2D): tf.Tensor2D {
  return tf.maximum(rest(p), tf.fill([], smallest));
}

function rest(p: tf.Tensor2D): tf.Tensor2D {
  return tf.sub(tf.fill([], 1), p);
}

export function times(values: tf.Tensor2D, factor: number): tf.Tensor2D {
  return tf.mul(values, tf.fill([], factor));
}

/** `values` are at least 0. */
export function powerOf(values: tf.Tensor2D, gamma: number): tf.Tensor2D {
  return tf.pow(values, tf.fill([], gamma));
}
