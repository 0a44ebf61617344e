/** What the compiled module offers: one line for each file of kernels. */
export { serve } from "./parallel";
export { matmul, matmulScratch } from "./matmul";
export { tally, update, updateEntry, updateTableBytes } from "./optimizers";
export { convolve, convolveScratch, filterGradient, filterGradientScratch } from "./convolution";
export { spread, turnFilters } from "./spread";
export { inputGradient, inputGradientScratch } from "./input-gradient";
export { pool, poolGrad, poolGradMarks } from "./pooling";
export { depthwise, depthwiseFilterGrad, depthwiseFilterScratch, depthwiseInputGrad } from "./depthwise";
export { axis } from "./axes";
export { binary, fill, unary } from "./elementwise";
