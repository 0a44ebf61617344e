import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../core/random";
import { percentileInterval, resample, resampleCount, unitsOf } from "./bootstrap";
import { binormalCoverage, errorCoverage, groupedCoverage } from "./coverage-simulation.fixture";
import { areaScoreInterval, delongInterval } from "./delong";
import { rankRows } from "./ranking";
import { wilsonInterval } from "./wilson";

fc.configureGlobal({ seed: 1 });

const intervalOf = (scores: readonly number[], positives: number) =>
  delongInterval(rankRows(Float64Array.from(scores), (row) => row < positives)!); // finite scores

describe("Wilson's interval", () => {
  it("holds its share, stays in [0, 1] and leaves room at both ends", () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), (some, trials) => {
        const successes = Math.min(some, trials);
        const { low, high } = wilsonInterval(successes, trials)!; // trials > 0
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });

  it("solves |share − p| = z √(p (1 − p) / n) at both limits", () => {
    const { low, high } = wilsonInterval(14, 20)!; // trials > 0
    for (const limit of [low, high]) {
      expect(Math.abs(0.7 - limit)).toBeCloseTo(1.959963984540054 * Math.sqrt((limit * (1 - limit)) / 20), 12);
    }
  });
});

describe("interval of an area", () => {
  it("says something where every case is ranked rightly, and is a point where all scores tie", () => {
    const perfect = intervalOf([9, 8, 7, 3, 2, 1], 3)!; // both sides present
    expect(perfect).toMatchObject({ high: 1, method: "wilson" });
    expect(perfect.low).toBeGreaterThan(0.4);
    expect(perfect.low).toBeLessThan(0.9);
    expect(intervalOf([1, 1, 1, 1], 2)).toEqual({ low: 0.5, high: 0.5, method: "delong" });
    expect(intervalOf([1, 2], 0)).toBeUndefined();
  });

  it("narrows with more cases", () => {
    const widths = [5, 20, 80].map((cases) => 1 - areaScoreInterval(1, cases, cases).low);
    expect(widths[0]!).toBeGreaterThan(widths[1]!);
    expect(widths[1]!).toBeGreaterThan(widths[2]!);
  });
});

describe("bootstrap", () => {
  it("draws as many units as there are, all rows of a group together, the same for a seed", () => {
    const units = unitsOf(7, Int32Array.of(4, 4, 9, 9, 9, -1, -1));
    expect(units.count).toBe(4);
    const seen: number[][] = [];
    const collect = (seed: number) =>
      resample(units, createRandom(seed), 1, (weights) => {
        seen.push([...weights]);
        return Float64Array.of(weights[0]!);
      });
    const first = collect(5);
    for (const weights of seen) {
      expect([weights[1], weights[3], weights[4]]).toEqual([weights[0], weights[2], weights[2]]);
      expect(weights[0]! + weights[2]! + weights[5]! + weights[6]!).toBe(4);
    }
    expect(collect(5)).toEqual(first);
    expect(collect(6)).not.toEqual(first);
    const mean = first[0]!.reduce((sum, value) => sum + value, 0) / first[0]!.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.1); // standard error of 1000 draws: 0.027
  });

  it("makes fewer resamples of many rows, at least 200", () => {
    expect([10, 20_000, 50_000, 1e6].map(resampleCount)).toEqual([1000, 1000, 400, 200]);
  });

  it("holds the estimate, and is left out where it would mean nothing", () => {
    const units = unitsOf(50, null);
    const values = Float64Array.from({ length: 400 }, (_, i) => i / 400);
    const biased = percentileInterval(2, values, units)!; // finite estimate
    expect(biased.high).toBe(2);
    expect(biased.low).toBeCloseTo(0.0215, 3); // widened from 0.025 for fifty units
    expect(percentileInterval(NaN, values, units)).toBeUndefined();
    expect(percentileInterval(1, values, unitsOf(1, null))).toBeUndefined();
    expect(percentileInterval(1, new Float64Array(10).fill(NaN), units)).toBeUndefined();
  });
});

/** A small seeded cut; coverage.soak.test.ts runs it whole. Bounds from what was measured, named beside each. */
describe("95 % intervals hold the truth", () => {
  it("for every classification score of 60 rows in 200 simulations", () => {
    const coverage = binormalCoverage(60, 200, 1);
    // Measured: lowest 0.915 (log loss), recall and npv (Wilson) 0.920, area (DeLong) 0.925.
    for (const [score, share] of Object.entries(coverage)) expect(share, score).toBeGreaterThanOrEqual(0.9);
  });

  it("for every error score of 60 rows in 200 simulations", () => {
    // Measured: lowest 0.935 (mean absolute error, root mean square error, bias).
    for (const [score, share] of Object.entries(errorCoverage(60, 200, 1))) {
      expect(share, score).toBeGreaterThanOrEqual(0.9);
    }
  });

  it("over 25 groups in 200 simulations, where rows taken alone would promise far too much", () => {
    // Measured: 0.930 to 0.965 with groups, 0.650 to 0.720 without.
    const { grouped, ungrouped } = groupedCoverage(25, 6, 200, 1);
    for (const [score, share] of Object.entries(grouped)) expect(share, score).toBeGreaterThanOrEqual(0.9);
    for (const [score, share] of Object.entries(ungrouped)) expect(share, score).toBeLessThan(0.75);
  });
});
