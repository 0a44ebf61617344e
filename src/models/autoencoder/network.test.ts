import { expect, test } from "vitest";
import { summariseNetwork } from "../../tensor/network";
import { denseAutoencoder } from "./network";

test.each([
  [[784], 64, 784 * 64 + 64 + 64 * 784 + 784],
  [[28, 28, 1], 64, 784 * 64 + 64 + 64 * 784 + 784],
  [[5], 2, 27],
])("on %j with a code of %i it has the weights of the closed form and gives the input back", (shape, code, count) => {
  const { layers, weightCount } = summariseNetwork(denseAutoencoder(shape, code, "sigmoid"), 1, 2);
  expect(weightCount).toBe(count);
  expect(layers.at(-2)?.outputShape).toEqual([code]);
  expect(layers.at(-1)?.outputShape).toEqual([shape.reduce((a, b) => a * b, 1)]);
});
