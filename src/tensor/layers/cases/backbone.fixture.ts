/** A small network from a file, and what stands behind it. */
import type { Graph } from "../../../core/backbone";
import type { BackboneSpec } from "../backbone";
import type { StandardiseSpec } from "../standardise";
import type { LayerCase } from "./layer-case.fixture";
import { convolution64, map64, relu, type Array64 } from "./references.fixture";

/** Adds to the pictures what a convolution of their normalised numbers gives. */
const graph: Graph = {
  inputShape: [null, null, 3],
  nodes: [
    { name: "in", kind: "InputLayer", params: {}, inputs: [] },
    { name: "bn", kind: "BatchNormalization", params: { epsilon: 0.1, scales: true, shifts: true }, inputs: [0] },
    {
      name: "conv",
      kind: "Conv2D",
      params: { kernelSize: [3, 3], strides: [1, 1], padding: "same", activation: "relu", useBias: true, filters: 3 },
      inputs: [1],
    },
    { name: "add", kind: "Add", params: {}, inputs: [0, 2] },
  ],
};

function reference(x: Array64, weights: readonly Array64[]): Array64 {
  const [gamma, beta, mean, variance, kernel, bias] = weights as readonly [
    Array64,
    Array64,
    Array64,
    Array64,
    Array64,
    Array64,
  ]; // as the layers list them
  const pictures = map64(x, (value) => 2 * value - 1);
  const normalised = pictures.data.map((value, i) => {
    const c = i % 3;
    const scaled = (value - mean.data[c]!) / Math.sqrt(variance.data[c]! + 0.1); // one a channel
    return gamma.data[c]! * scaled + beta.data[c]!; // as above
  });
  const convolved = convolution64({ ...pictures, data: normalised }, kernel, bias, {
    strides: [1, 1],
    padding: "same",
  });
  return { ...pictures, data: pictures.data.map((value, i) => value + relu(convolved.data[i]!)) }; // of one shape
}

const spec: BackboneSpec = { type: "backbone", name: "small", graph, pixels: "signed", isFrozen: false };

export const backbones: readonly LayerCase<BackboneSpec>[] = [
  { name: "backbone, fine-tuned", spec, inputShape: [4, 5, 3], batch: 2, reference },
];

export const standardisations: readonly LayerCase<StandardiseSpec>[] = [
  {
    name: "standardised features",
    spec: { type: "standardise" },
    inputShape: [5],
    batch: 3,
    reference: (x, [mean, deviation]) => ({
      ...x,
      data: x.data.map((value, i) => (value - mean!.data[i % 5]!) / deviation!.data[i % 5]!), // the layer's weights
    }),
  },
];
