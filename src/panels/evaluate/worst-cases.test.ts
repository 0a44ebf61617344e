import { describe, expect, it } from "vitest";
import type { Cases } from "../../core/run";
import { binResiduals, rankCases } from "./worst-cases";

const regression: Cases = {
  rows: Uint32Array.of(4, 7, 9),
  actual: Float64Array.of(1, 2, 3),
  predicted: Float64Array.of(1.5, 5, 3),
  probabilities: new Float64Array(0),
  categories: [],
};

describe("rankCases", () => {
  it("puts the largest error first", () => {
    expect(rankCases(regression).map(({ row, badness }) => [row, badness])).toEqual([
      [7, 3],
      [4, 0.5],
      [9, 0],
    ]);
  });

  it("ranks classes by the probability that the truth was given", () => {
    const cases: Cases = {
      rows: Uint32Array.of(0, 1),
      actual: Float64Array.of(0, 1),
      predicted: Float64Array.of(0, 0),
      probabilities: Float64Array.of(0.9, 0.1, 0.8, 0.2),
      categories: ["no", "yes"],
    };
    expect(rankCases(cases).map(({ row }) => row)).toEqual([1, 0]);
  });
});

describe("binResiduals", () => {
  it("holds every row once, in bins of a round width", () => {
    const bins = binResiduals(regression, 3);
    expect(bins.flatMap(({ rows }) => rows).toSorted((a, b) => a - b)).toEqual([4, 7, 9]);
    expect(bins.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    expect(bins[3]?.rows).toEqual([7]);
  });

  it("puts equal residuals into one bin", () => {
    const bins = binResiduals({ ...regression, predicted: Float64Array.of(2, 3, 4) }, 4);
    expect(bins.map(({ rows }) => rows.length)).toEqual([3]);
  });
});
