/** Puts our kernels into the WebGPU backend of TensorFlow.js, which must be loaded. */
import { tf } from "../../tf";
import type { WebgpuBackend } from "./backend";
import { webgpuKernels } from "./registry";

const backendName = "webgpu";

export function registerWebgpuKernels(): void {
  for (const kernel of webgpuKernels) {
    const kernelName = kernel.name;
    const stock = tf.getKernel(kernelName, backendName);
    if (stock) tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({
      ...stock,
      kernelName,
      backendName,
      kernelFunc({ inputs, attrs, backend }) {
        const outputs = kernel.run({
          inputs: inputs as Readonly<Record<string, tf.TensorInfo>>, // lists come only to kernels that say so
          attrs: attrs ?? {},
          backend: backend as unknown as WebgpuBackend, // the one registered under this name
        });
        if (outputs) return outputs;
        if (!stock) throw new Error(`the kernel ${kernelName} cannot take these inputs`);
        return stock.kernelFunc({ inputs, attrs, backend });
      },
    });
  }
}
