/** Makes the backend known to TensorFlow.js under the name "wasm". */
import { tf } from "../../tf";
// Kernels of our own that exist for the JavaScript backend are taken over like the stock ones.
import "../seeded-mask";
import type { WasmBackend } from "./backend";
import { createWasmBackend } from "./backend";
import type { WasmKernel } from "./kernel";
import type { ProgramOptions } from "./program";
import { wasmKernels } from "./registry";

const backendName = "wasm";

/** Registers the backend, complete from the start: all the JavaScript kernels, and ours in place of those that we have. */
export function registerWasmBackend(options: ProgramOptions = {}): void {
  if (tf.findBackendFactory(backendName)) tf.removeBackend(backendName);
  tf.registerBackend(backendName, () => createWasmBackend(options));
  if (tf.getKernelsForBackend(backendName).length > 0) return;
  tf.copyRegisteredKernels("cpu", backendName);
  for (const kernel of wasmKernels) register(kernel);
}

function register(kernel: WasmKernel): void {
  const kernelName = kernel.name;
  const stock = tf.getKernel(kernelName, backendName);
  if (stock) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    ...stock,
    kernelName,
    backendName,
    kernelFunc({ inputs, attrs, backend }) {
      const wasm = backend as WasmBackend; // the one registered under this name
      const call = {
        inputs: inputs as Readonly<Record<string, tf.TensorInfo>>, // lists come only to kernels that say so
        attrs: attrs ?? {},
        backend: wasm,
      };
      const outputs = wasm.run(() => kernel.run(call));
      if (outputs) return outputs;
      if (!stock) throw new Error(`the kernel ${kernelName} cannot take these inputs`);
      return stock.kernelFunc({ inputs, attrs, backend });
    },
  });
}
