/** Convolutions and dense layers of a file. */
import { fusedConv2d, fusedDepthwiseConv2d } from "../../kernels/fused-convolution";
import { fusedDense } from "../../kernels/fused-dense";
import { windowCounts } from "../../layers/sliding-window";
import { tf } from "../../tf";
import { activated, activationIn } from "../activations";
import { countIn, flagIn, paddingIn, pairIn, requireChannelsLast, requireOnes, type Config } from "../config";
import { mapsOf, nodeKind, single, type GraphWeight, type Shape } from "../node-kind";

interface Window {
  readonly [setting: string]: number | string | boolean | [number, number];
  readonly kernelSize: [number, number];
  readonly strides: [number, number];
  readonly padding: "same" | "valid";
  readonly activation: string;
  readonly useBias: boolean;
}

function windowIn(config: Config): Window {
  requireChannelsLast(config);
  requireOnes(config, "dilation_rate");
  requireOnes(config, "groups");
  return {
    kernelSize: pairIn(config, "kernel_size"),
    strides: pairIn(config, "strides", [1, 1]),
    padding: paddingIn(config),
    activation: activationIn(config),
    useBias: flagIn(config, "use_bias", true),
  };
}

function placesOf({ kernelSize, strides, padding }: Window, shape: Shape): readonly [number, number] {
  const [height, width] = mapsOf(shape);
  const [down, across] = windowCounts("a filter", [height, width], kernelSize, strides, padding);
  return [down ?? 0, across ?? 0];
}

const kernel = (name: string, shape: Shape): GraphWeight => ({ name, shape, isDecayed: true });

function bias(useBias: boolean, count: number): readonly GraphWeight[] {
  return useBias ? [{ name: "bias", shape: [count], isDecayed: false }] : [];
}

export const conv2d = nodeKind({
  read: (config: Config) => ({ ...windowIn(config), filters: countIn(config, "filters") }),
  outputShape: (params, inputs) => [...placesOf(params, single(inputs)), params.filters],
  weights: ({ kernelSize, filters, useBias }, inputs) => [
    kernel("kernel", [...kernelSize, mapsOf(single(inputs))[2], filters]),
    ...bias(useBias, filters),
  ],
  apply: ({ strides, padding, activation }, inputs, [filter, offset]) =>
    activated(
      activation,
      (own) => fusedConv2d(single(inputs), filter!, offset ?? null, { strides, pad: padding, activation: own }), // made by weights()
    ),
});

export const depthwiseConv2d = nodeKind({
  read: (config: Config) => ({ ...windowIn(config), multiplier: countIn(config, "depth_multiplier", 1) }),
  outputShape: (params, inputs) => {
    const shape = single(inputs);
    return [...placesOf(params, shape), mapsOf(shape)[2] * params.multiplier];
  },
  weights: ({ kernelSize, multiplier, useBias }, inputs) => {
    const channels = mapsOf(single(inputs))[2];
    return [kernel("depthwise_kernel", [...kernelSize, channels, multiplier]), ...bias(useBias, channels * multiplier)];
  },
  apply: ({ strides, padding, activation }, inputs, [filter, offset]) =>
    activated(
      activation,
      (own) =>
        fusedDepthwiseConv2d(single(inputs), filter!, offset ?? null, { strides, pad: padding, activation: own }), // made by weights()
    ),
});

export const separableConv2d = nodeKind({
  read: (config: Config) => ({
    ...windowIn(config),
    filters: countIn(config, "filters"),
    multiplier: countIn(config, "depth_multiplier", 1),
  }),
  outputShape: (params, inputs) => [...placesOf(params, single(inputs)), params.filters],
  weights: ({ kernelSize, filters, multiplier, useBias }, inputs) => {
    const channels = mapsOf(single(inputs))[2];
    return [
      kernel("depthwise_kernel", [...kernelSize, channels, multiplier]),
      kernel("pointwise_kernel", [1, 1, channels * multiplier, filters]),
      ...bias(useBias, filters),
    ];
  },
  apply: ({ strides, padding, activation }, inputs, [deep, point, offset]) => {
    const settings = { strides, pad: padding, activation: "linear" } as const;
    const between = fusedDepthwiseConv2d(single(inputs), deep!, null, settings); // made by weights()
    return activated(
      activation,
      (own) => fusedConv2d(between, point!, offset ?? null, { strides: [1, 1], pad: "valid", activation: own }), // as above
    );
  },
});

export const dense = nodeKind({
  read: (config: Config) => ({
    units: countIn(config, "units"),
    activation: activationIn(config),
    useBias: flagIn(config, "use_bias", true),
  }),
  outputShape: ({ units }, inputs) => [...single(inputs).slice(0, -1), units],
  weights: ({ units, useBias }, inputs) => [
    kernel("kernel", [single(inputs).at(-1) ?? 0, units]),
    ...bias(useBias, units),
  ],
  apply: ({ activation, units }, inputs, [matrix, offset]) => {
    const x = single(inputs);
    // The last axis of whatever comes in: everything before it are rows.
    const rows = x.rank === 2 ? x : tf.reshape(x, [-1, x.shape.at(-1) ?? 0]);
    const y = activated(activation, (own) => fusedDense(rows, matrix!, offset ?? null, own)); // made by weights()
    return x.rank === 2 ? y : tf.reshape(y, [...x.shape.slice(0, -1), units]);
  },
});
