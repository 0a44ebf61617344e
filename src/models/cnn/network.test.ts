import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { createNetwork, summariseNetwork } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { presets } from "./network";

const convolution = (channels: number, filters: number) => 9 * channels * filters + filters;
const dense = (inputs: number, units: number) => inputs * units + units;

test.each([
  ["scan-224", [224, 224, 3], 1, convolution(3, 32) + dense(111 * 111 * 32, 128) + dense(128, 1)],
  ["digits-1conv", [28, 28, 1], 10, convolution(1, 32) + dense(26 * 26 * 32, 10)],
  [
    "digits-3conv",
    [28, 28, 1],
    10,
    convolution(1, 32) + convolution(32, 64) + convolution(64, 64) + dense(3 * 3 * 64, 64) + dense(64, 10),
  ],
  [
    "rgb-2conv",
    [112, 112, 3],
    10,
    convolution(3, 32) + convolution(32, 64) + dense(28 * 28 * 64, 1000) + dense(1000, 10),
  ],
  ["rgb-2conv", [33, 30, 3], 4, convolution(3, 32) + convolution(32, 64) + dense(8 * 7 * 64, 1000) + dense(1000, 4)],
] as const)("%s on %j has the weights of the closed form", (id, inputShape, outputCount, weightCount) => {
  const { layers, weightCount: found } = summariseNetwork(presets[id](inputShape, outputCount), 1, 2);
  expect(found).toBe(weightCount);
  expect(layers.at(-1)?.outputShape).toEqual([outputCount]);
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
