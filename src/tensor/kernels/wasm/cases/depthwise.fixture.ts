import { tf } from "../../../tf";
import type { KernelCase } from "./kernel-case.fixture";

interface Convolution {
  readonly what: string;
  /** [batch, height, width, channel]. */
  readonly shape: readonly [number, number, number, number];
  /** [height, width, filters for each channel]. */
  readonly filter: readonly [number, number, number];
  readonly strides: readonly [number, number];
  readonly pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
}

const convolutions: readonly Convolution[] = [
  { what: "3 × 3", shape: [2, 7, 9, 8], filter: [3, 3, 1], strides: [1, 1], pad: "valid" },
  { what: "3 × 3, padded, odd sizes", shape: [2, 7, 5, 7], filter: [3, 3, 1], strides: [1, 1], pad: "same" },
  { what: "3 × 3, several chunks", shape: [3, 26, 25, 20], filter: [3, 3, 1], strides: [1, 1], pad: "same" },
  {
    what: "3 × 3 in steps of 2, several chunks",
    shape: [4, 29, 28, 22],
    filter: [3, 3, 1],
    strides: [2, 2],
    pad: "same",
  },
  { what: "3 × 3 in steps of 2, even size", shape: [2, 8, 12, 4], filter: [3, 3, 1], strides: [2, 2], pad: "same" },
  { what: "5 × 3 in steps of 2 × 3", shape: [1, 13, 17, 5], filter: [5, 3, 1], strides: [2, 3], pad: "valid" },
  {
    what: "2 × 2 in steps of 3, numbers left out",
    shape: [2, 9, 10, 6],
    filter: [2, 2, 1],
    strides: [3, 3],
    pad: "valid",
  },
  { what: "1 × 1", shape: [2, 5, 6, 4], filter: [1, 1, 1], strides: [1, 1], pad: "valid" },
  { what: "larger than the image, padded", shape: [1, 3, 2, 3], filter: [7, 5, 1], strides: [1, 1], pad: "same" },
  { what: "two filters for each channel", shape: [2, 8, 7, 3], filter: [3, 3, 2], strides: [1, 1], pad: "same" },
  {
    what: "five filters for one channel, several chunks",
    shape: [3, 21, 20, 1],
    filter: [3, 4, 5],
    strides: [2, 1],
    pad: "valid",
  },
  {
    what: "a column of 22, two filters for each channel",
    shape: [2, 22, 40, 8],
    filter: [22, 1, 2],
    strides: [1, 1],
    pad: "valid",
  },
  { what: "padding of two", shape: [1, 6, 7, 4], filter: [3, 3, 1], strides: [2, 2], pad: 2 },
  {
    what: "padding of its own on each side",
    shape: [1, 6, 8, 4],
    filter: [3, 3, 1],
    strides: [1, 2],
    pad: [
      [0, 0],
      [2, 1],
      [0, 3],
      [0, 0],
    ],
  },
  { what: "one number", shape: [1, 1, 1, 1], filter: [1, 1, 1], strides: [1, 1], pad: "valid" },
];

const gradients = [
  "DepthwiseConv2dNative",
  "DepthwiseConv2dNativeBackpropFilter",
  "DepthwiseConv2dNativeBackpropInput",
] as const;

export const depthwiseCases: readonly KernelCase[] = [
  ...convolutions.flatMap(({ what, shape, filter: [height, width, multiplier], strides, pad }) => {
    const steps: [number, number] = [...strides];
    const inputs = [{ shape }, { shape: [height, width, shape[3], multiplier] }];
    return gradients.map((kernel): KernelCase => ({
      kernel,
      what,
      inputs,
      operation: (x, filter) => tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, steps, pad), // ranks of the cases
      differentiates: kernel !== "DepthwiseConv2dNative",
    }));
  }),
  ...(["linear", "relu", "sigmoid", "relu6", "elu"] as const).flatMap((activation) =>
    [true, false].map((hasBias): KernelCase => ({
      kernel: "FusedDepthwiseConv2D",
      what: `${hasBias ? "bias and " : ""}${activation}`,
      inputs: [{ shape: [2, 9, 8, 5] }, { shape: [3, 3, 5, 2] }, { shape: [10] }],
      operation: (x, filter, bias) =>
        tf.fused.depthwiseConv2d({
          x: x as tf.Tensor4D, // ranks of the inputs
          filter: filter as tf.Tensor4D, // as above
          strides: 1,
          pad: "same",
          activation,
          ...(hasBias && { bias }),
        }),
    })),
  ),
  {
    kernel: "FusedDepthwiseConv2D",
    what: "relu keeps NaN",
    inputs: [{ shape: [1, 6, 6, 4] }, { shape: [2, 2, 4, 1] }],
    operation: (x, filter) =>
      tf.fused.depthwiseConv2d({
        // The root of a negative number is not one.
        x: tf.sqrt(tf.add(x as tf.Tensor4D, 1)), // rank of the input
        filter: filter as tf.Tensor4D, // as above
        strides: 1,
        pad: "valid",
        activation: "relu",
      }),
  },
];
