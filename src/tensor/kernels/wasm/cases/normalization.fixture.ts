import { tf } from "../../../tf";
import { normaliseBatch } from "../../batch-normalization";
import { normaliseRows } from "../../layer-normalization";
import type { Axis } from "../../normalization.fixture";
import { normalise } from "../../normalization.fixture";
import type { KernelCase } from "./kernel-case.fixture";

const epsilon = 1e-3;

/**
 * One row, one channel, few and many channels with and without whole vectors, several parts of the rows (the last of them
 * with rows that fill no row of lanes) and of the columns.
 */
const shapes = [
  [7, 5],
  [4, 3, 3, 6],
  [1, 5],
  [6, 1],
  [2, 9, 3],
  [70, 16],
  [33, 101],
  [9, 1100],
  [2, 50, 61, 9],
  [130, 3, 64],
  [20_011, 1],
] as const;

const operations: { readonly [A in Axis]: (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor) => tf.Tensor } = {
  batch: (x, scale, offset) => normaliseBatch(x, scale, offset, epsilon, () => {}),
  layer: (x, scale, offset) => normaliseRows(x, scale, offset, epsilon),
};

const names: { readonly [A in Axis]: string } = { batch: "BatchNormalization", layer: "LayerNormalization" };

const inputsOf = (shape: readonly number[]) => [
  { shape },
  { shape: shape.slice(-1), draws: "positive" as const },
  { shape: shape.slice(-1) },
];

/** The statistics as the layer sees them. */
function statistics(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): readonly tf.Tensor[] {
  const seen: tf.Tensor[] = [];
  // What is seen is freed after the operation unless it is kept.
  const y = normaliseBatch(x, scale, offset, epsilon, (mean, variance) => {
    seen.push(tf.keep(tf.neg(mean)), tf.keep(tf.neg(variance)));
  });
  return [y, ...seen];
}

/** In 64 bits, for numbers around 1000: the composed operation loses digits there, but no kernel of ours may. */
function farOff(axis: Axis): KernelCase {
  const shape = [300, 70];
  const centre = 1000;
  return {
    kernel: names[axis],
    what: "a mean a thousand times the spread",
    inputs: inputsOf(shape),
    operation: (x, scale, offset) => operations[axis](tf.add(x, centre), scale, offset),
    reference: (x, scale, offset) => {
      const shifted = x.map((value) => Math.fround(value + centre));
      return [normalise(axis, shifted, scale, offset, epsilon).y];
    },
    // Measured 1e-7: what is rounded is the distance from the mean.
    tolerance: 1e-6,
  };
}

const batchNormCases = shapes.flatMap((shape) =>
  [true, false].map((isAffine): KernelCase => {
    const channel = shape.slice(-1);
    const x2d = (x: tf.Tensor) => tf.reshape<tf.Rank.R2>(x, [-1, channel[0] ?? 1]);
    return {
      kernel: "FusedBatchNorm",
      what: `[${shape.join()}]${isAffine ? "" : ", no scale and offset"}`,
      inputs: [
        { shape },
        { shape: channel },
        { shape: channel, draws: "positive" },
        { shape: channel },
        { shape: channel },
      ],
      operation: (x, mean, variance, scale, offset) =>
        tf.batchNorm2d(
          x2d(x),
          mean as tf.Tensor1D, // as drawn, like the others
          variance as tf.Tensor1D,
          isAffine ? (offset as tf.Tensor1D) : undefined,
          isAffine ? (scale as tf.Tensor1D) : undefined,
          epsilon,
        ),
    };
  }),
);

export const normalizationCases: readonly KernelCase[] = [
  ...(["batch", "layer"] as const).flatMap((axis) => [
    ...shapes.flatMap((shape) =>
      [names[axis], `${names[axis]}Grad`].map((kernel): KernelCase => ({
        kernel,
        what: `[${shape.join()}]`,
        inputs: inputsOf(shape),
        operation: operations[axis],
        differentiates: kernel !== names[axis],
      })),
    ),
    farOff(axis),
  ]),
  {
    kernel: "LayerNormalizationGrad",
    what: "no rows",
    inputs: inputsOf([0, 3]),
    operation: operations.layer,
    differentiates: true,
  },
  {
    kernel: "BatchNormalization",
    what: "mean and variance",
    inputs: inputsOf([130, 3, 64]),
    operation: statistics,
  },
  ...batchNormCases,
];
