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
  ...(
    [
      [
        [0, 4],
        [4, 16],
      ],
      [
        [3, 4],
        [4, 0],
      ],
      [
        [0, 2048],
        [2048, 10],
      ],
      [
        [0, 3, 4],
        [0, 4, 5],
      ],
      [
        [3, 2, 4],
        [1, 1, 4, 5],
      ],
      [
        [1, 1, 2, 4],
        [3, 4, 5],
      ],
      [
        [2, 4],
        [3, 4, 5],
      ],
      [
        [70, 3, 5],
        [5, 9],
      ],
      [
        [20, 6, 1100],
        [20, 1100, 70],
      ],
    ] as const
  ).map(([a, b]): KernelCase => ({
    kernel: "BatchMatMul",
    what: `[${a.join(", ")}] and [${b.join(", ")}]`,
    inputs: [{ shape: a }, { shape: b }],
    operation: (a, b) => tf.matMul(a, b),
  })),
  ...[70, 128, 129].map((n): KernelCase => ({
    kernel: "BatchMatMul",
    what: `130 × 1100 × ${n}, A turned: all columns at once where they are few`,
    inputs: [{ shape: [1100, 130] }, { shape: [1100, n] }],
    operation: (a, b) => tf.matMul(a, b, true),
  })),
  {
    kernel: "_FusedMatMul",
    what: "no rows",
    inputs: [{ shape: [0, 3] }, { shape: [3, 20] }, { shape: [20] }],
    operation: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: "sigmoid" }),
  },
  {
    kernel: "_FusedMatMul",
    what: "a long inner extent, bias and relu",
    inputs: [{ shape: [3, 1100] }, { shape: [1100, 5] }, { shape: [5] }],
    operation: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: "relu" }),
  },
  ...(["linear", "relu", "sigmoid", "elu", "relu6"] as const).map((activation): KernelCase => ({
    kernel: "_FusedMatMul",
    what: `bias and ${activation}`,
    inputs: [{ shape: [9, 30] }, { shape: [30, 11] }, { shape: [11] }],
    operation: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation }),
  })),
];
