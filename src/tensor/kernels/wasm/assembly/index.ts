/** What the compiled module offers: one line for each file of kernels. */
export { DEAD, MAY_SLEEP, serve, WORKERS } from "./parallel";
export { matmul, matmulScratch } from "./matmul";
export { batchScratch, normaliseBatch, normaliseBatchGrad, normaliseBy } from "./batch-normalization";
export { normaliseRows, normaliseRowsGrad, normaliseRowsScratch } from "./layer-normalization";
export { softmax } from "./softmax";
export { weightedLoss, weightedLossScratch } from "./losses";
export { tally, update, updateEntry, updateTableBytes } from "./optimizers";
export { convolve, convolveScratch, filterGradient, filterGradientScratch } from "./convolution";
export { spread, turnFilters } from "./spread";
export { inputGradient, inputGradientScratch } from "./input-gradient";
export { pool, poolGrad, poolGradMarks } from "./pooling";
export { depthwise, depthwiseFilterGrad, depthwiseFilterScratch, depthwiseInputGrad } from "./depthwise";
export { axis } from "./axes";
export { binary, unary } from "./elementwise";
export { fill, move, turn } from "./movement";
export { gather, oneHot, segmentSum } from "./embedding";
export { seededMask } from "./seeded-mask";
export { activationGrad, activationGradScratch, argExtreme, reduce, reduceScratch } from "./reductions";
