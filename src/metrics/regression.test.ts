import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { regressionMetrics, regressRows, scoreErrors } from "./regression";
import { equalWeights } from "./weights";

fc.configureGlobal({ seed: 1 });

const metricsOf = (targets: readonly number[], predictions: readonly number[]) =>
  regressionMetrics(regressRows(Float64Array.from(targets), Float64Array.from(predictions)));

const scoresOf = (pairs: readonly (readonly [number, number])[], weights: Int32Array) =>
  scoreErrors(
    regressRows(
      Float64Array.from(pairs, ([target]) => target),
      Float64Array.from(pairs, ([, prediction]) => prediction),
    ),
    weights,
  );

describe("regression scores", () => {
  it("agree with their formulas on four rows", () => {
    const metrics = metricsOf([0, 1, 2, 5], [1, 1, 4, 4]);
    expect(metrics.mae).toBe(1);
    expect(metrics.rmse).toBeCloseTo(Math.sqrt(6 / 4), 12);
    expect(metrics.r2).toBeCloseTo(1 - 6 / 14, 12);
    expect(metrics.medianAbsoluteError).toBe(1);
    expect(metrics.bias).toBe(0.5);
    expect(metrics.mape).toBeCloseTo((0 + 1 + 0.2) / 3, 12);
    expect(metrics.smape).toBeCloseTo((2 + 0 + 4 / 6 + 2 / 9) / 4, 12);
  });

  it("take the middle of odd counts and the mean of the two middle errors of even ones", () => {
    expect(metricsOf([0, 0, 0], [5, -1, 2]).medianAbsoluteError).toBe(2);
    expect(metricsOf([0, 0, 0, 0], [5, -1, 2, 3]).medianAbsoluteError).toBe(2.5);
  });

  it("are those of scikit-learn where targets are constant, and NaN where undefined", () => {
    expect(metricsOf([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]).r2).toBe(1);
    expect(metricsOf([0.1, 0.1, 0.1], [0.2, 0.1, 0.1]).r2).toBe(0);
    expect(metricsOf([2], [3]).r2).toBeNaN();
    expect(metricsOf([0, 0], [1, 2]).mape).toBeNaN();
    expect(metricsOf([], [])).toMatchObject({ mae: NaN, rmse: NaN, medianAbsoluteError: NaN, bias: NaN });
    expect(metricsOf([1, 2], [1, NaN])).toMatchObject({ mae: NaN, rmse: NaN, medianAbsoluteError: NaN });
  });

  it("keep their digits far from zero", () => {
    expect(metricsOf([1e9, 1e9 + 1, 1e9 + 2], [1e9, 1e9 + 1, 1e9 + 3]).r2).toBeCloseTo(0.5, 9);
  });

  it("score weighted rows as if they were repeated", () => {
    const anyPair = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }));
    const anyRows = fc.array(fc.tuple(anyPair, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(anyRows, (rows) => {
        const weights = Int32Array.from(rows, ([, weight]) => weight);
        const repeated = rows.flatMap(([pair, weight]) => Array.from({ length: weight }, () => pair));
        const weighted = scoresOf(
          rows.map(([pair]) => pair),
          weights,
        );
        const plain = scoresOf(repeated, equalWeights(repeated.length));
        expect(weighted.medianAbsoluteError).toBe(plain.medianAbsoluteError);
        expectSame(weighted.mae, plain.mae);
        expectSame(weighted.mape, plain.mape);
        const spread = new Set(repeated.map(([target]) => target)).size;
        if (spread > 1) expectSame(weighted.r2, plain.r2);
      }),
    );
  });
});

/** Close, or both undefined. */
function expectSame(value: number, wanted: number) {
  if (Number.isNaN(wanted)) expect(value).toBeNaN();
  else expect(value).toBeCloseTo(wanted, 9);
}
