import { expect, test } from "vitest";
import { commonestCode, deviationOf, meanOf, modeOf, quantileOf } from "./statistics";

test("quantiles interpolate between order statistics (type 7)", () => {
  const sorted = Float64Array.of(1, 2, 3, 4);
  expect(quantileOf(sorted, 0.5)).toBe(2.5);
  expect(quantileOf(sorted, 0.25)).toBe(1.75); // numpy.quantile([1, 2, 3, 4], 0.25)
  expect(quantileOf(sorted, 1)).toBe(4);
  expect(quantileOf(new Float64Array(0), 0.5)).toBeNaN();
});

test("the mode is the smallest of the commonest values", () => {
  expect(modeOf(Float64Array.of(1, 2, 2, 5, 5))).toBe(2);
  expect(commonestCode(Int32Array.of(-1, -1, -1, 2, 1, 2, 1), 3)).toBe(1);
  expect(commonestCode(Int32Array.of(-1), 3)).toBe(-1);
});

test("the deviation keeps its digits far from zero", () => {
  expect(deviationOf(Float64Array.of(1e9 + 1, 1e9 + 3))).toBe(1);
  expect(meanOf(Float64Array.of(1e9 + 1, 1e9 + 3))).toBe(1e9 + 2);
});
