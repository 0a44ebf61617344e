/** The networks of the benchmark, made of the project's own families at the sizes of the reference table. */
import { denseAutoencoder } from "../../src/models/autoencoder/network";
import { presets } from "../../src/models/cnn/network";
import { hiddenLayers } from "../../src/models/mlp/network";
import type { LossId } from "../../src/tensor/losses/registry";
import type { NetworkSpec } from "../../src/tensor/network";

export interface BenchNetwork {
  readonly id: string;
  readonly spec: NetworkSpec;
  readonly loss: LossId;
  readonly batchSize: number;
  /** Inputs are normal for rows of a table, else uniform from 0 to 1 like the brightness of a pixel. */
  readonly inputs: "normal" | "uniform";
  /** Targets are whole numbers below this, drawn evenly; or the inputs, to be given back. */
  readonly targets: number | "inputs";
}

const classes = { loss: "softmax-cross-entropy", inputs: "uniform", targets: 10 } as const;
const yesOrNo = { loss: "binary-cross-entropy", targets: 2 } as const;

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
  { id: "scan-224", spec: presets["scan-224"]([224, 224, 3], 1), batchSize: 8, inputs: "uniform", ...yesOrNo },
];
