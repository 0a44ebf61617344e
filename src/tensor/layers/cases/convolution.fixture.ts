/** Convolutions across all channels: of images, of sequences, and run backwards. */
import type { Conv1dSpec } from "../conv1d";
import type { Conv2dSpec } from "../conv2d";
import type { Conv2dTransposeSpec } from "../conv2d-transpose";
import type { LayerCase } from "./layer-case.fixture";
import type { Array64 } from "./references.fixture";
import { asImage, asSequence, convolution64, map64, relu, sigmoid, transposed64 } from "./references.fixture";

export const convolutions: readonly LayerCase<Conv2dSpec>[] = [
  {
    name: "convolution 3 × 3, relu",
    spec: { type: "conv2d", filters: 4, kernelSize: 3, activation: "relu" },
    inputShape: [7, 6, 2],
    batch: 2,
    reference: (x, [kernel, bias]) =>
      map64(convolution64(x, kernel!, bias, { strides: [1, 1], padding: "valid" }), relu), // the layer's weights
  },
  {
    name: "convolution 2 × 3 of stride 2 × 1, padded, tanh, batch 1",
    spec: {
      type: "conv2d",
      filters: 3,
      kernelSize: [2, 3],
      strides: [2, 1],
      padding: "same",
      activation: "tanh",
    },
    inputShape: [7, 5, 3],
    batch: 1,
    reference: (x, [kernel, bias]) =>
      map64(convolution64(x, kernel!, bias, { strides: [2, 1], padding: "same" }), Math.tanh), // the layer's weights
  },
  {
    name: "convolution 5 × 5 of stride 3, padded, sigmoid, one channel",
    spec: { type: "conv2d", filters: 3, kernelSize: 5, strides: 3, padding: "same", activation: "sigmoid" },
    inputShape: [8, 11, 1],
    batch: 2,
    reference: (x, [kernel, bias]) =>
      map64(convolution64(x, kernel!, bias, { strides: [3, 3], padding: "same" }), sigmoid), // the layer's weights
  },
  {
    name: "convolution 1 × 1 without bias, linear",
    spec: { type: "conv2d", filters: 5, kernelSize: 1, activation: "linear", useBias: false },
    inputShape: [4, 3, 6],
    batch: 2,
    reference: (x, [kernel]) => convolution64(x, kernel!, undefined, { strides: [1, 1], padding: "valid" }), // the layer's only weight
  },
  {
    name: "convolution 3 × 3 without bias, padded, relu",
    spec: { type: "conv2d", filters: 5, kernelSize: 3, padding: "same", activation: "relu", useBias: false },
    inputShape: [4, 3, 4],
    batch: 2,
    reference: (x, [kernel]) => map64(convolution64(x, kernel!, undefined, { strides: [1, 1], padding: "same" }), relu), // the layer's only weight
  },
];

function asFilter({ data, shape }: Array64): Array64 {
  return { data, shape: [1, ...shape] };
}

export const sequences: readonly LayerCase<Conv1dSpec>[] = [
  {
    name: "1-D convolution of 3, relu",
    spec: { type: "conv1d", filters: 4, kernelSize: 3, activation: "relu" },
    inputShape: [9, 2],
    batch: 2,
    reference: (x, [kernel, bias]) => {
      const settings = { strides: [1, 1], padding: "valid" } as const;
      return map64(asSequence(convolution64(asImage(x), asFilter(kernel!), bias, settings)), relu); // the layer's weights
    },
  },
  {
    name: "1-D convolution of 4, stride 3, padded, tanh, batch 1",
    spec: { type: "conv1d", filters: 3, kernelSize: 4, strides: 3, padding: "same", activation: "tanh" },
    inputShape: [11, 3],
    batch: 1,
    reference: (x, [kernel, bias]) => {
      const settings = { strides: [1, 3], padding: "same" } as const;
      return map64(asSequence(convolution64(asImage(x), asFilter(kernel!), bias, settings)), Math.tanh); // the layer's weights
    },
  },
  {
    name: "1-D convolution of 2 without bias, linear",
    spec: { type: "conv1d", filters: 3, kernelSize: 2, activation: "linear", useBias: false },
    inputShape: [6, 5],
    batch: 2,
    reference: (x, [kernel]) => {
      const settings = { strides: [1, 1], padding: "valid" } as const;
      return asSequence(convolution64(asImage(x), asFilter(kernel!), undefined, settings)); // the layer's only weight
    },
  },
];

const bends = { linear: (value: number) => value, relu, sigmoid, tanh: Math.tanh } as const;

export const transposed: readonly LayerCase<Conv2dTransposeSpec>[] = (
  [
    [[3, 4], [3, 3], [2, 2], "same", [6, 8], "tanh"],
    [[3, 4], [3, 3], [2, 2], "valid", [7, 9], "relu"],
    [[2, 5], [2, 4], [3, 1], "valid", [6, 8], "sigmoid"],
    [[4, 3], [3, 3], [1, 1], "same", [4, 3], "linear"],
  ] as const
).flatMap(([[height, width], kernelSize, strides, padding, grown, activation], index) =>
  ([true, false] as const).map((useBias): LayerCase<Conv2dTransposeSpec> => {
    const how = `of stride ${strides.join(" × ")}, ${padding}, ${activation}${useBias ? "" : ", without bias"}`;
    return {
      name: `transposed convolution ${kernelSize.join(" × ")} ${how}`,
      spec: {
        ...({ type: "conv2d-transpose", filters: 3, kernelSize, strides, padding, activation } as const),
        ...(useBias ? {} : { useBias }),
      },
      inputShape: [height, width, 2],
      batch: 1 + (index % 2),
      reference: (x, [kernel, bias]) =>
        map64(transposed64(x, kernel!, bias, grown, { strides, padding }), bends[activation]), // the layer's weights
    };
  }),
);
