import { expect, test } from "vitest";
import { recurrentLayers } from "../../training/recurrent-layers";
import { summariseNetwork } from "../../tensor/network";
import { lstm } from "./spec";

const [preset] = lstm.presets;
const hyperparameters = preset?.hyperparameters ?? {};

test("text-lstm has the layers of the lesson", () => {
  const form = { shape: [32], vocabularySize: 1000 };
  const layers = recurrentLayers("lstm", form, hyperparameters);
  expect(layers).toEqual([
    { type: "embedding", inputDim: 1000, outputDim: 128 },
    { type: "lstm", units: 128, dropout: 0.2, recurrentDropout: 0.2 },
  ]);
  const spec = {
    inputShape: form.shape,
    layers: [...layers, { type: "dense", units: 1, activation: "linear" } as const],
  };
  // 1000 × 128, then 4 × 128 × (128 + 128 + 1), then 129.
  expect(summariseNetwork(spec, 32, 2).weightCount).toBe(128_000 + 131_584 + 129);
});

test("text-lstm is fitted to the letter", () => {
  expect(preset).toMatchObject({
    id: "text-lstm",
    hyperparameters: { weightDecay: 0 },
    training: {
      epochs: 10,
      batchSize: 32,
      optimizer: "adam",
      learningRate: 0.001,
      schedule: "constant",
      earlyStopping: false,
    },
  });
});

test("all of its settings are given, so that no default of ours is left in it", () => {
  expect(Object.keys(hyperparameters).toSorted()).toEqual(
    lstm.fields
      .filter(({ type }) => type !== "name")
      .map(({ id }) => id)
      .toSorted(),
  );
});
