import { beforeAll, expect, test } from "vitest";
import { defaultsOf } from "../../core/field";
import type { JsonObject } from "../../core/json";
import type { InputForm } from "../../core/samples";
import type { NetworkSpec } from "../../tensor/network";
import { summariseNetwork } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { expectPaddingToCountForNothing } from "../../training/padded-rows.fixture";
import { hiddenLayers } from "./network";
import { transformer } from "./spec";

beforeAll(async () => {
  expect(await tf.setBackend("cpu")).toBe(true);
});

const specOf = (form: InputForm, hyperparameters: JsonObject): NetworkSpec => ({
  inputShape: form.shape,
  layers: [
    ...hiddenLayers(form, { ...defaultsOf(transformer.fields), ...hyperparameters }),
    { type: "dense", units: 1, activation: "linear" },
  ],
  ...(form.vocabularySize === undefined ? {} : { isPadded: true }),
});

/** Four maps of the attention without a bias of the keys, two dense layers of 4 w and w, two normalisations. */
const block = (w: number) => 4 * w ** 2 + 3 * w + (8 * w ** 2 + 5 * w) + 4 * w;

test.each(["learned", "sinusoidal"])("%s positions: the weights of the closed form", (positions) => {
  const count = (form: InputForm, blocks: number, heads: number, headWidth: number) =>
    summariseNetwork(specOf(form, { positions, blocks, heads, headWidth }), 1, 2).weightCount;
  const table = (steps: number, w: number) => (positions === "learned" ? steps * w : 0);
  const rest = (w: number) => 2 * w + (w + 1);
  expect(count({ shape: [9], vocabularySize: 17 }, 1, 2, 3)).toBe(17 * 6 + table(9, 6) + block(6) + rest(6));
  expect(count({ shape: [30], vocabularySize: 1000 }, 2, 4, 32)).toBe(
    1000 * 128 + table(30, 128) + 2 * block(128) + rest(128),
  );
  expect(count({ shape: [24, 3] }, 3, 2, 4)).toBe(3 * 8 + 8 + table(24, 8) + 3 * block(8) + rest(8));
  // 49 squares of 4 × 4 grey pixels.
  expect(count({ shape: [28, 28, 1] }, 2, 4, 4)).toBe(16 * 16 + 16 + table(49, 16) + 2 * block(16) + rest(16));
});

test.each([
  [[28, 28], 0, 4],
  [[64, 64], 0, 8],
  [[24, 24], 0, 3],
  // 27 pixels are nine times three; of four the last three would be left over.
  [[27, 40], 0, 3],
  [[5, 5], 0, 1],
  [[28, 28], 7, 7],
])("pictures of %j pixels, asked for %d, are cut into squares of %d", ([height = 0, width = 0], patchSize, size) => {
  const layers = hiddenLayers({ shape: [height, width, 3] }, { ...defaultsOf(transformer.fields), patchSize });
  expect(layers.slice(0, 2)).toEqual([
    { type: "patches", size },
    { type: "dense", units: 64, activation: "linear" },
  ]);
});

test("squares larger than the picture are refused", () => {
  const asked = { ...defaultsOf(transformer.fields), patchSize: 12 };
  expect(() => hiddenLayers({ shape: [10, 16, 1] }, asked)).toThrow(expect.objectContaining({ code: "fit/setting" }));
});

test.each(["learned", "sinusoidal"])(
  "%s positions: a padded batch gives the same as its rows one by one",
  async (positions) => {
    const specFor = (steps: number) =>
      specOf({ shape: [steps], vocabularySize: 17 }, { positions, blocks: 2, heads: 2, headWidth: 4 });
    // Float32 in another order of sums, through two blocks.
    await expectPaddingToCountForNothing(specFor, 1e-5, (weights, steps) => {
      const data = Float32Array.from(weights["1/table"]?.data ?? []).slice(0, 8 * steps);
      return { ...weights, "1/table": { data, shape: [steps, 8] } };
    });
  },
);

test("the preset has two blocks of four heads and the width 128, and nothing is left to our defaults", () => {
  const [preset] = transformer.presets;
  const hyperparameters = preset?.hyperparameters ?? {};
  expect(Object.keys(hyperparameters).toSorted()).toEqual(
    transformer.fields
      .filter(({ type }) => type !== "name")
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(hiddenLayers({ shape: [128], vocabularySize: 1000 }, hyperparameters)).toEqual([
    { type: "embedding", inputDim: 1000, outputDim: 128 },
    { type: "positions", kind: "sinusoidal" },
    { type: "transformer-block", heads: 4, activation: "relu" },
    { type: "transformer-block", heads: 4, activation: "relu" },
    { type: "layer-normalization" },
    { type: "global-average-pooling" },
  ]);
});
