/** Every WebGPU kernel of ours: one line each. */
import type { WebgpuKernel } from "./kernel";
import { activationGrad, gelu, geluGrad } from "./kernels/activations";
import { weightedLoss } from "./kernels/losses";
import {
  batchNormalization,
  batchNormalizationGrad,
  layerNormalization,
  layerNormalizationGrad,
} from "./kernels/normalization";
import { optimizerUpdate, stepTally } from "./kernels/optimizers";

export const webgpuKernels: readonly WebgpuKernel[] = [
  ...[batchNormalization, batchNormalizationGrad, layerNormalization, layerNormalizationGrad],
  ...[weightedLoss, activationGrad, gelu, geluGrad],
  ...[optimizerUpdate, stepTally],
];
