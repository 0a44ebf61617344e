/** Every WebAssembly kernel: one line each. */
import type { WasmKernel } from "./kernel";
import { batchMatMul, fusedMatMul } from "./kernels/matmul";

export const wasmKernels: readonly WasmKernel[] = [batchMatMul, fusedMatMul];
