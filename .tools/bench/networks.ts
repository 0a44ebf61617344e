/** The networks of the benchmark, made of the project's own families at the sizes of the reference table. */
import { denseAutoencoder } from "../../src/models/autoencoder/network";
import { presets } from "../../src/models/cnn/network";
import { hiddenLayers } from "../../src/models/mlp/network";
import type { LayerSpec } from "../../src/tensor/layers/registry";
import type { LossId } from "../../src/tensor/losses/registry";
import type { NetworkSpec } from "../../src/tensor/network";

export interface BenchNetwork {
  readonly id: string;
  readonly spec: NetworkSpec;
  readonly loss: LossId;
  readonly batchSize: number;
  /** Inputs are normal for rows of a table, else uniform from 0 to 1 like the brightness of a pixel; or whole numbers below this. */
  readonly inputs: "normal" | "uniform" | number;
  /** Targets are whole numbers below this, drawn evenly; or normal; or the inputs, to be given back. */
  readonly targets: number | "normal" | "inputs";
}

const classes = { loss: "softmax-cross-entropy", inputs: "uniform", targets: 10 } as const;
const yesOrNo = { loss: "binary-cross-entropy", targets: 2 } as const;
const nextValue = { batchSize: 32, loss: "mean-squared-error", inputs: "normal", targets: "normal" } as const;

/** Sequences of 32 words out of 1,000. */
const text = (layer: LayerSpec): Omit<BenchNetwork, "id"> => ({
  spec: {
    inputShape: [32],
    layers: [
      { type: "embedding", inputDim: 1000, outputDim: 128 },
      layer,
      { type: "dense", units: 1, activation: "linear" },
    ],
  },
  ...{ batchSize: 32, inputs: 1000, ...yesOrNo },
});

/** Windows of 24 steps of four series. */
const windows = (layer: LayerSpec): Omit<BenchNetwork, "id"> => ({
  spec: { inputShape: [24, 4], layers: [layer, { type: "dense", units: 1, activation: "linear" }] },
  ...nextValue,
});

/** Sequences as wide as the layers that attend to them, then a mean of the steps. */
const attending = (inputShape: readonly [number, number], batchSize: number, layers: readonly LayerSpec[]) =>
  ({
    spec: {
      inputShape,
      layers: [...layers, { type: "global-average-pooling" }, { type: "dense", units: 1, activation: "linear" }],
    },
    ...{ batchSize, inputs: "normal", ...yesOrNo },
  }) satisfies Omit<BenchNetwork, "id">;

const block = { type: "transformer-block", heads: 4, activation: "relu" } as const;

export const networks: readonly BenchNetwork[] = [
  {
    id: "mlp-64-64",
    spec: {
      inputShape: [100],
      layers: [
        ...hiddenLayers({ units: [64, 64], dropout: 0, activation: "relu" }),
        { type: "dense", units: 1, activation: "linear" },
      ],
    },
    batchSize: 32,
    inputs: "normal",
    ...yesOrNo,
  },
  {
    id: "autoencoder",
    spec: denseAutoencoder([784], 64, "sigmoid"),
    loss: "mean-squared-error",
    batchSize: 64,
    inputs: "uniform",
    targets: "inputs",
  },
  { id: "digits-1conv", spec: presets["digits-1conv"]([28, 28, 1], 10), batchSize: 64, ...classes },
  { id: "digits-3conv", spec: presets["digits-3conv"]([28, 28, 1], 10), batchSize: 64, ...classes },
  { id: "rgb-2conv", spec: presets["rgb-2conv"]([112, 112, 3], 10), batchSize: 16, ...classes },
  { id: "text-lstm", ...text({ type: "lstm", units: 128 }) },
  { id: "text-lstm-dropout", ...text({ type: "lstm", units: 128, dropout: 0.2, recurrentDropout: 0.2 }) },
  { id: "gru-64", ...windows({ type: "gru", units: 64 }) },
  { id: "rnn-tanh-64", ...windows({ type: "simple-rnn", units: 64 }) },
  { id: "self-attention", ...attending([64, 64], 32, [{ type: "self-attention", heads: 1, keyDim: 64 }]) },
  {
    id: "transformer",
    ...attending([128, 128], 16, [
      { type: "positions", kind: "learned" },
      block,
      block,
      { type: "layer-normalization" },
    ]),
  },
  { id: "scan-224", spec: presets["scan-224"]([224, 224, 3], 1), batchSize: 8, inputs: "uniform", ...yesOrNo },
];
