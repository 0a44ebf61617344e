/** The networks of the benchmark, made of the project's own families at the sizes of the reference table. */
import { hiddenLayers as mlpLayers } from "../../src/models/mlp/network";
import type { LossId } from "../../src/tensor/losses/registry";
import type { NetworkSpec } from "../../src/tensor/network";

export interface BenchNetwork {
  readonly id: string;
  readonly spec: NetworkSpec;
  readonly loss: LossId;
  readonly batchSize: number;
  /** Inputs are normal for rows of a table, else uniform from 0 to 1 like the brightness of a pixel. */
  readonly inputs: "normal" | "uniform";
  /** Targets are whole numbers below this, drawn evenly. */
  readonly classCount: number;
}

export const networks: readonly BenchNetwork[] = [
  {
    id: "mlp-64-64",
    spec: {
      inputShape: [100],
      layers: [
        ...mlpLayers({ units: [64, 64], dropout: 0, activation: "relu" }),
        { type: "dense", units: 1, activation: "linear" },
      ],
    },
    loss: "binary-cross-entropy",
    batchSize: 32,
    inputs: "normal",
    classCount: 2,
  },
];
