import { expect, test } from "vitest";
import { createBlock } from "../../core/block";
import { largestOf, pixelsOf, sharesOf, stagesOf } from "./stages";

/** Two heads, two words and one step that fills up. */
const view = {
  layers: [],
  layer: 0,
  products: createBlock(Float32Array.from([9, 9, 9, 9, 9, 9, 2, -4, 1, 0, 6, 3]), [2, 2, 3]),
  weights: createBlock(Float32Array.from([1, 0, 0, 1, 0, 0, 0.75, 0.25, 0, 0.25, 0.75, 0]), [2, 2, 3]),
  scale: 0.5,
  isCausal: false,
};

test("a head is scaled and masked, and its shares are those of a word or the mean of all", () => {
  const stages = stagesOf(view, 1, 2);
  expect([...stages.products]).toEqual([2, -4, 1, 0, 6, 3]);
  expect([...stages.scaled]).toEqual([1, -2, Number.NaN, 0, 3, Number.NaN]);
  expect([...stagesOf({ ...view, isCausal: true }, 1, 2).scaled]).toEqual([1, NaN, NaN, 0, 3, NaN]);
  expect([...sharesOf(stages, 1)]).toEqual([0.25, 0.75, 0]);
  expect([...sharesOf(stages, null)]).toEqual([0.5, 0.5, 0]);
});

test("the largest number is drawn in full, another by its size and sign, and what is masked in grey", () => {
  const { scaled } = stagesOf(view, 1, 2);
  expect(largestOf(scaled)).toBe(3);
  const pixels = pixelsOf(scaled, "signed");
  const alphas = Array.from({ length: 6 }, (_, at) => pixels[4 * at + 3]);
  expect(alphas).toEqual([85, 170, 70, 0, 255, 70]);
  // Blue rises where it fits, red where it does not.
  expect(pixels[2]! > pixels[0]!).toBe(true);
  expect(pixels[6]! < pixels[4]!).toBe(true);
});
