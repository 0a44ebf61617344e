/** Puts our kernels into the WebGPU backend of TensorFlow.js, which must be loaded. */
import { tf } from "../../tf";
import { kernelFunction } from "./kernel";
import { webgpuKernels } from "./registry";

const backendName = "webgpu";

let isDone = false;

/** To be called again at will. */
export function registerWebgpuKernels(): void {
  if (isDone) return;
  isDone = true;
  for (const kernel of webgpuKernels) {
    const kernelName = kernel.name;
    const stock = tf.getKernel(kernelName, backendName);
    if (stock) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ ...stock, kernelName, backendName, kernelFunc: kernelFunction(kernel, stock) });
  }
}
