/** Layers at odd sizes, with strides and paddings, each with its 64-bit reference. */
import type { LayerCase } from "./layer-check.fixture";
import { convolution64, dense64, map64, pooling64, shaped64 } from "./layer-references.fixture";

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

export const layerCases: readonly LayerCase[] = [...denses, ...convolutions, ...poolings];
