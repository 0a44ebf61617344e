/** Layers of rows of numbers or ids, and those that leave each number where it is. */
import { scramble } from "../../kernels/cpu/seeded-mask";
import type { DenseSpec } from "../dense";
import type { DropoutSpec } from "../dropout";
import type { EmbeddingSpec } from "../embedding";
import type { FlattenSpec } from "../flatten";
import type { LayerCase } from "./layer-case.fixture";
import { caseSeed, caseStep } from "./layer-case.fixture";
import { dense64, map64, relu, shaped64, sigmoid } from "./references.fixture";

export const denses: readonly LayerCase<DenseSpec>[] = [
  ...(
    [
      ["linear", (value) => value],
      ["relu", relu],
      ["tanh", Math.tanh],
      ["sigmoid", sigmoid],
      ["gelu", gelu64],
    ] as const satisfies readonly (readonly [string, (value: number) => number])[]
  ).map(([activation, bend]): LayerCase<DenseSpec> => ({
    name: `dense, ${activation}`,
    spec: { type: "dense", units: 5, activation },
    inputShape: [7],
    batch: 3,
    reference: (x, [kernel, bias]) => map64(dense64(x, kernel!, bias), bend), // the layer's weights
  })),
  {
    name: "dense without bias, relu, batch 1",
    spec: { type: "dense", units: 9, activation: "relu", useBias: false },
    inputShape: [6],
    batch: 1,
    reference: (x, [kernel]) => map64(dense64(x, kernel!, undefined), relu), // the layer's only weight
  },
  {
    name: "dense of every step, relu",
    spec: { type: "dense", units: 4, activation: "relu" },
    inputShape: [5, 3],
    batch: 2,
    reference: (x, [kernel, bias]) => shaped64(map64(dense64(shaped64(x, [10, 3]), kernel!, bias), relu), [2, 5, 4]), // the layer's weights
  },
  {
    name: "dense without bias, linear",
    spec: { type: "dense", units: 1, activation: "linear", useBias: false },
    inputShape: [13],
    batch: 7,
    reference: (x, [kernel]) => dense64(x, kernel!, undefined), // the layer's only weight
  },
];

/** x Φ(x), Φ by Simpson's rule: to some twelve digits for the numbers here. */
function gelu64(x: number): number {
  const parts = 400;
  const h = x / parts;
  const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let i = 1; i < parts; i++) sum += density(i * h) * (i % 2 === 0 ? 2 : 4);
  return x * (0.5 + (sum * h) / 3);
}

export const flattens: readonly LayerCase<FlattenSpec>[] = [
  {
    name: "flatten",
    spec: { type: "flatten" },
    inputShape: [3, 2, 4],
    batch: 2,
    reference: (x) => shaped64(x, [2, 24]),
  },
];

export const embeddings: readonly LayerCase<EmbeddingSpec>[] = (
  [
    [4, 5, 6, 3],
    [1, 7, 9, 8],
    // One id many times over: its gradient is a long sum.
    [6, 11, 1, 5],
  ] as const
).map(([batch, length, inputDim, outputDim]) => ({
  name: inputDim === 6 ? "embedding" : `embedding ${inputDim} × ${outputDim} of ${batch} rows`,
  spec: { type: "embedding", inputDim, outputDim },
  inputShape: [length],
  batch,
  idsBelow: inputDim,
  reference: (x, [table]) => ({
    data: Float64Array.from(
      { length: batch * length * outputDim },
      (_, i) => table!.data[outputDim * x.data[Math.floor(i / outputDim)]! + (i % outputDim)]!, // ids within the table
    ),
    shape: [batch, length, outputDim],
  }),
}));

export const dropouts: readonly LayerCase<DropoutSpec>[] = [
  ...([0.2, 0.5] as const).map((rate): LayerCase<DropoutSpec> => ({
    name: `dropout of ${rate}`,
    spec: { type: "dropout", rate },
    inputShape: [5, 3, 3],
    batch: 3,
    reference: ({ data, shape }) => ({ data: data.map((value, i) => value * maskAt(i, rate)), shape }),
  })),
  {
    name: "dropout when predicting",
    spec: { type: "dropout", rate: 0.5 },
    inputShape: [7],
    batch: 2,
    isPredicting: true,
    reference: (x) => x,
  },
];

/** The mask's formula: dropped where 24 mixed bits are a number below the rate. */
export function maskAt(element: number, rate: number, seed = caseSeed): number {
  const salt = scramble(caseStep + scramble(seed));
  return (scramble(element + salt) >>> 8) / 2 ** 24 < rate ? 0 : 1 / (1 - rate);
}
