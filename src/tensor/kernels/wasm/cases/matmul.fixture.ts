import { tf } from "../../../tf";
import type { KernelCase } from "./kernel-case.fixture";

/** [rows, inner extent, columns]: single numbers, edges of every tile, parts of the inner extent, more than a block of rows. */
const sizes = [
  [1, 1, 1],
  [7, 5, 9],
  [6, 16, 8],
  [8, 300, 16],
  [64, 2200, 10],
  [16, 4100, 40],
  [100, 65, 70],
  [203, 31, 1],
] as const;

const turns = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

export const matmulCases: readonly KernelCase[] = [
  ...sizes.flatMap(([m, k, n]) =>
    turns.map(([transposeA, transposeB]): KernelCase => ({
      kernel: "BatchMatMul",
      what: `${m} × ${k} × ${n}${transposeA ? ", A turned" : ""}${transposeB ? ", B turned" : ""}`,
      inputs: [{ shape: transposeA ? [k, m] : [m, k] }, { shape: transposeB ? [n, k] : [k, n] }],
      operation: (a, b) => tf.matMul(a, b, transposeA, transposeB),
      differentiates: true,
    })),
  ),
  {
    kernel: "BatchMatMul",
    what: "a batch of three",
    inputs: [{ shape: [3, 5, 7] }, { shape: [3, 7, 4] }],
    operation: (a, b) => tf.matMul(a, b),
    differentiates: true,
  },
  {
    kernel: "BatchMatMul",
    what: "no inner extent",
    inputs: [{ shape: [4, 0] }, { shape: [0, 3] }],
    operation: (a, b) => tf.matMul(a, b),
  },
  ...(["linear", "relu", "sigmoid", "elu", "relu6"] as const).map((activation): KernelCase => ({
    kernel: "_FusedMatMul",
    what: `bias and ${activation}`,
    inputs: [{ shape: [9, 30] }, { shape: [30, 11] }, { shape: [11] }],
    operation: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation }),
  })),
];
