/** Residual layers: with what came in as it is, and through a convolution of 1 × 1. */
import type { LayerSpec } from "../registry";
import type { LayerCase } from "./layer-case.fixture";
import { normalised } from "./normalization.fixture";
import type { Array64 } from "./references.fixture";
import { convolution64, map64, relu } from "./references.fixture";

type Residual = Extract<LayerSpec, { type: "residual" }>;

const padded = { strides: [1, 1], padding: "same" } as const;

function sum64(a: Array64, b: Array64): Array64 {
  return { data: a.data.map((value, i) => value + b.data[i]!), shape: a.shape }; // of one shape
}

const convolution = (filters: number) =>
  ({ type: "conv2d", filters, kernelSize: 3, padding: "same", activation: "linear", useBias: false }) as const;

export const residuals: readonly LayerCase<Residual>[] = [
  {
    name: "residual of one convolution, tanh",
    spec: {
      type: "residual",
      layers: [{ type: "conv2d", filters: 3, kernelSize: 3, padding: "same", activation: "linear" }],
      activation: "tanh",
    },
    inputShape: [5, 4, 3],
    batch: 2,
    reference: (x, [kernel, bias]) => map64(sum64(x, convolution64(x, kernel!, bias, padded)), Math.tanh), // the inner layer's weights
  },
  {
    name: "residual of two convolutions with batch normalisation, more channels, relu",
    spec: {
      type: "residual",
      layers: [
        convolution(5),
        { type: "batch-normalization", activation: "relu" },
        convolution(5),
        { type: "batch-normalization", momentum: 0.9 },
      ],
      activation: "relu",
    },
    inputShape: [4, 6, 3],
    batch: 3,
    reference: (x, weights) => map64(sum64(secondOf(x, weights).y, shortcutOf(x, weights)), relu),
    measured: (x, weights) => {
      const { statistics } = secondOf(x, weights);
      const first = firstOf(x, weights);
      return [...first.statistics, ...statistics].map((statistic, which) => {
        const momentum = which < 2 ? 0.99 : 0.9;
        const before = weights[[3, 4, 8, 9][which]!]!; // the moving means and variances
        return {
          data: before.data.map((value, c) => momentum * value + (1 - momentum) * statistic[c]!), // one for each channel
          shape: before.shape,
        };
      });
    },
  },
];

/** The first half of the block: convolution, normalisation. */
function firstOf(x: Array64, [kernel, scale, offset]: readonly Array64[]) {
  return normalised("batch", convolution64(x, kernel!, undefined, padded), [scale!, offset!]); // the layer's first weights
}

function secondOf(x: Array64, weights: readonly Array64[]) {
  const [kernel, scale, offset] = weights.slice(5);
  const between = map64(firstOf(x, weights).y, relu);
  return normalised("batch", convolution64(between, kernel!, undefined, padded), [scale!, offset!]); // the second half's
}

function shortcutOf(x: Array64, weights: readonly Array64[]): Array64 {
  return convolution64(x, weights[10]!, undefined, padded); // the last
}
