/** The whole table: one line for each group of kernels. */
import type { KernelCase } from "./kernel-case.fixture";
import { matmulCases } from "./matmul.fixture";

export const kernelCases: readonly KernelCase[] = [...matmulCases];
