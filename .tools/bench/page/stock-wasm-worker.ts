/** The worker for the stock WebAssembly backend, which would take the name of ours. */
import * as stock from "@tensorflow/tfjs-backend-wasm";
import plain from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url";
import threaded from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url";
import { tf } from "../../../src/tensor/tf";
import type { StartedBackend, Where } from "./calls";
import { serve } from "./serve";

serve(start);

async function start({ threads }: Where): Promise<StartedBackend> {
  const absolute = (address: string) => new URL(address, self.location.href).href;
  // Its threads live in blobs, from where a relative address leads nowhere.
  stock.setWasmPaths({
    "tfjs-backend-wasm.wasm": absolute(plain),
    "tfjs-backend-wasm-simd.wasm": absolute(simd),
    "tfjs-backend-wasm-threaded-simd.wasm": absolute(threaded),
  });
  if (threads !== null) stock.setThreadsCount(threads);
  if (!(await tf.setBackend("wasm"))) throw new Error("it did not start");
  takeMatrices();
  const isThreaded = await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT");
  const backend = tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }; // not in the published types
  return {
    detail: "SIMD",
    isSoftware: false,
    threads: isThreaded ? stock.getThreadsCount() : 1,
    isQueued: false,
    heldBytes: () => backend.wasm.HEAPU8.buffer.byteLength,
  };
}

/** The fused product of this backend takes stacks of matrices only, for which TensorFlow.js's own call reshapes; our layers hand over matrices. */
function takeMatrices(): void {
  const kernel = tf.getKernel(tf._FusedMatMul, "wasm");
  const stackOf = ({ dataId, dtype, shape }: tf.TensorInfo) => ({ dataId, dtype, shape: [1, ...shape] });
  tf.unregisterKernel(tf._FusedMatMul, "wasm");
  tf.registerKernel({
    ...kernel,
    kernelFunc({ inputs, ...rest }) {
      const { a, b, bias } = inputs;
      if (!a || !b || a.shape.length !== 2) return kernel.kernelFunc({ inputs, ...rest });
      const stacks = { a: stackOf(a), b: stackOf(b), ...(bias && { bias }) };
      const result = kernel.kernelFunc({ inputs: stacks, ...rest }) as tf.TensorInfo; // one product
      return { ...result, shape: result.shape.slice(1) };
    },
  });
}
