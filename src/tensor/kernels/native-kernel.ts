/**
 * Kernels of our own that only some backends have. An operation runs one where it is there, and is composed of stock
 * operations where it is not. Such a kernel has no gradient of its own: run it within tf.customGrad, or where nothing is
 * differentiated.
 */
import { tf } from "../tf";

/** Settings of a kernel: plain data. */
export type KernelSettings = Readonly<
  Record<string, number | string | boolean | readonly number[] | readonly boolean[]>
>;

/** Whether the backend in use has this kernel. */
export function hasKernel(name: string): boolean {
  return Boolean(tf.getKernel(name, tf.getBackend()));
}

/** Runs a kernel of the backend in use; a kernel with one output gives a list of one. Throws where it is missing. */
export function runKernel(
  name: string,
  inputs: Readonly<Record<string, tf.Tensor>>,
  settings: KernelSettings = {},
): readonly tf.Tensor[] {
  const outputs = tf.engine().runKernel(name, inputs, settings);
  return Array.isArray(outputs) ? outputs : [outputs];
}
