/** Every WebGPU kernel of ours: one line each. */
import type { WebgpuKernel } from "./kernel";
import { activationGrad, gelu, geluGrad } from "./kernels/activations";
import { attention } from "./kernels/attention";
import { attentionGrad } from "./kernels/attention-gradient";
import { cast } from "./kernels/cast";
import {
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  convolutionFilterGrad,
  convolutionInputGrad,
  fusedConv2d,
} from "./kernels/convolution";
import { depthwiseConv2d, depthwiseFilterGrad, depthwiseInputGrad, fusedDepthwiseConv2d } from "./kernels/depthwise";
import { unsortedSegmentSum } from "./kernels/embedding";
import { weightedLoss } from "./kernels/losses";
import { batchMatMul, denseInputGrad, denseKernelGrad, fusedMatMul } from "./kernels/matmul";
import {
  batchNormalization,
  batchNormalizationGrad,
  layerNormalization,
  layerNormalizationGrad,
} from "./kernels/normalization";
import { averagePool, averagePoolGrad, maxPool, maxPoolGrad } from "./kernels/pooling";
import { recurrent } from "./kernels/recurrent";
import { recurrentGrad } from "./kernels/recurrent-gradient";
import { seededMaskWebgpu } from "./kernels/seeded-mask";
import { optimizerUpdate, stepTally } from "./kernels/optimizers";
import { batchOfRows } from "./kernels/rows";

export const webgpuKernels: readonly WebgpuKernel[] = [
  ...[batchMatMul, fusedMatMul, conv2d, fusedConv2d, conv2dBackpropFilter, conv2dBackpropInput],
  ...[batchNormalization, batchNormalizationGrad, layerNormalization, layerNormalizationGrad],
  ...[denseKernelGrad, denseInputGrad],
  ...[convolutionFilterGrad, convolutionInputGrad],
  ...[depthwiseConv2d, fusedDepthwiseConv2d, depthwiseFilterGrad, depthwiseInputGrad],
  ...[maxPool, maxPoolGrad, averagePool, averagePoolGrad],
  ...[weightedLoss, activationGrad, gelu, geluGrad],
  ...[attention, attentionGrad],
  ...[unsortedSegmentSum, cast],
  ...[recurrent, recurrentGrad, seededMaskWebgpu],
  ...[optimizerUpdate, stepTally, batchOfRows],
];
