import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { createRandom } from "../../core/random";
import type { NetworkSpec } from "../../tensor/network";
import { createNetwork, summariseNetwork } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { hiddenLayers, presets } from "./network";
import { cnn } from "./spec";

const convolution = (channels: number, filters: number) => 9 * channels * filters + filters;
const dense = (inputs: number, units: number) => inputs * units + units;

/** A side after a window of 3 without padding, and after a pool of 2. */
const valid = (side: number) => side - 2;
const half = (side: number) => Math.floor(side / 2);

/** The weights of each lesson's network for pictures of this height, width and channels, and so many outputs. */
const closedForms: {
  readonly [Id in keyof typeof presets]: (h: number, w: number, channels: number, outputs: number) => number;
} = {
  "scan-224": (h, w, channels, outputs) =>
    convolution(channels, 32) + dense(half(valid(h)) * half(valid(w)) * 32, 128) + dense(128, outputs),
  "digits-1conv": (h, w, channels, outputs) => convolution(channels, 32) + dense(valid(h) * valid(w) * 32, outputs),
  "digits-3conv": (h, w, channels, outputs) => {
    const side = (extent: number) => valid(half(valid(half(valid(extent)))));
    const filters = convolution(channels, 32) + convolution(32, 64) + convolution(64, 64);
    return filters + dense(side(h) * side(w) * 64, 64) + dense(64, outputs);
  },
  "rgb-2conv": (h, w, channels, outputs) =>
    convolution(channels, 32) +
    convolution(32, 64) +
    dense(half(half(h)) * half(half(w)) * 64, 1000) +
    dense(1000, outputs),
};

test.each([
  ["scan-224", [224, 224, 3], 1],
  ["scan-224", [224, 224, 1], 3],
  ["scan-224", [33, 30, 3], 1],
  ["digits-1conv", [28, 28, 1], 10],
  ["digits-1conv", [17, 20, 3], 1],
  ["digits-3conv", [28, 28, 1], 10],
  ["digits-3conv", [64, 48, 3], 4],
  ["digits-3conv", [18, 19, 1], 1],
  ["rgb-2conv", [112, 112, 3], 10],
  ["rgb-2conv", [33, 30, 3], 4],
  ["rgb-2conv", [28, 28, 1], 1],
] as const)("%s on %j has the weights of the closed form", (id, inputShape, outputCount) => {
  const { layers, weightCount } = summariseNetwork(presets[id](inputShape, outputCount), 1, 2);
  const [height, width, channels] = inputShape;
  expect(weightCount).toBe(closedForms[id](height, width, channels, outputCount));
  expect(layers.at(-1)?.outputShape).toEqual([outputCount]);
});

const ours = (inputShape: readonly number[], outputCount: number, hyperparameters: JsonObject): NetworkSpec => ({
  inputShape,
  layers: [...hiddenLayers(inputShape, hyperparameters), { type: "dense", units: outputCount, activation: "linear" }],
});

describe.each([
  ["residual", (w: number) => 298 * w ** 2 + 30 * w, (w: number) => 288 * w ** 2 + 16 * w],
  ["separable", (w: number) => 42 * w ** 2 + 129 * w, (w: number) => 32 * w ** 2 + 88 * w],
] as const)("%s", (architecture, blocks, further) => {
  test.each([
    [[28, 28, 1], 16, 10, 0],
    [[64, 64, 1], 16, 1, 1],
    [[33, 30, 3], 8, 4, 0],
    [[224, 200, 3], 4, 2, 3],
    [[4, 5, 3], 4, 2, 0],
  ] as const)("on %j with %i filters has the weights of the closed form", (inputShape, width, outputCount, more) => {
    // Stem: 9 × channels filters. Blocks of w, 2 w and 4 w filters, each with two convolutions, two normalisations and, where the
    // channels double, a shortcut. Larger pictures have further blocks of 4 w filters. Then one number for each of the 4 w channels.
    const right = 9 * inputShape[2] * width + blocks(width) + more * further(width) + dense(4 * width, outputCount);
    const { layers, weightCount } = summariseNetwork(
      ours(inputShape, outputCount, { architecture, width, dropout: 0.2 }),
      1,
      2,
    );
    expect(weightCount).toBe(right);
    expect(layers.at(-1)?.outputShape).toEqual([outputCount]);
    expect(layers.filter(({ type }) => type === "dropout")).toHaveLength(1);
  });
});

test("pictures are halved while there is something to halve", () => {
  const sideOf = (side: number) => {
    const { layers } = summariseNetwork(
      ours([side, side, 1], 1, { architecture: "residual", width: 4, dropout: 0 }),
      1,
      2,
    );
    return layers.findLast(({ type }) => type === "residual")?.outputShape[0];
  };
  expect([64, 28, 16, 11, 5, 1].map(sideOf)).toEqual([4, 3, 4, 5, 5, 1]);
});

test("an architecture of a lesson is its preset, whatever the other settings", () => {
  for (const id of ["scan-224", "digits-1conv", "digits-3conv", "rgb-2conv"] as const) {
    const shape = [40, 40, 3];
    expect(ours(shape, 3, { architecture: id, width: 5, dropout: 0.5 })).toEqual(presets[id](shape, 3));
  }
});

test.each([
  ["scan-224", 4],
  ["digits-1conv", 3],
  ["digits-3conv", 18],
  ["rgb-2conv", 4],
] as const)("%s takes pictures of %i pixels, and refuses smaller ones", (architecture, side) => {
  const spec = (extent: number) => ours([extent, 40, 1], 2, { architecture });
  expect(summariseNetwork(spec(side), 1, 2).weightCount).toBeGreaterThan(0);
  expect(() => spec(side - 1)).toThrowError(expect.objectContaining({ code: "fit/setting" }));
  // No smaller ones would do.
  expect(() => summariseNetwork(presets[architecture]([side - 1, 40, 1], 2), 1, 2)).toThrow(/does not fit/);
});

test("the lessons are fitted to the letter", () => {
  const told = Object.fromEntries(
    cnn.presets.map(({ id, hyperparameters, training }) => [id, { ...hyperparameters, ...training }]),
  );
  const plain = {
    ...{ dropout: 0, weightDecay: 0, labelSmoothing: 0, focal: 0 },
    ...{ schedule: "constant", earlyStopping: false, classWeights: "none", augmentation: false },
  };
  const adam = { ...plain, optimizer: "adam", learningRate: 0.001 };
  expect(told).toEqual({
    "scan-224": { ...adam, architecture: "scan-224", imageSize: 224, batchSize: 32, epochs: 10 },
    "digits-1conv": { ...adam, architecture: "digits-1conv", imageSize: 28, batchSize: 32, epochs: 5 },
    "digits-3conv": { ...adam, architecture: "digits-3conv", imageSize: 28, batchSize: 64, epochs: 10 },
    "rgb-2conv": {
      ...plain,
      ...{ architecture: "rgb-2conv", imageSize: 0, batchSize: 32, epochs: 10 },
      ...{ optimizer: "sgd", learningRate: 0.01 },
    },
  });
});

test("scan-224 has 50 million weights, digits-3conv 93 thousand", () => {
  const count = (...[spec]: Parameters<typeof summariseNetwork>) => summariseNetwork(spec, 1, 2).weightCount;
  expect(count(presets["scan-224"]([224, 224, 3], 1), 1, 2)).toBe(50_467_969);
  expect(count(presets["digits-3conv"]([28, 28, 1], 10), 1, 2)).toBe(93_322);
});

test("an image too small for a preset is refused with the reason", () => {
  expect(() => summariseNetwork(presets["digits-3conv"]([9, 9, 1], 10), 1, 2)).toThrow(/does not fit/);
});

test("a preset gives a row of logits for each image, and gradients for all its weights", async () => {
  await tf.setBackend("cpu");
  const network = createNetwork(presets["digits-3conv"]([20, 18, 1], 3), createRandom(1));
  const variables = network.weights.map(({ variable }) => variable);
  tf.tidy(() => {
    const images = tf.randomNormal([2, 20, 18, 1], 0, 1, "float32", 5);
    expect(network.apply(images, null).shape).toEqual([2, 3]);
    const { grads } = tf.variableGrads(() => tf.sum<tf.Scalar>(tf.square(network.apply(images, null))), variables);
    for (const variable of variables) expect(tf.norm(grads[variable.name]!).dataSync()[0]).toBeGreaterThan(0);
  });
  network.dispose();
});
