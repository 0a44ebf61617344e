/** Every WebAssembly kernel: one line each. */
import type { WasmKernel } from "./kernel";
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput, fusedConv2d } from "./kernels/convolution";
import { batchMatMul, fusedMatMul } from "./kernels/matmul";
import { optimizerUpdate, stepTally } from "./kernels/optimizers";

export const wasmKernels: readonly WasmKernel[] = [
  ...[batchMatMul, fusedMatMul],
  ...[conv2d, fusedConv2d, conv2dBackpropFilter, conv2dBackpropInput],
  ...[optimizerUpdate, stepTally],
];
