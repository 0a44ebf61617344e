/** Puts our kernels and our way to start it into the WebGPU backend of TensorFlow.js, which must be loaded and not be started. */
import { tf } from "../../tf";
import { kernelFunction } from "./kernel";
import { webgpuKernels } from "./registry";
import { startWebgpu } from "./start";

const backendName = "webgpu";

/** That of TensorFlow.js. */
const priority = 3;

let isDone = false;

/** To be called again at will. */
export function registerWebgpuKernels(): void {
  if (isDone) return;
  isDone = true;
  if (tf.findBackendFactory(backendName)) tf.removeBackend(backendName);
  tf.registerBackend(backendName, startWebgpu, priority);
  for (const kernel of webgpuKernels) {
    const kernelName = kernel.name;
    const stock = tf.getKernel(kernelName, backendName);
    if (stock) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ ...stock, kernelName, backendName, kernelFunc: kernelFunction(kernel, stock) });
  }
}
