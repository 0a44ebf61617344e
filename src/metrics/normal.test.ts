import { describe, expect, it } from "vitest";
import { normalCdf, sortedQuantile, student95, z95 } from "./normal";

describe("quantiles", () => {
  it("knows the normal distribution (Abramowitz and Stegun, table 26.1)", () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 7);
    expect(normalCdf(1)).toBeCloseTo(0.8413447461, 7);
    expect(normalCdf(-z95)).toBeCloseTo(0.025, 7);
    expect(normalCdf(-4)).toBeCloseTo(0.0000316712, 9);
  });

  it("knows Student's t (Abramowitz and Stegun, table 26.10)", () => {
    const table: readonly (readonly [number, number])[] = [
      [1, 12.7062],
      [2, 4.3027],
      [3, 3.1824],
      [5, 2.5706],
      [10, 2.2281],
      [30, 2.0423],
      [1000, 1.9623],
    ];
    for (const [degrees, value] of table) expect(Math.abs(student95(degrees) / value - 1)).toBeLessThan(0.003);
  });

  it("goes linearly between neighbours", () => {
    const sorted = Float64Array.of(1, 2, 4, 8);
    expect([0, 0.5, 1].map((p) => sortedQuantile(sorted, p))).toEqual([1, 3, 8]);
    expect(sortedQuantile(sorted, 0.9)).toBeCloseTo(4 + 0.7 * 4, 12);
  });
});
