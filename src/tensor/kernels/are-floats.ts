/** A check that nearly every kernel of ours begins with. */
import type { tf } from "../tf";

/** Whether all of them are Float32. */
export function areFloats(...tensors: readonly (tf.TensorInfo | undefined)[]): boolean {
  return tensors.every((tensor) => tensor === undefined || tensor.dtype === "float32");
}
