import { describe, expect, it } from "vitest";
import { roundRange, roundStep, ticksBetween } from "./round-range";

describe("roundStep", () => {
  it.each([
    [100, 5, 20],
    [29_395, 5, 10_000],
    [0.7, 5, 0.2],
    [1, 20, 0.05],
  ])("divides %s into about %s steps of %s", (length, count, step) =>
    expect(roundStep(length, count)).toBeCloseTo(step, 12),
  );

  it("has a step where there is no length", () => expect(roundStep(0, 5)).toBe(1));
});

describe("roundRange", () => {
  it("ends at round numbers around the values", () => {
    expect(roundRange(1_865, 31_260)).toEqual({ ends: [0, 40_000], ticks: [0, 10_000, 20_000, 30_000, 40_000] });
  });

  it("keeps decimal ticks clean", () => {
    expect(roundRange(-0.31, 0.28).ticks).toEqual([-0.4, -0.2, 0, 0.2, 0.4]);
  });

  it("spans a single value", () => {
    const { ends } = roundRange(5, 5);
    expect(ends[0]).toBeLessThanOrEqual(5);
    expect(ends[1]).toBeGreaterThan(ends[0]);
  });
});

describe("ticksBetween", () => {
  it("has none between two epochs", () => {
    expect(ticksBetween(1, 3, true)).toEqual([1, 2, 3]);
    expect(ticksBetween(1, 3, false)).toEqual([1, 1.5, 2, 2.5, 3]);
  });
});
