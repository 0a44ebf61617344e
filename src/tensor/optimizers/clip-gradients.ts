/**
 * Gradients clipped by their global norm (Pascanu, Mikolov and Bengio 2013), by operations that every backend has. The guard
 * against a norm of zero is PyTorch's `clip_grad_norm_`.
 */
import { tf } from "../tf";
import type { Constant } from "./rule";

/** Added to the norm before it divides. */
const guard = 1e-6;

/** The gradients times min(1, `clipNorm` / their norm): shorter ones stay as they are, to the bit. To be called inside a tidy. */
export function clippedGradients(gradients: readonly tf.Tensor[], clipNorm: number, constant: Constant): tf.Tensor[] {
  // A sum over nothing asks WebGPU for a buffer without room.
  const squares = gradients.filter(({ size }) => size > 0).map((gradient) => tf.sum(tf.square(gradient)));
  if (squares.length === 0) return [...gradients];
  const norm = tf.sqrt(tf.addN(squares));
  const share = tf.minimum(constant(1), tf.div(constant(clipNorm), tf.add(norm, constant(guard))));
  return gradients.map((gradient) => tf.mul(gradient, share));
}
