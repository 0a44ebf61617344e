/** Lines of the table for kernels that only WebGPU has, and for what only WebGPU can get wrong. */
import { tf } from "../../tf";
import { fusedConv2d } from "../fused-convolution";
import { fusedDense } from "../fused-dense";
import { hasKernel, runKernel } from "../native-kernel";
import type { InputSpec, KernelCase } from "../wasm/cases/kernel-case.fixture";

const truths = (x: tf.Tensor) => tf.notEqual(x, tf.scalar(0, "int32"));

/** The second batch of five rows, once by our kernel and once by operations that every backend has. */
function batchOf(inputs: tf.Tensor, targets: tf.Tensor, weights: tf.Tensor, order: tf.Tensor): readonly tf.Tensor[] {
  const [batchSize, index] = [5, 1];
  if (hasKernel("BatchOfRows")) {
    const position = tf.tensor1d([index], "int32");
    return runKernel("BatchOfRows", { inputs, targets, weights, order, position }, { batchSize });
  }
  const numbers = tf.slice(order as tf.Tensor1D, [index * batchSize], [batchSize]); // of one axis
  return [inputs, targets, weights].map((rows) => tf.gather(rows, numbers));
}

const batchCase = (what: string, inputShape: readonly number[], targets: InputSpec): KernelCase => ({
  kernel: "BatchOfRows",
  what,
  inputs: [{ shape: inputShape }, targets, { shape: [11, 1] }, { shape: [15], draws: "integers", below: 11 }],
  operation: batchOf,
});

/** Rows, inputs and units of dense layers: one tile, several, and an inner axis in pieces. */
const dense = (["DenseGrad", "DenseInputGrad"] as const).flatMap((kernel) =>
  (["linear", "relu", "sigmoid"] as const).flatMap((activation) =>
    [
      [5, 7, 9],
      [1, 1, 1],
      [600, 20, 5],
      [130, 70, 65],
    ].map(([rows = 0, width = 0, units = 0]): KernelCase => ({
      kernel,
      what: `${rows} × ${width} to ${units}, ${activation}`,
      inputs: [{ shape: [rows, width] }, { shape: [width, units] }, { shape: [units] }],
      operation: (x, weights, bias) => fusedDense(x, weights, bias, activation),
      differentiates: true,
    })),
  ),
);

interface Convolution {
  readonly image: readonly [number, number, number, number];
  /** Height, width and filters. */
  readonly filter: readonly [number, number, number];
  readonly strides?: readonly [number, number];
  readonly pad?: "same" | "valid";
}

/** One tile, several, sites in pieces, and the gradient by the images in pieces. */
const convolutions: readonly Convolution[] = [
  { image: [1, 1, 1, 1], filter: [1, 1, 1] },
  { image: [2, 9, 7, 3], filter: [3, 2, 5], strides: [2, 3], pad: "same" },
  { image: [3, 6, 5, 20], filter: [3, 3, 70], pad: "same" },
  { image: [6, 14, 13, 2], filter: [3, 3, 12] },
];

const convolution = (["ConvolutionGrad", "ConvolutionInputGrad"] as const).flatMap((kernel): KernelCase[] => [
  ...(["linear", "relu", "sigmoid"] as const).flatMap((activation) =>
    convolutions.map(({ image, filter: [height, width, filters], strides = [1, 1], pad = "valid" }) => ({
      kernel,
      what: `[${image.join(", ")}] ∗ ${height} × ${width} × ${filters}, strides ${strides.join(", ")}, ${pad}, ${activation}`,
      inputs: [{ shape: image }, { shape: [height, width, image[3], filters] }, { shape: [filters] }],
      operation: (x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor) =>
        fusedConv2d(x, filter, bias, { strides, pad, activation }),
      differentiates: true,
    })),
  ),
  {
    kernel,
    what: "an activation without a bias",
    inputs: [{ shape: [2, 5, 6, 3] }, { shape: [3, 3, 3, 4] }],
    operation: (x, filter) => fusedConv2d(x, filter, null, { strides: [1, 1], pad: "same", activation: "relu" }),
    differentiates: true,
  },
]);

export const webgpuCases: readonly KernelCase[] = [
  ...dense,
  ...convolution,
  batchCase("pictures, whole numbers as targets", [11, 3, 5, 2], { shape: [11, 1], draws: "integers" }),
  batchCase("rows of one number, three targets", [11, 1], { shape: [11, 3] }),
  {
    kernel: "Cast",
    what: "whole numbers",
    inputs: [{ shape: [7, 11], draws: "integers" }],
    operation: (x) => tf.cast(x, "float32"),
  },
  {
    kernel: "Cast",
    what: "truths",
    inputs: [{ shape: [70], draws: "integers", below: 2 }],
    operation: (x) => tf.cast(truths(x), "float32"),
  },
];
