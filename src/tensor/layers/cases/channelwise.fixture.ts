/** Depthwise and separable convolutions. */
import type { DepthwiseConv2dSpec } from "../depthwise-conv2d";
import type { SeparableConv2dSpec } from "../separable-conv2d";
import type { LayerCase } from "./layer-case.fixture";
import { convolution64, depthwise64, map64, relu, sigmoid, withBias64 } from "./references.fixture";

export const depthwises: readonly LayerCase<DepthwiseConv2dSpec>[] = [
  {
    name: "depthwise convolution 3 × 2, two filters a channel, sigmoid",
    spec: { type: "depthwise-conv2d", kernelSize: [3, 2], depthMultiplier: 2, activation: "sigmoid" },
    inputShape: [6, 5, 3],
    batch: 2,
    reference: (x, [kernel, bias]) =>
      map64(withBias64(depthwise64(x, kernel!, { strides: [1, 1], padding: "valid" }), bias), sigmoid), // the layer's weights
  },
  {
    name: "depthwise convolution 3 × 3 of four channels, stride 2, padded, relu, batch 1",
    spec: { type: "depthwise-conv2d", kernelSize: 3, strides: 2, padding: "same", activation: "relu" },
    inputShape: [11, 10, 4],
    batch: 1,
    reference: (x, [kernel, bias]) =>
      map64(withBias64(depthwise64(x, kernel!, { strides: [2, 2], padding: "same" }), bias), relu), // the layer's weights
  },
  {
    name: "depthwise convolution 3 × 3 of five channels without bias, linear",
    spec: { type: "depthwise-conv2d", kernelSize: 3, padding: "same", activation: "linear", useBias: false },
    inputShape: [4, 5, 5],
    batch: 2,
    reference: (x, [kernel]) => depthwise64(x, kernel!, { strides: [1, 1], padding: "same" }), // the layer's only weight
  },
  {
    name: "depthwise convolution 1 × 1 of one channel, tanh",
    spec: { type: "depthwise-conv2d", kernelSize: 1, activation: "tanh" },
    inputShape: [3, 5, 1],
    batch: 2,
    reference: (x, [kernel, bias]) =>
      map64(withBias64(depthwise64(x, kernel!, { strides: [1, 1], padding: "valid" }), bias), Math.tanh), // the layer's weights
  },
];

export const separables: readonly LayerCase<SeparableConv2dSpec>[] = [
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
      return map64(convolution64(inner, pointwise!, bias, { strides: [1, 1], padding: "valid" }), relu); // the layer's weights
    },
  },
  {
    name: "separable convolution 2 × 3 of stride 2, without bias, linear, batch 1",
    spec: {
      type: "separable-conv2d",
      filters: 3,
      kernelSize: [2, 3],
      strides: 2,
      activation: "linear",
      useBias: false,
    },
    inputShape: [7, 8, 4],
    batch: 1,
    reference: (x, [depthwise, pointwise]) => {
      const inner = depthwise64(x, depthwise!, { strides: [2, 2], padding: "valid" }); // the layer's weights
      return convolution64(inner, pointwise!, undefined, { strides: [1, 1], padding: "valid" }); // the layer's weights
    },
  },
];
