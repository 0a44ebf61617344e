/** The whole table: one line for each group of kernels. */
import { attentionCases } from "./attention.fixture";
import { convolutionCases } from "./convolution.fixture";
import { depthwiseCases } from "./depthwise.fixture";
import { elementwiseCases } from "./elementwise.fixture";
import { embeddingCases } from "./embedding.fixture";
import type { KernelCase } from "./kernel-case.fixture";
import { lossCases } from "./losses.fixture";
import { matmulCases } from "./matmul.fixture";
import { movementCases } from "./movement.fixture";
import { normalizationCases } from "./normalization.fixture";
import { optimizerCases } from "./optimizers.fixture";
import { pieceCases } from "./pieces.fixture";
import { poolingCases } from "./pooling.fixture";
import { recurrentCases } from "./recurrent.fixture";
import { reductionCases } from "./reductions.fixture";
import { softmaxCases } from "./softmax.fixture";

export const kernelCases: readonly KernelCase[] = [
  ...matmulCases,
  ...convolutionCases,
  ...normalizationCases,
  ...softmaxCases,
  ...attentionCases,
  ...lossCases,
  ...optimizerCases,
  ...poolingCases,
  ...depthwiseCases,
  ...elementwiseCases,
  ...movementCases,
  ...pieceCases,
  ...embeddingCases,
  ...recurrentCases,
  ...reductionCases,
];
