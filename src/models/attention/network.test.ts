import { beforeAll, expect, test } from "vitest";
import type { InputForm } from "../../core/samples";
import type { NetworkSpec } from "../../tensor/network";
import { summariseNetwork } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { expectPaddingToCountForNothing } from "../../training/padded-rows.fixture";
import { hiddenLayers } from "./network";
import { attention } from "./spec";

beforeAll(async () => {
  expect(await tf.setBackend("cpu")).toBe(true);
});

const presetOf = (id: string) => attention.presets.find((preset) => preset.id === id)?.hyperparameters ?? {};

const specOf = (form: InputForm, id: string): NetworkSpec => ({
  inputShape: form.shape,
  layers: [...hiddenLayers(form, presetOf(id)), { type: "dense", units: 1, activation: "linear" }],
  ...(form.vocabularySize === undefined ? {} : { isPadded: true }),
});

test("the presets have the layers of the lessons, for tokens and for windows", () => {
  const text = { shape: [30], vocabularySize: 100 };
  expect(hiddenLayers({ shape: [24, 10] }, presetOf("attention-gate"))).toEqual([
    { type: "dense", units: 512, activation: "linear" },
    { type: "attention-gate", dropout: 0.2 },
  ]);
  expect(hiddenLayers(text, presetOf("attention-gate"))[0]).toEqual({
    type: "embedding",
    inputDim: 100,
    outputDim: 10,
  });
  expect(hiddenLayers({ shape: [24, 4] }, presetOf("self-attention"))).toEqual([
    { type: "self-attention", heads: 1, keyDim: 4 },
    { type: "global-average-pooling" },
  ]);
  const count = (form: InputForm, id: string) => summariseNetwork(specOf(form, id), 1, 2).weightCount;
  // 10 → 512, the map of the gate, 512 → 1.
  expect(count({ shape: [24, 10] }, "attention-gate")).toBe(10 * 512 + 512 + 512 + 513);
  // Queries, keys, values and outputs; the keys have no bias.
  expect(count(text, "self-attention")).toBe(100 * 64 + 4 * 64 ** 2 + 3 * 64 + 65);
});

test.each(["attention-gate", "self-attention"])(
  "%s: a padded batch gives the same as its rows one by one",
  async (id) => {
    // Float32 in another order of sums.
    await expectPaddingToCountForNothing((steps) => specOf({ shape: [steps], vocabularySize: 17 }, id), 1e-6);
  },
);
