/** The whole table: one line for each group of kernels. */
import { convolutionCases } from "./convolution.fixture";
import { depthwiseCases } from "./depthwise.fixture";
import { elementwiseCases } from "./elementwise.fixture";
import type { KernelCase } from "./kernel-case.fixture";
import { matmulCases } from "./matmul.fixture";
import { normalizationCases } from "./normalization.fixture";
import { optimizerCases } from "./optimizers.fixture";
import { poolingCases } from "./pooling.fixture";
import { reductionCases } from "./reductions.fixture";

export const kernelCases: readonly KernelCase[] = [
  ...matmulCases,
  ...convolutionCases,
  ...normalizationCases,
  ...optimizerCases,
  ...poolingCases,
  ...depthwiseCases,
  ...elementwiseCases,
  ...reductionCases,
];
