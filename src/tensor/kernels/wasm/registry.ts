/** Every WebAssembly kernel: one line each. */
import type { WasmKernel } from "./kernel";
import { activationGrad } from "./kernels/activation-grad";
import { attention, attentionGrad } from "./kernels/attention";
import { conv2d, conv2dBackpropFilter, conv2dBackpropInput, fusedConv2d } from "./kernels/convolution";
import { depthwiseConv2d, depthwiseFilterGrad, depthwiseInputGrad, fusedDepthwiseConv2d } from "./kernels/depthwise";
import { elementwiseKernels } from "./kernels/elementwise";
import { embeddingKernels } from "./kernels/embedding";
import { weightedLoss } from "./kernels/losses";
import { batchMatMul, fusedMatMul } from "./kernels/matmul";
import { movementKernels } from "./kernels/movement";
import {
  batchNormalization,
  batchNormalizationGrad,
  fusedBatchNorm,
  layerNormalization,
  layerNormalizationGrad,
} from "./kernels/normalization";
import { optimizerUpdate, stepTally } from "./kernels/optimizers";
import { pieceKernels } from "./kernels/pieces";
import { averagePool, averagePoolGrad, maxPool, maxPoolGrad } from "./kernels/pooling";
import { recurrent, recurrentGrad } from "./kernels/recurrent";
import { reductionKernels } from "./kernels/reductions";
import { seededMask } from "./kernels/seeded-mask";
import { softmax } from "./kernels/softmax";

export const wasmKernels: readonly WasmKernel[] = [
  ...[batchMatMul, fusedMatMul],
  ...[conv2d, fusedConv2d, conv2dBackpropFilter, conv2dBackpropInput],
  ...[batchNormalization, batchNormalizationGrad, layerNormalization, layerNormalizationGrad, fusedBatchNorm],
  ...[recurrent, recurrentGrad],
  ...[softmax, weightedLoss],
  ...[attention, attentionGrad],
  ...[optimizerUpdate, stepTally],
  ...[maxPool, maxPoolGrad, averagePool, averagePoolGrad],
  ...[depthwiseConv2d, fusedDepthwiseConv2d, depthwiseFilterGrad, depthwiseInputGrad],
  ...elementwiseKernels,
  ...[...movementKernels, ...pieceKernels],
  ...[...embeddingKernels, seededMask],
  ...[...reductionKernels, activationGrad],
];
