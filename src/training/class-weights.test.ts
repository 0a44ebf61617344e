import { expect, test } from "vitest";
import { classWeightsOf, labelWeightsOf, rowWeightsOf } from "./class-weights";

const codes = Float64Array.of(0, 0, 0, 1, 0, 0);

test("balanced weights make the classes weigh alike and the mean weight 1", () => {
  const weights = classWeightsOf("balanced", codes, 2);
  expect(weights).toEqual([6 / (2 * 5), 6 / 2]);
  const rows = rowWeightsOf(codes, weights);
  expect(rows.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(6, 5);
});

test("a class without rows weighs nothing", () => {
  expect(classWeightsOf("balanced", codes, 3)).toEqual([6 / (3 * 5), 2, 0]);
});

test("none is 1 each, a list is itself", () => {
  expect(classWeightsOf("none", codes, 2)).toEqual([1, 1]);
  expect(classWeightsOf([2, 0.5], codes, 2)).toEqual([2, 0.5]);
});

test.each([[[1]], [[1, -1]], [[0, 0]], [[1, NaN]]])("%j is refused", (weights) => {
  expect(() => classWeightsOf(weights, codes, 2)).toThrowError(/class weights are/);
});

test("balanced labels count as much with as without, each by itself", () => {
  const values = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 1);
  expect(labelWeightsOf("balanced", values, 2)).toEqual([
    [4 / 6, 2],
    [1, 1],
  ]);
  expect(labelWeightsOf("none", values, 2)).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(() => labelWeightsOf([1, 2], values, 2)).toThrow("choose “balanced” or “none”");
});
