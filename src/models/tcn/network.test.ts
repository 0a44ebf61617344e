import { beforeAll, expect, test } from "vitest";
import { defaultsOf } from "../../core/field";
import type { JsonObject } from "../../core/json";
import { createRandom } from "../../core/random";
import type { InputForm } from "../../core/samples";
import type { LayerSpec } from "../../tensor/layers/registry";
import type { NetworkSpec } from "../../tensor/network";
import { createNetwork, summariseNetwork } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { expectPaddingToCountForNothing } from "../../training/padded-rows.fixture";
import { hiddenLayers, reachOf } from "./network";
import { tcn } from "./spec";

beforeAll(async () => {
  expect(await tf.setBackend("cpu")).toBe(true);
});

const one: LayerSpec = { type: "dense", units: 1, activation: "linear" };

const specOf = (form: InputForm, hyperparameters: JsonObject): NetworkSpec => ({
  inputShape: form.shape,
  layers: [...hiddenLayers(form, { ...defaultsOf(tcn.fields), ...hyperparameters }), one],
  ...(form.vocabularySize === undefined ? {} : { isPadded: true }),
});

/** Two convolutions with biases, and a map without one where the width changes. */
const block = (from: number, to: number, size: number) =>
  size * from * to + to + size * to * to + to + (from === to ? 0 : from * to);

test("has the weights of the closed form for tokens and for windows", () => {
  const count = (form: InputForm, hyperparameters: JsonObject) =>
    summariseNetwork(specOf(form, hyperparameters), 1, 2).weightCount;
  const small = { filters: 5, kernelSize: 2, blocks: 3 };
  expect(count({ shape: [24, 3] }, small)).toBe(block(3, 5, 2) + 2 * block(5, 5, 2) + 6);
  const text = { shape: [9], vocabularySize: 17 };
  expect(count(text, { ...small, embedding: 5 })).toBe(17 * 5 + 3 * block(5, 5, 2) + 6);
  const [preset] = tcn.presets;
  expect(count({ shape: [24, 4] }, preset?.hyperparameters ?? {})).toBe(block(4, 25, 6) + 3 * block(25, 25, 6) + 26);
});

test("nothing of the preset is left to our defaults", () => {
  const [preset] = tcn.presets;
  expect(Object.keys(preset?.hyperparameters ?? {}).toSorted()).toEqual(
    tcn.fields
      .filter(({ type }) => type !== "name")
      .map(({ id }) => id)
      .toSorted(),
  );
});

test.each(["last", "mean"])("%s: a padded batch gives the same as its rows one by one", async (pooling) => {
  const hyperparameters = { pooling, embedding: 6, filters: 5, blocks: 2 };
  const specFor = (steps: number) => specOf({ shape: [steps], vocabularySize: 17 }, hyperparameters);
  // Float32 in another order of sums.
  await expectPaddingToCountForNothing(specFor, 1e-6);
});

test("a step never changes what stands at an earlier one, and the last step sees exactly as far as it says", () => {
  const steps = 20;
  const settings = { filters: 4, kernelSize: 3, blocks: 2 };
  // Every step gives its answer.
  const layers = hiddenLayers({ shape: [steps, 2] }, { ...defaultsOf(tcn.fields), ...settings }).slice(0, -1);
  const network = createNetwork({ inputShape: [steps, 2], layers: [...layers, one] }, createRandom(5));
  const random = createRandom(6);
  const series = Float32Array.from({ length: steps * 2 }, () => random.normal());
  const answers = (values: Float32Array) =>
    tf.tidy(() => [...network.apply(tf.tensor3d(values, [1, steps, 2]), null).dataSync()]);
  const before = answers(series);
  const reached = new Set<number>();
  for (let step = 0; step < steps; step++) {
    const changed = series.slice();
    changed[2 * step]! += 3; // a step
    const after = answers(changed);
    expect(after.slice(0, step)).toEqual(before.slice(0, step));
    if (after[steps - 1] !== before[steps - 1]) reached.add(steps - step);
  }
  expect(reached.size).toBe(Math.max(...reached));
  expect(Math.max(...reached)).toBe(reachOf(3, 2));
  network.dispose();
});
