import { tf } from "../../../tf";
import { activationGrad } from "../../activation-grad";
import type { InputSpec, KernelCase } from "./kernel-case.fixture";

type Reduction = (x: tf.Tensor, axes?: number[], keepDims?: boolean) => tf.Tensor;

/** With what is drawn for them: products of many numbers must not vanish. */
const reductions: Readonly<Record<string, readonly [Reduction, InputSpec["draws"], differentiates: boolean]>> = {
  Sum: [tf.sum, "normal", true],
  Mean: [tf.mean, "normal", true],
  Prod: [tf.prod, "positive", false],
  Max: [tf.max, "normal", false],
  Min: [tf.min, "normal", false],
};

/** Shapes with the axes to reduce, none for all: rows, columns, what lies between, several runs, tails, more than one part. */
const reduced: readonly (readonly [shape: readonly number[], axes?: number[]])[] = [
  [[]],
  [[1]],
  [[7]],
  [[3, 5]],
  [[5, 1], []],
  [[6, 13], [-1]],
  [[6, 40], [1]],
  [[9, 7], [0]],
  [[8, 10], [0]],
  [[6, 3], [0]],
  [[1, 12], [0]],
  [
    [5, 3, 32],
    [0, 1],
  ],
  [
    [4, 5, 6, 7],
    [1, 2],
  ],
  [
    [4, 5, 6, 7],
    [0, 2],
  ],
  [
    [2, 3, 4, 5, 6],
    [0, 2, 4],
  ],
  [
    [2, 3, 1, 4],
    [1, 3],
  ],
];

const overAxes = Object.entries(reductions).flatMap(([kernel, [operation, draws, differentiates]]) =>
  reduced.flatMap(([shape, axes]) =>
    [false, true].map((keepDims): KernelCase => ({
      kernel,
      what: `[${shape.join(", ")}] over ${axes ? `[${axes.join(", ")}]` : "all"}${keepDims ? ", axes kept" : ""}`,
      inputs: [{ shape, draws: draws! }],
      operation: (x) => operation(x, axes, keepDims),
      differentiates,
    })),
  ),
);

/** In 64 bits, since the JavaScript kernels add up in 64 bits and the means in 32. */
function sumsOf(x: Float64Array, [outer, extent, inner]: readonly [number, number, number]): Float64Array {
  const sums = new Float64Array(outer * inner);
  x.forEach((value, i) => (sums[Math.floor(i / (extent * inner)) * inner + (i % inner)]! += value));
  return sums;
}

/** Long sums of numbers of one sign. Measured: 2e-7 at most, against 4e-4 of a plain Float32 sum of a million. */
const long = (
  [
    [1, 1_000_003, 1],
    [1, 100_001, 10],
    [1, 60_000, 10],
    [3, 70_000, 2],
    [2, 33, 5000],
    [1, 700, 3],
  ] as const
).map((shape): KernelCase => ({
  kernel: "Sum",
  what: `[${shape.join(", ")}], long`,
  inputs: [{ shape, draws: "positive" }],
  operation: (x) => tf.sum(x, 1),
  reference: (x) => [sumsOf(x, shape)],
  tolerance: 1e-6,
}));

const extremes = (
  [
    [tf.max, "Max"],
    [tf.min, "Min"],
  ] as const
).flatMap(([operation, kernel]): readonly KernelCase[] => [
  {
    kernel,
    what: "no number among many",
    inputs: [{ shape: [3, 50] }],
    operation: (x) => {
      const pierced = tf.concat([x, tf.tensor2d([[1], [NaN], [2]])], 1);
      return [operation(pierced, 1), operation(pierced, 0)];
    },
  },
  {
    kernel,
    what: "many parts",
    inputs: [{ shape: [40_000, 6] }],
    operation: (x) => [operation(x, 0), operation(x)],
  },
]);

const places = (
  [
    [tf.argMax, "ArgMax"],
    [tf.argMin, "ArgMin"],
  ] as const
).flatMap(([operation, kernel]) =>
  [[1], [17], [6, 10], [2, 3, 5], [9000, 4], [5, 1]].map((shape): KernelCase => ({
    kernel,
    what: `[${shape.join(", ")}], some equal, one no number`,
    inputs: [{ shape, draws: "integers", below: 7, dtype: "float32" }],
    operation: (x) => [operation(x, -1), operation(tf.div(x, tf.sub(x, 3)), -1)],
  })),
);

const activationCases = (["linear", "relu", "sigmoid"] as const).flatMap((activation) =>
  [
    [1, 1],
    [8, 1],
    [5, 1],
    [7, 10],
    [8, 10],
    [3, 2, 5, 32],
    [16, 3],
    [2, 2100],
    [70_000, 4],
    [30_002, 5],
    [40_003, 1],
  ].map((shape): KernelCase => ({
    kernel: "ActivationGrad",
    what: `${activation}, [${shape.join(", ")}]`,
    inputs: [{ shape }, { shape }],
    operation: (dy, y) => {
      const { dz, dBias } = activationGrad(dy, y, activation, true);
      return [dz, dBias()];
    },
  })),
);

export const reductionCases: readonly KernelCase[] = [...overAxes, ...long, ...extremes, ...places, ...activationCases];
