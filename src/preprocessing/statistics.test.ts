import { expect, test } from "vitest";
import fc from "fast-check";
import {
  commonestCode,
  countMissing,
  deviationOf,
  meanOf,
  medianOf,
  modeOf,
  presentValues,
  quantileOf,
} from "./statistics";

test("quantiles interpolate between order statistics (type 7)", () => {
  const sorted = Float64Array.of(1, 2, 3, 4);
  expect(quantileOf(sorted, 0.5)).toBe(2.5);
  expect(quantileOf(sorted, 0.25)).toBe(1.75); // numpy.quantile([1, 2, 3, 4], 0.25)
  expect(quantileOf(sorted, 1)).toBe(4);
  expect(quantileOf(new Float64Array(0), 0.5)).toBeNaN();
});

test("the median by selection is the median by sorting", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.integer({ min: -3, max: 3 }),
          fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
        ),
      ),
      (list) => {
        const values = Float64Array.from(list);
        expect(medianOf(values.slice())).toBe(quantileOf(values.sort(), 0.5));
      },
    ),
    { seed: 6, numRuns: 300 },
  );
});

test("present values are the finite ones, in their order", () => {
  const values = Float64Array.of(3, NaN, 1, Infinity, 2);
  expect(presentValues(values)).toEqual(Float64Array.of(3, 1, 2));
  expect(countMissing(values)).toBe(2);
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
