/** The WebGPU backend while it is the one in use, with what its published types leave out. */
import type { WebgpuBackend } from "./kernels/webgpu/backend";
import { tf } from "./tf";

/** null while another backend computes. */
export function webgpuInUse(): WebgpuBackend | null {
  return tf.getBackend() === "webgpu" ? (tf.backend() as unknown as WebgpuBackend) : null; // the one of this name
}
