import { expect, test } from "vitest";
import type { Cases } from "../../../core/run";
import { apart, errorBins, flaggedShares, inputErrors, worstFirst } from "./error-cases";

const cases: Cases = {
  rows: Uint32Array.of(4, 7, 9, 12),
  actual: Float64Array.of(0, 1, 0, 1),
  predicted: Float64Array.of(0.1, 0.5, 0.2, 0.2),
  probabilities: new Float64Array(0),
  categories: ["fine", "faulty"],
  reconstruction: {
    threshold: 0.25,
    usualErrors: Float64Array.of(0.1, 0.25),
    map: new Float64Array(8),
    differences: Float64Array.of(0.1, 0.1, 0.9, 0.1, 0.2, 0.2, 0.1, 0.3),
    inputs: ["heat", "load"],
  },
};

test("the worst come first, equal ones in row order, by the name of their category", () => {
  expect(worstFirst(cases).map(({ row, category }) => [row, category])).toEqual([
    [7, "faulty"],
    [9, "fine"],
    [12, "faulty"],
    [4, "fine"],
  ]);
});

test("no bar stands on both sides of the threshold, and every row is in one", () => {
  const bins = errorBins(worstFirst(cases), 0.25, 4);
  expect(bins.some(({ from }) => from === 0.25)).toBe(true);
  expect(bins.flatMap(({ rows }) => rows).toSorted((a, b) => a - b)).toEqual([4, 7, 9, 12]);
  for (const { from, to, rows } of bins) {
    for (const row of rows) {
      const { error } = worstFirst(cases).find((one) => one.row === row)!; // one of them
      expect(error >= from && error < to).toBe(true);
    }
  }
  expect(errorBins([], 0.25, 4)).toEqual([]);
});

test("shares above a threshold are of usual and of other rows", () => {
  expect(flaggedShares(worstFirst(cases), 0.15, "fine")).toEqual({ usual: 0.5, others: 1 });
  expect(flaggedShares(worstFirst(cases), 0.25, null)).toEqual({ usual: 0.25, others: null });
});

test("inputs in which flagged rows differ most come first", () => {
  const [first, second] = inputErrors(cases, 0.25);
  expect(first).toMatchObject({ input: "heat", flagged: 0.9 });
  expect(first!.usual).toBeCloseTo(0.4 / 3, 12); // two inputs
  expect(second).toMatchObject({ input: "load", flagged: 0.1 });
});

test("of windows that share rows the worst alone stands in the list", () => {
  const places = [10, 12, 13, 16, 30, 33];
  const list = places.map((place, row) => ({
    row,
    error: 1 - place / 100,
    category: "",
    window: { place, time: place },
  }));
  expect(apart(list, 4).map(({ window }) => window?.place)).toEqual([10, 16, 30]);
  expect(apart(list, 3).map(({ window }) => window?.place)).toEqual([10, 13, 16, 30, 33]);
  const rows = worstFirst(cases);
  expect(apart(rows, 1)).toEqual(rows);
});
