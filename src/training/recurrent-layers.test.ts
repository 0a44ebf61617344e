import { beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../core/json";
import type { InputForm } from "../core/samples";
import type { NetworkSpec } from "../tensor/network";
import { summariseNetwork } from "../tensor/network";
import { tf } from "../tensor/tf";
import { expectPaddingToCountForNothing } from "./padded-rows.fixture";
import { recurrentLayers } from "./recurrent-layers";

beforeAll(async () => {
  expect(await tf.setBackend("cpu")).toBe(true);
});

type Cell = Parameters<typeof recurrentLayers>[0];

const specOf = (cell: Cell, form: InputForm, hyperparameters: JsonObject): NetworkSpec => ({
  inputShape: form.shape,
  layers: [...recurrentLayers(cell, form, hyperparameters), { type: "dense", units: 1, activation: "linear" }],
  ...(form.vocabularySize === undefined ? {} : { isPadded: true }),
});

const last = { embedding: 6, units: [5], bidirectional: false, dropout: 0, recurrentDropout: 0, pooling: "last" };
const mean = { ...last, units: [5, 4], bidirectional: true, pooling: "mean", dropout: 0.2, recurrentDropout: 0.1 };

/** Of one layer: each gate has a row for every input and every unit, and a bias; a GRU has two. */
const weightsOf: { readonly [Key in Cell]: (inputs: number, units: number) => number } = {
  lstm: (inputs, units) => 4 * units * (inputs + units + 1),
  gru: (inputs, units) => 3 * units * (inputs + units + 2),
  "simple-rnn": (inputs, units) => units * (inputs + units + 1),
};

describe.each(["lstm", "gru", "simple-rnn"] as const)("%s", (cell) => {
  const count = (form: InputForm, hyperparameters: JsonObject) =>
    summariseNetwork(specOf(cell, form, hyperparameters), 1, 2).weightCount;
  const layer = weightsOf[cell];

  test("has the weights of the closed form for tokens and for windows", () => {
    const text = { shape: [9], vocabularySize: 17 };
    expect(count(text, last)).toBe(17 * 6 + layer(6, 5) + 6);
    expect(count(text, mean)).toBe(17 * 6 + 2 * layer(6, 5) + 2 * layer(10, 4) + 9);
    const window = { shape: [24, 3] };
    expect(count(window, last)).toBe(layer(3, 5) + 6);
    expect(count(window, mean)).toBe(2 * layer(3, 5) + 2 * layer(10, 4) + 9);
  });

  test.each([
    ["the last state", last],
    ["the mean of two layers in both directions", mean],
  ])("%s: a padded batch gives the same as its rows one by one, as long as they are", async (_, hyperparameters) => {
    // Float32 in another order of sums.
    await expectPaddingToCountForNothing(
      (steps) => specOf(cell, { shape: [steps], vocabularySize: 17 }, hyperparameters),
      1e-6,
    );
  });
});

test("rates of nothing are not written down, and only the last layer of a stack gives one state", () => {
  expect(recurrentLayers("lstm", { shape: [4, 2] }, { ...last, units: [3, 2] })).toEqual([
    { type: "lstm", units: 3, returnSequences: true },
    { type: "lstm", units: 2 },
  ]);
});
