/** Layers at odd sizes, with strides and paddings, each with its 64-bit reference. */
import type { LayerCase } from "./layer-check.fixture";
import type { Array64 } from "./layer-references.fixture";
import {
  convolution64,
  dense64,
  depthwise64,
  map64,
  pooling64,
  shaped64,
  transposed64,
  withBias64,
} from "./layer-references.fixture";

const relu = (value: number) => Math.max(0, value);
const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

const denses: readonly LayerCase[] = (
  [
    ["linear", (value) => value],
    ["relu", relu],
    ["tanh", Math.tanh],
    ["sigmoid", sigmoid],
  ] as const satisfies readonly (readonly [string, (value: number) => number])[]
).map(([activation, bend]) => ({
  name: `dense, ${activation}`,
  spec: { type: "dense", units: 5, activation },
  inputShape: [7],
  batch: 3,
  reference: (x, [kernel, bias]) => map64(dense64(x, kernel!, bias!), bend), // the layer's weights
}));

const convolutions: readonly LayerCase[] = [
  {
    name: "convolution 3 × 3, relu",
    spec: { type: "conv2d", filters: 4, kernelSize: 3, activation: "relu" },
    inputShape: [7, 6, 2],
    batch: 2,
    reference: (x, [kernel, bias]) =>
      map64(convolution64(x, kernel!, bias!, { strides: [1, 1], padding: "valid" }), relu), // the layer's weights
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
      map64(convolution64(x, kernel!, bias!, { strides: [2, 1], padding: "same" }), Math.tanh), // the layer's weights
  },
  {
    name: "convolution 5 × 5 of stride 3, padded, sigmoid, one channel",
    spec: { type: "conv2d", filters: 3, kernelSize: 5, strides: 3, padding: "same", activation: "sigmoid" },
    inputShape: [8, 11, 1],
    batch: 2,
    reference: (x, [kernel, bias]) =>
      map64(convolution64(x, kernel!, bias!, { strides: [3, 3], padding: "same" }), sigmoid), // the layer's weights
  },
];

const poolings: readonly LayerCase[] = [
  {
    name: "max-pooling 2 × 2 of an odd size",
    spec: { type: "max-pooling2d", poolSize: 2 },
    inputShape: [7, 5, 3],
    batch: 2,
    reference: (x) => pooling64(x, "max", { size: [2, 2], strides: [2, 2], padding: "valid" }),
  },
  {
    name: "max-pooling 3 × 2 of overlapping windows, padded, batch 1",
    spec: { type: "max-pooling2d", poolSize: [3, 2], strides: [2, 1], padding: "same" },
    inputShape: [6, 7, 2],
    batch: 1,
    reference: (x) => pooling64(x, "max", { size: [3, 2], strides: [2, 1], padding: "same" }),
  },
  {
    name: "flatten",
    spec: { type: "flatten" },
    inputShape: [3, 2, 4],
    batch: 2,
    reference: (x) => shaped64(x, [2, 24]),
  },
];

/** A sequence [batch, step, channel] as an image of one row, and back. */
function asImage({ data, shape }: Array64): Array64 {
  return { data, shape: [shape[0]!, 1, ...shape.slice(1)] }; // the batch axis
}

function asSequence({ data, shape }: Array64): Array64 {
  return { data, shape: [shape[0]!, ...shape.slice(2)] }; // the batch axis
}

function asFilter({ data, shape }: Array64): Array64 {
  return { data, shape: [1, ...shape] };
}

const sequences: readonly LayerCase[] = [
  {
    name: "1-D convolution of 3, relu",
    spec: { type: "conv1d", filters: 4, kernelSize: 3, activation: "relu" },
    inputShape: [9, 2],
    batch: 2,
    reference: (x, [kernel, bias]) => {
      const settings = { strides: [1, 1], padding: "valid" } as const;
      return map64(asSequence(convolution64(asImage(x), asFilter(kernel!), bias!, settings)), relu); // the layer's weights
    },
  },
  {
    name: "1-D convolution of 4, stride 3, padded, tanh, batch 1",
    spec: { type: "conv1d", filters: 3, kernelSize: 4, strides: 3, padding: "same", activation: "tanh" },
    inputShape: [11, 3],
    batch: 1,
    reference: (x, [kernel, bias]) => {
      const settings = { strides: [1, 3], padding: "same" } as const;
      return map64(asSequence(convolution64(asImage(x), asFilter(kernel!), bias!, settings)), Math.tanh); // the layer's weights
    },
  },
  {
    name: "1-D max-pooling of 2, an odd number of steps",
    spec: { type: "max-pooling1d", poolSize: 2 },
    inputShape: [7, 3],
    batch: 2,
    reference: (x) => asSequence(pooling64(asImage(x), "max", { size: [1, 2], strides: [1, 2], padding: "valid" })),
  },
  {
    name: "1-D max-pooling of 3, stride 2, padded, batch 1",
    spec: { type: "max-pooling1d", poolSize: 3, strides: 2, padding: "same" },
    inputShape: [8, 2],
    batch: 1,
    reference: (x) => asSequence(pooling64(asImage(x), "max", { size: [1, 3], strides: [1, 2], padding: "same" })),
  },
  {
    name: "embedding",
    spec: { type: "embedding", inputDim: 6, outputDim: 3 },
    inputShape: [5],
    batch: 4,
    idsBelow: 6,
    reference: (x, [table]) => ({
      data: Float64Array.from({ length: 60 }, (_, i) => table!.data[3 * x.data[Math.floor(i / 3)]! + (i % 3)]!), // ids within the table
      shape: [4, 5, 3],
    }),
  },
];

const channelwise: readonly LayerCase[] = [
  {
    name: "depthwise convolution 3 × 2, two filters a channel, sigmoid",
    spec: { type: "depthwise-conv2d", kernelSize: [3, 2], depthMultiplier: 2, activation: "sigmoid" },
    inputShape: [6, 5, 3],
    batch: 2,
    reference: (x, [kernel, bias]) =>
      map64(withBias64(depthwise64(x, kernel!, { strides: [1, 1], padding: "valid" }), bias!), sigmoid), // the layer's weights
  },
  {
    name: "depthwise convolution 3 × 3 of four channels, stride 2, padded, relu, batch 1",
    spec: { type: "depthwise-conv2d", kernelSize: 3, strides: 2, padding: "same", activation: "relu" },
    inputShape: [11, 10, 4],
    batch: 1,
    reference: (x, [kernel, bias]) =>
      map64(withBias64(depthwise64(x, kernel!, { strides: [2, 2], padding: "same" }), bias!), relu), // the layer's weights
  },
  {
    name: "separable convolution 3 × 3, padded, two filters a channel, relu",
    spec: {
      type: "separable-conv2d",
      filters: 4,
      kernelSize: 3,
      depthMultiplier: 2,
      padding: "same",
      activation: "relu",
    },
    inputShape: [5, 6, 2],
    batch: 2,
    reference: (x, [depthwise, pointwise, bias]) => {
      const inner = depthwise64(x, depthwise!, { strides: [1, 1], padding: "same" }); // the layer's weights
      return map64(convolution64(inner, pointwise!, bias!, { strides: [1, 1], padding: "valid" }), relu); // the layer's weights
    },
  },
];

const transposed: readonly LayerCase[] = (
  [
    [[3, 4], [3, 3], [2, 2], "same", [6, 8]],
    [[3, 4], [3, 3], [2, 2], "valid", [7, 9]],
    [[2, 5], [2, 4], [3, 1], "valid", [6, 8]],
  ] as const
).map(([[height, width], kernelSize, strides, padding, grown], index) => ({
  name: `transposed convolution ${kernelSize.join(" × ")} of stride ${strides.join(" × ")}, ${padding}`,
  spec: { type: "conv2d-transpose", filters: 3, kernelSize, strides, padding, activation: "tanh" },
  inputShape: [height, width, 2],
  batch: 1 + (index % 2),
  reference: (x, [kernel, bias]) => map64(transposed64(x, kernel!, bias!, grown, { strides, padding }), Math.tanh), // the layer's weights
}));

const averages: readonly LayerCase[] = (
  [
    [[7, 5], [2, 2], [2, 2], "valid"],
    [[7, 5], [3, 2], [2, 1], "same"],
    [[6, 8], [2, 4], [2, 4], "same"],
  ] as const
).map(([[height, width], poolSize, strides, padding], index) => ({
  name: `average-pooling ${poolSize.join(" × ")} of ${height} × ${width}, ${padding}`,
  spec: { type: "average-pooling2d", poolSize, strides, padding },
  inputShape: [height, width, 3],
  batch: 1 + (index % 2),
  reference: (x) => pooling64(x, "average", { size: poolSize, strides, padding }),
}));

const globals: readonly LayerCase[] = (
  [
    ["average", 2, 3, 5],
    ["max", 2, 3, 5],
    ["average", 1, 1, 7],
    ["max", 1, 1, 7],
  ] as const
).map(([kind, batch, height, width]) => ({
  name: `global ${kind}-pooling of ${height} × ${width}`,
  spec: { type: `global-${kind}-pooling` },
  inputShape: height === 1 ? [width, 3] : [height, width, 3],
  batch,
  reference: (x) => {
    const image = { data: x.data, shape: [batch, height, width, 3] };
    return shaped64(pooling64(image, kind, { size: [height, width], strides: [1, 1], padding: "valid" }), [batch, 3]);
  },
}));

/** Every layer but dropout and normalisation, which fit differently than they predict. */
export const layerCases: readonly LayerCase[] = [
  ...denses,
  ...convolutions,
  ...sequences,
  ...channelwise,
  ...transposed,
  ...poolings,
  ...averages,
  ...globals,
];
