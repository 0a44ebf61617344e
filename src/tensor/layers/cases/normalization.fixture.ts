/** Normalisation of batches, by their own statistics and by the moving ones, and of rows. */
import { normalise, type Axis } from "../../kernels/normalization.fixture";
import type { BatchNormalizationSpec } from "../batch-normalization";
import type { LayerNormalizationSpec } from "../layer-normalization";
import type { LayerCase } from "./layer-case.fixture";
import type { Array64 } from "./references.fixture";
import { map64, relu } from "./references.fixture";

const epsilon = 1e-3;

export function normalised(axis: Axis, x: Array64, [scale, offset]: readonly Array64[]) {
  const { y, mean, variance } = normalise(axis, x.data, scale!.data, offset!.data, epsilon); // the layer's first weights
  return { y: { data: y, shape: x.shape }, statistics: [mean, variance] };
}

/** The batch and the shape of one case; the last axis is normalised by itself. */
const shapes = [
  [5, [4]],
  [2, [3, 2, 5]],
  [1, [4, 3, 8]],
  [3, [6, 1]],
] as const;

const title = ([batch, shape]: (typeof shapes)[number]) => `${batch} times ${shape.join(" × ")}`;

const settings = [{}, { momentum: 0.75, activation: "relu" }] as const;

export const batchNormalizations: readonly LayerCase<BatchNormalizationSpec>[] = settings.flatMap((given) =>
  shapes.flatMap((extents) => batchNormalizationsOf({ type: "batch-normalization", ...given }, extents)),
);

function batchNormalizationsOf(
  spec: BatchNormalizationSpec,
  extents: (typeof shapes)[number],
): readonly LayerCase<BatchNormalizationSpec>[] {
  const [batch, inputShape] = extents;
  const { momentum = 0.99, activation } = spec;
  const bent = (y: Array64) => (activation === "relu" ? map64(y, relu) : y);
  const what = `${title(extents)}${activation ? `, ${activation}` : ""}`;
  return [
    {
      name: `batch normalisation of ${what}`,
      spec,
      inputShape,
      batch,
      reference: (x, weights) => bent(normalised("batch", x, weights).y),
      measured: (x, weights) =>
        normalised("batch", x, weights).statistics.map((statistic, which) => {
          const before = weights[2 + which]!; // the moving mean and variance
          const data = before.data.map((value, c) => momentum * value + (1 - momentum) * statistic[c]!); // one for each channel
          return { data, shape: before.shape };
        }),
    },
    {
      name: `batch normalisation of ${what} when predicting`,
      spec,
      inputShape,
      batch,
      isPredicting: true,
      reference: ({ data, shape }, weights) => {
        const [scale, offset, mean, variance] = weights.map((weight) => weight.data) as Four; // the layer's weights
        const y = data.map((value, i) => {
          const c = i % scale.length;
          return (scale[c]! * (value - mean[c]!)) / Math.sqrt(variance[c]! + epsilon) + offset[c]!; // one for each channel
        });
        return bent({ data: y, shape });
      },
    },
  ];
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];

export const layerNormalizations: readonly LayerCase<LayerNormalizationSpec>[] = (
  [
    [5, [4]],
    [2, [3, 2, 5]],
    [1, [4, 8]],
    [3, [6, 3]],
    [2, [37]],
  ] as const
).map(([batch, inputShape]) => ({
  name: `layer normalisation of ${batch} times ${inputShape.join(" × ")}`,
  spec: { type: "layer-normalization" },
  inputShape,
  batch,
  reference: (x, weights) => normalised("layer", x, weights).y,
}));
