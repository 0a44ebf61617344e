/** What the compiled module offers: one line for each file of kernels. */
export { serve } from "./parallel";
export { matmul, matmulScratch } from "./matmul";
