import { tf } from "../../../tf";
import { seededMask } from "../../seeded-mask";
import type { KernelCase } from "./kernel-case.fixture";

/** Table, indices and axis: rows of every length, more than one chunk, other axes. */
const gathers = (
  [
    [[5], [3], 0],
    [[5, 1], [7], 0],
    [[10, 6], [1], 0],
    [[10, 16], [4, 5], 0],
    [[50, 64], [20, 30], 0],
    [[20, 300], [80], 0],
    [[8, 3, 5], [], 0],
    [[4, 10], [6], 1],
    [[3, 10, 7], [2, 3], 1],
    [[3, 4, 10], [5], -1],
  ] as const
).flatMap(([shape, indices, axis]): readonly KernelCase[] => {
  const below = shape.at(axis)!;
  return [
    {
      kernel: "GatherV2",
      what: `[${shape.join(", ")}] at [${indices.join(", ")}] along ${axis}`,
      inputs: [{ shape }, { shape: indices, draws: "integers", below }],
      operation: (x, indices) => tf.gather(x, indices, axis),
      differentiates: indices.length > 0,
    },
    {
      kernel: "GatherV2",
      what: `int32 [${shape.join(", ")}] at [${indices.join(", ")}] along ${axis}`,
      inputs: [
        { shape, draws: "integers", below: 1000 },
        { shape: indices, draws: "integers", below },
      ],
      operation: (x, indices) => tf.gather(x, indices, axis),
    },
  ];
});

const segmentSums = (
  [
    [[6], 3],
    [[7, 1], 4],
    [[40, 5], 6],
    [[300, 64], 20],
    [[500, 100], 30],
    [[20, 3, 7], 5],
    [[9, 4], 1],
  ] as const
).flatMap(([shape, segments]) =>
  // Numbers of their own, and numbers that lie outside and count for nothing.
  [0, 2].map((outside): KernelCase => ({
    kernel: "UnsortedSegmentSum",
    what: `[${shape.join(", ")}] to ${segments}${outside > 0 ? ", some outside" : ""}`,
    inputs: [{ shape }, { shape: [shape[0]], draws: "integers", below: segments + outside }],
    operation: (x, ids) => {
      const shifted = tf.sub(ids, tf.scalar(outside / 2, "int32"));
      return tf.unsortedSegmentSum(x, shifted as tf.Tensor1D, segments); // of rank 1, as drawn
    },
  })),
);

const oneHots = (
  [
    [[], 3],
    [[1], 2],
    [[64], 10],
    [[3, 5], 7],
    [[2000], 17],
  ] as const
).flatMap(([shape, depth]) =>
  (["float32", "int32"] as const).map((dtype): KernelCase => ({
    kernel: "OneHot",
    what: `${dtype}, [${shape.join(", ")}] of ${depth}`,
    inputs: [{ shape, draws: "integers", below: depth + 2 }],
    // Some lie outside.
    operation: (indices) => tf.oneHot(tf.sub(indices, tf.scalar(1, "int32")), depth, 3, -2, dtype),
  })),
);

const masks = (
  [
    [[1], 0.5, 0, 0],
    [[7], 0.25, 7, 1],
    [[64, 100], 0.1, 2 ** 31 - 1, 12345],
    [[3, 7, 1000], 0.9, 41, 2 ** 24],
    [[50], 0, 3, 5],
  ] as const
).map(([shape, rate, seed, step]): KernelCase => ({
  kernel: "SeededMask",
  what: `[${shape.join(", ")}], rate ${rate}, seed ${seed}, step ${step}`,
  inputs: [],
  operation: () => seededMask(shape, rate, seed, tf.scalar(step)),
  // The same bits on every backend.
  tolerance: 0,
}));

export const embeddingCases: readonly KernelCase[] = [...gathers, ...segmentSums, ...oneHots, ...masks];
