import { tf } from "../../../tf";
import type { KernelCase } from "./kernel-case.fixture";

interface Shape {
  readonly image: readonly [batch: number, height: number, width: number, channels: number];
  readonly filter: readonly [height: number, width: number, filters: number];
  readonly strides?: [number, number];
  readonly pad?: "same" | "valid" | number | [[0, 0], [number, number], [number, number], [0, 0]];
}

const shapes: readonly Shape[] = [
  { image: [1, 1, 1, 1], filter: [1, 1, 1] },
  { image: [1, 5, 7, 3], filter: [3, 3, 9] },
  { image: [2, 9, 8, 1], filter: [3, 3, 6] },
  { image: [3, 8, 9, 4], filter: [3, 2, 17], pad: "same" },
  { image: [2, 11, 7, 5], filter: [5, 3, 8], strides: [2, 2], pad: "same" },
  { image: [2, 12, 10, 2], filter: [3, 3, 4], strides: [2, 3], pad: "valid" },
  { image: [1, 7, 7, 6], filter: [1, 1, 10] },
  {
    image: [1, 9, 9, 3],
    filter: [2, 4, 5],
    strides: [3, 1],
    pad: [
      [0, 0],
      [1, 2],
      [0, 3],
      [0, 0],
    ],
  },
  { image: [2, 6, 6, 2], filter: [3, 3, 3], pad: 2 },
  { image: [1, 8, 8, 70], filter: [3, 3, 70], pad: "same" },
  { image: [5, 6, 7, 10], filter: [3, 3, 16] },
  {
    image: [4, 7, 6, 4],
    filter: [5, 4, 9],
    pad: [
      [0, 0],
      [2, 2],
      [1, 3],
      [0, 0],
    ],
  },
  { image: [40, 14, 13, 2], filter: [3, 3, 12] },
];

function wordsOf({ image, filter, strides, pad }: Shape): string {
  const padding = typeof pad === "string" || pad === undefined ? (pad ?? "valid") : "explicit padding";
  return `[${image.join(", ")}] ∗ ${filter.join(" × ")}, strides ${(strides ?? [1, 1]).join(", ")}, ${padding}`;
}

function convolutionCase(kernel: string, shape: Shape): KernelCase {
  const [height, width, filters] = shape.filter;
  return {
    kernel,
    what: wordsOf(shape),
    inputs: [{ shape: shape.image }, { shape: [height, width, shape.image[3], filters] }],
    operation: (x, filter) =>
      tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, shape.strides ?? 1, shape.pad ?? "valid"), // shapes of four
    differentiates: true,
  };
}

export const convolutionCases: readonly KernelCase[] = [
  ...["Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput"].flatMap((kernel) =>
    shapes.map((shape) => convolutionCase(kernel, shape)),
  ),
  ...(["linear", "relu", "sigmoid", "elu", "relu6"] as const).map((activation): KernelCase => ({
    kernel: "FusedConv2D",
    what: `bias and ${activation}`,
    inputs: [{ shape: [2, 7, 6, 3] }, { shape: [3, 3, 3, 10] }, { shape: [10] }],
    operation: (x, filter, bias) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D, // shapes of four
        filter: filter as tf.Tensor4D,
        bias,
        strides: 1,
        pad: "same",
        activation,
      }),
  })),
  {
    kernel: "FusedConv2D",
    what: "relu keeps NaN",
    inputs: [{ shape: [1, 6, 6, 4] }, { shape: [2, 2, 4, 3] }],
    operation: (x, filter) =>
      tf.fused.conv2d({
        // The root of a negative number is not one.
        x: tf.sqrt(tf.add(x as tf.Tensor4D, 1)), // shapes of four
        filter: filter as tf.Tensor4D, // as above
        strides: 1,
        pad: "valid",
        activation: "relu",
      }),
  },
  {
    kernel: "Conv2DBackpropInput",
    what: "a transposed convolution, strides 2, 2",
    inputs: [{ shape: [2, 4, 5, 6] }, { shape: [3, 3, 4, 6] }],
    operation: (x, filter) => tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [2, 8, 10, 4], 2, "same"), // shapes of four
    differentiates: true,
  },
];
