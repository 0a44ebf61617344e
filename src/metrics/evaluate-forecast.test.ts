import { describe, expect, it } from "vitest";
import { createRandom } from "../core/random";
import { evaluateForecast, type ForecastInput } from "./evaluate-forecast";

/** Two steps ahead in 60 windows: the model is off by about 1, the last value by about 2, and the autoregression says what the model says. */
function toyForecast(): ForecastInput {
  const random = createRandom(3);
  const noisy = (size: number, targets: Float64Array) => targets.map((value) => value + size * random.normal());
  const targets = Float64Array.from({ length: 120 }, () => 10 * random.next());
  const predictions = noisy(1, targets);
  return {
    targets,
    predictions,
    baselines: [
      { rule: "last-value", values: noisy(2, targets) },
      { rule: "autoregression", values: predictions },
    ],
    scales: new Float64Array(60).fill(4),
    blocks: Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 3)),
    lookBack: 5,
    horizon: 2,
    seed: 1,
  };
}

describe("the evaluation of a forecast", () => {
  const input = toyForecast();
  const evaluation = evaluateForecast(input);
  const { metrics } = evaluation;
  if (metrics.kind !== "forecasting") throw new Error("not a forecast");

  it("counts windows, and scores all steps together and each by itself", () => {
    expect([evaluation.n, evaluation.rowCount, evaluation.unit]).toEqual([60, 60, "windows"]);
    const [first, second] = metrics.byHorizon;
    expect(metrics.byHorizon).toHaveLength(2);
    expect((first!.mae + second!.mae) / 2).toBeCloseTo(metrics.mae, 12);
    const byHand = input.targets
      .filter((_, i) => i % 2 === 0)
      .reduce((sum, target, i) => sum + Math.abs(target - input.predictions[2 * i]!), 0);
    expect(first!.mae).toBeCloseTo(byHand / 60, 12);
    expect(metrics.mase).toBeCloseTo(metrics.mae / 4, 12);
  });

  it("stands beside every rule, the best of them as the baseline", () => {
    expect(evaluation.baselineRule).toEqual({ kind: "forecast", rule: "autoregression", lookBack: 5 });
    expect(evaluation.baseline).toEqual(metrics);
    expect(evaluation.rivals?.map(({ rule }) => rule)).toEqual(["last-value", "autoregression"]);
  });

  it("says how sure the lead over a rule is: the same forecast has none, one twice as far off a clear one", () => {
    const [last, same] = evaluation.rivals ?? [];
    expect(last!.lead!.low).toBeGreaterThan(0);
    expect(last!.lead!.low).toBeLessThan(last!.metrics.mae - metrics.mae);
    expect(last!.lead!.high).toBeGreaterThan(last!.metrics.mae - metrics.mae);
    expect(same!.lead).toMatchObject({ low: 0, high: 0 });
  });

  it("draws blocks of time: errors that last a whole block make a wider interval", () => {
    expect(evaluation.intervals["mae"]?.method).toBe("block-bootstrap");
    const shifted = input.targets.map((target, i) => target + (Math.floor(i / 20) % 2 === 0 ? 1 : 3));
    const widthOf = (length: number) => {
      const blocks = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / length));
      const { low, high } = evaluateForecast({ ...input, predictions: shifted, blocks }).intervals["mae"]!;
      return high - low;
    };
    expect(widthOf(10)).toBeGreaterThan(2 * widthOf(1));
  });
});
