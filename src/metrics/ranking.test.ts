import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../core/random";
import { delong } from "./delong";
import { rankRows, scoreRanking } from "./ranking";
import { rocCurve, thinCurve } from "./roc-curve";
import { equalWeights } from "./weights";

fc.configureGlobal({ seed: 1 });

/** Cases with many ties, both sides present. */
const anyCases = fc
  .array(fc.tuple(fc.integer({ min: -8, max: 8 }), fc.boolean()), { minLength: 2, maxLength: 60 })
  .filter((cases) => cases.some(([, is]) => is) && cases.some(([, is]) => !is));

function rank(scores: readonly number[], isPositive: readonly boolean[]) {
  return rankRows(Float64Array.from(scores), (row) => isPositive[row]!)!; // finite scores
}

function areaByPairs(scores: readonly number[], isPositive: readonly boolean[]): number {
  let won = 0;
  let pairs = 0;
  scores.forEach((high, i) =>
    scores.forEach((low, j) => {
      if (!isPositive[i] || isPositive[j]) return;
      pairs++;
      won += high > low ? 1 : high === low ? 0.5 : 0;
    }),
  );
  return won / pairs;
}

describe("area under the ROC curve", () => {
  it("is the share of pairs in the right order, ties half; the same under monotone transforms; mirrored by negation", () => {
    fc.assert(
      fc.property(anyCases, (cases) => {
        const scores = cases.map(([score]) => score);
        const isPositive = cases.map(([, is]) => is);
        const once = equalWeights(scores.length);
        const { rocAuc } = scoreRanking(rank(scores, isPositive), once);
        const area = (transform: (score: number) => number) =>
          scoreRanking(rank(scores.map(transform), isPositive), once).rocAuc;
        expect(rocAuc).toBeCloseTo(areaByPairs(scores, isPositive), 12);
        expect(area((score) => Math.exp(score / 3) - 7)).toBe(rocAuc);
        expect(area((score) => -score)).toBeCloseTo(1 - rocAuc, 12);
        expect(delong(rank(scores, isPositive)).rocAuc).toBeCloseTo(rocAuc, 12);
      }),
    );
  });

  it("has DeLong's error as the two sample variances of the placements", () => {
    // Positives 0.9, 0.6, 0.4 against negatives 0.5, 0.3: placements 1, 1, 0.5 and 2/3, 1.
    const { rocAuc, standardError } = delong(rank([0.9, 0.6, 0.4, 0.5, 0.3], [true, true, true, false, false]));
    expect(rocAuc).toBeCloseTo(5 / 6, 12);
    expect(standardError).toBeCloseTo(Math.sqrt(1 / 12 / 3 + 1 / 18 / 2), 12);
  });

  it("is NaN without both sides, and there is no order of scores that are not numbers", () => {
    expect(scoreRanking(rank([1, 2], [true, true]), equalWeights(2)).rocAuc).toBeNaN();
    expect(scoreRanking(rank([1, 2], [false, false]), equalWeights(2)).averagePrecision).toBeNaN();
    expect(rankRows(Float64Array.of(1, NaN), () => true)).toBeNull();
  });
});

describe("average precision", () => {
  it("is the mean precision at each found case, ties together", () => {
    const { averagePrecision } = scoreRanking(rank([4, 3, 2, 1], [true, false, true, false]), equalWeights(4));
    expect(averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(scoreRanking(rank([1, 1, 1, 1], [true, false, false, false]), equalWeights(4)).averagePrecision).toBe(0.25);
  });

  it("scores weighted rows as if they were repeated", () => {
    fc.assert(
      fc.property(anyCases, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), (cases, stream) => {
        const weights = cases.map(() => Number(stream.next().value));
        const repeated = cases.flatMap((one, row) => Array.from({ length: weights[row]! }, () => one));
        const of = (rows: typeof cases, each: Int32Array) =>
          scoreRanking(
            rank(
              rows.map(([score]) => score),
              rows.map(([, is]) => is),
            ),
            each,
          );
        const weighted = of(cases, Int32Array.from(weights));
        const plain = of(repeated, equalWeights(repeated.length));
        expect(weighted.rocAuc).toBeCloseTo(plain.rocAuc, 12);
        expect(weighted.averagePrecision).toBeCloseTo(plain.averagePrecision, 12);
      }),
    );
  });
});

describe("ROC curve", () => {
  it("encloses the area, and thinned to a thousand points almost the same", () => {
    const random = createRandom(3);
    const isPositive = Array.from({ length: 20_000 }, () => random.next() < 0.3);
    const scores = isPositive.map((is) => random.normal() + (is ? 1 : 0));
    const ranking = rank(scores, isPositive);
    const full = rocCurve(ranking, Float64Array.from(scores));
    const thin = thinCurve(full, 1000);
    const { rocAuc } = scoreRanking(ranking, equalWeights(scores.length));
    expect(areaUnder(full)).toBeCloseTo(rocAuc, 12);
    expect(thin.x.length).toBeLessThanOrEqual(1000);
    expect(Math.abs(areaUnder(thin) - rocAuc)).toBeLessThan(1e-4); // measured 2e-5
    const furthest = (curve: typeof full) => Math.max(...curve.x.map((x, i) => curve.y[i]! - x));
    expect(furthest(thin)).toBe(furthest(full));
    expect([thin.x[0], thin.y[0], thin.x.at(-1), thin.y.at(-1)]).toEqual([0, 0, 1, 1]);
    expect(thin.threshold[0]).toBe(Infinity);
  });

  it("keeps the corner of a perfect order and nothing inside its sides", () => {
    const scores = Array.from({ length: 3000 }, (_, row) => row);
    const ranking = rank(
      scores,
      scores.map((row) => row >= 2000),
    );
    const thin = thinCurve(rocCurve(ranking, Float64Array.from(scores)), 1000);
    expect(thin).toEqual({ x: [0, 0, 1], y: [0, 1, 1], threshold: [Infinity, 2000, 0] });
  });
});

function areaUnder({ x, y }: { readonly x: readonly number[]; readonly y: readonly number[] }): number {
  return x.slice(1).reduce((sum, right, i) => sum + ((right - x[i]!) * (y[i]! + y[i + 1]!)) / 2, 0);
}
