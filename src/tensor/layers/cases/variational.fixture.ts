/** The code of a variational autoencoder with what grows from it, and the change of shape between them. */
import type { ReshapeSpec } from "../reshape";
import type { LayerSpec } from "../registry";
import type { LayerCase } from "./layer-case.fixture";
import type { Array64 } from "./references.fixture";
import { dense64, map64, relu, shaped64, sigmoid } from "./references.fixture";
import { maskAt } from "./row.fixture";

export const reshapes: readonly LayerCase<ReshapeSpec>[] = [
  {
    name: "reshape",
    spec: { type: "reshape", shape: [2, 3, 2] },
    inputShape: [12],
    batch: 2,
    reference: (x) => shaped64(x, [2, 2, 3, 2]),
  },
];

type Variational = Extract<LayerSpec, { type: "variational" }>;

const codeSize = 3;
const spec: Variational = {
  type: "variational",
  codeSize,
  layers: [
    { type: "dense", units: 4, activation: "relu" },
    { type: "dense", units: 6, activation: "sigmoid" },
    { type: "reshape", shape: [3, 2] },
  ],
};

/** Four numbers of six bits each, less their mean and in units of their deviation. */
function noiseAt(element: number, count: number): number {
  let sum = 0;
  let variance = 0;
  for (let bit = 0; bit < 24; bit++) {
    const weight = 2 ** -(1 + (bit % 6));
    sum += weight * (maskAt(bit * count + element, 0.5) - 1);
    variance += weight * weight;
  }
  return sum / Math.sqrt(variance);
}

function reference(isFitting: boolean) {
  return (x: Array64, [kernel, bias, ...inner]: readonly Array64[]): Array64 => {
    const both = dense64(x, kernel!, bias); // the layer's first weights
    const [rows = 0] = both.shape;
    const code = Float64Array.from({ length: rows * codeSize }, (_, i) => {
      const at = 2 * codeSize * Math.floor(i / codeSize) + (i % codeSize);
      const noise = isFitting ? noiseAt(i, rows * codeSize) : 0;
      return both.data[at]! + Math.exp(both.data[at + codeSize]! / 2) * noise; // [row, mean and logarithm of the variance]
    });
    const between = map64(dense64({ data: code, shape: [rows, codeSize] }, inner[0]!, inner[1]), relu); // kernel and bias
    const given = map64(dense64(between, inner[2]!, inner[3]), sigmoid); // as above
    const data = Array.from({ length: rows }, (_, row) => [
      ...given.data.subarray(6 * row, 6 * row + 6),
      ...both.data.subarray(6 * row, 6 * row + 6),
    ]).flat();
    return { data: Float64Array.from(data), shape: [rows, 12] };
  };
}

export const variationals: readonly LayerCase<Variational>[] = [
  { name: "variational code, drawn", spec, inputShape: [5], batch: 3, reference: reference(true) },
  {
    name: "variational code when predicting",
    spec,
    inputShape: [5],
    batch: 2,
    isPredicting: true,
    reference: reference(false),
  },
];
