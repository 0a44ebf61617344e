import { describe, expect, it } from "vitest";
import { createBlock } from "../core/block";
import type { Evaluation } from "../core/evaluation";
import type { ClassificationMetrics } from "../core/metrics";
import { createRandom } from "../core/random";
import { evaluateClassification, evaluateRegression } from "./evaluate";

const rows = { groups: null, unit: "rows", seed: 1 };

function binary(targets: readonly number[], scores: readonly number[], more: object = {}): Evaluation {
  return evaluateClassification({
    targets: Float64Array.from(targets),
    probabilities: createBlock(Float64Array.from(scores.flatMap((score) => [1 - score, score])), [targets.length, 2]),
    categories: ["normal", "ill"],
    positive: null,
    trainTargets: Float64Array.of(0, 0, 0, 1),
    ...rows,
    ...more,
  });
}

function classification({ metrics }: Pick<Evaluation, "metrics">): ClassificationMetrics {
  if (metrics.kind !== "classification") throw new Error(`a ${metrics.kind}`);
  return metrics;
}

describe("evaluation of a classification", () => {
  it("calls a case positive from the threshold up, the second category by default", () => {
    expect(classification(binary([1, 1, 0, 0], [0.5, 0.49, 0.5, 0.1])).confusion).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(classification(binary([1, 1, 0, 0], [0.5, 0.49, 0.5, 0.1], { threshold: 0.4 })).recall).toBe(1);
    const other = binary([1, 1, 0, 0], [0.5, 0.49, 0.5, 0.1], { positive: "normal" });
    expect(classification(other)).toMatchObject({ positive: "normal", recall: 1, specificity: 0 });
  });

  it("stands beside the most frequent training class with the training frequencies", () => {
    const evaluation = binary([1, 1, 0, 0, 0], [0.9, 0.2, 0.4, 0.1, 0.3]);
    expect(evaluation.baselineRule).toEqual({ kind: "most-frequent", category: "normal" });
    const baseline = classification({ metrics: evaluation.baseline });
    expect(baseline).toMatchObject({ accuracy: 0.6, recall: 0, specificity: 1, rocAuc: 0.5, balancedAccuracy: 0.5 });
    expect(baseline.logLoss).toBeCloseTo(-(3 * Math.log(0.75) + 2 * Math.log(0.25)) / 5, 12);
    expect(baseline.brier).toBeCloseTo((3 * 0.25 ** 2 + 2 * 0.75 ** 2) / 5, 12);
    expect(evaluation.baselineIntervals["rocAuc"]).toEqual({ low: 0.5, high: 0.5, method: "delong" });
  });

  it("gives every defined score an interval that holds it, by the method of its kind", () => {
    const { targets, scores } = someCases(120);
    const evaluation = binary(targets, scores);
    const metrics = classification(evaluation);
    for (const [name, value] of Object.entries(metrics)) {
      if (typeof value !== "number") continue;
      const interval = evaluation.intervals[name];
      expect(interval, name).toBeDefined();
      expect(interval!.low, name).toBeLessThanOrEqual(value);
      expect(interval!.high, name).toBeGreaterThanOrEqual(value);
    }
    const methods = Object.fromEntries(
      Object.entries(evaluation.intervals).map(([name, { method }]) => [name, method]),
    );
    expect(methods).toMatchObject({ accuracy: "wilson", recall: "wilson", npv: "wilson", rocAuc: "delong" });
    expect(methods).toMatchObject({ f1: "bootstrap", mcc: "bootstrap", averagePrecision: "bootstrap" });
    expect(binary(targets, scores)).toEqual(evaluation);
  });

  it("counts groups and resamples them whole where rows belong together", () => {
    const { targets, scores } = someCases(120);
    const groups = Int32Array.from(targets, (_, row) => Math.floor(row / 6));
    const evaluation = binary(targets, scores, { groups, unit: "patient" });
    expect(evaluation).toMatchObject({ n: 20, rowCount: 120, unit: "patient" });
    for (const [name, { method }] of Object.entries(evaluation.intervals))
      expect(method, name).toBe("cluster-bootstrap");
  });

  it("does not call a perfect score certain", () => {
    const targets = Array.from({ length: 40 }, (_, row) => row % 2);
    const scores = targets.map((target) => 0.2 + 0.6 * target);
    const groups = Int32Array.from(targets, (_, row) => Math.floor(row / 4));
    for (const evaluation of [binary(targets, scores), binary(targets, scores, { groups, unit: "patient" })]) {
      for (const name of [
        "accuracy",
        "balancedAccuracy",
        "recall",
        "precision",
        "f1",
        "mcc",
        "rocAuc",
        "averagePrecision",
      ]) {
        expect(evaluation.intervals[name]!.high, name).toBe(1);
        expect(evaluation.intervals[name]!.low, name).toBeLessThan(0.95);
      }
    }
  });

  it("leaves undefined what no row defines", () => {
    const evaluation = binary([0, 0, 0], [0.2, 0.6, 0.1]);
    expect(classification(evaluation)).toMatchObject({ recall: NaN, rocAuc: NaN, averagePrecision: NaN, precision: 0 });
    expect(evaluation.intervals).not.toHaveProperty("recall");
    expect(evaluation.intervals).not.toHaveProperty("rocAuc");
    expect(evaluation.roc).toBeUndefined();
    const empty = binary([], []);
    expect(classification(empty)).toMatchObject({ accuracy: NaN, precision: NaN, logLoss: NaN, mcc: NaN });
    expect(empty.intervals).toEqual({});
  });

  it("takes the most probable of more than two classes, the first of equals, and no positive one", () => {
    const evaluation = evaluateClassification({
      targets: Float64Array.of(0, 1, 2, 2),
      probabilities: createBlock(Float32Array.of(0.4, 0.4, 0.2, 0.25, 0.5, 0.25, 0, 0, 1, 0.6, 0.2, 0.2), [4, 3]),
      categories: ["bus", "car", "tram"],
      positive: "car",
      trainTargets: Float64Array.of(2, 2, 1),
      ...rows,
    });
    const metrics = classification(evaluation);
    expect(metrics.positive).toBeNull();
    expect(metrics.confusion).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
    ]);
    expect(metrics.perClass.map(({ category, support }) => [category, support])).toEqual([
      ["bus", 1],
      ["car", 1],
      ["tram", 2],
    ]);
    expect(evaluation.baselineRule).toMatchObject({ category: "tram" });
    expect(evaluation.intervals["recall"]?.method).toBe("bootstrap");
    expect(evaluation.roc).toBeUndefined();
  });

  it("refuses shapes, codes and names that do not fit", () => {
    expect(() => binary([0, 1], [0.5])).toThrow(RangeError);
    expect(() => binary([0, 2], [0.5, 0.5])).toThrow("class code 2");
    expect(() => binary([0, 1], [0.5, 0.5], { positive: "sick" })).toThrow("sick");
    expect(() => binary([0, 1], [0.5, 0.5], { trainTargets: new Float64Array() })).toThrow("baseline");
    expect(() => binary([0, 1], [0.5, 0.5], { groups: Int32Array.of(1) })).toThrow("group codes");
  });
});

describe("evaluation of a regression", () => {
  it("stands beside the training mean", () => {
    const evaluation = evaluateRegression({
      targets: Float64Array.of(1, 2, 3, 4),
      predictions: Float64Array.of(1, 2, 3, 5),
      trainTargets: Float64Array.of(2, 4),
      ...rows,
    });
    expect(evaluation.baselineRule).toEqual({ kind: "mean", value: 3 });
    expect(evaluation.baseline).toMatchObject({ mae: 1, bias: 0.5 });
    expect(evaluation.metrics).toMatchObject({ mae: 0.25, bias: 0.25 });
    expect(evaluation.intervals["mae"]).toMatchObject({ low: 0, method: "bootstrap" });
    expect(evaluation).toMatchObject({ n: 4, rowCount: 4, unit: "rows" });
  });
});

function someCases(count: number): { readonly targets: readonly number[]; readonly scores: readonly number[] } {
  const random = createRandom(11);
  const targets = Array.from({ length: count }, () => random.below(2));
  return { targets, scores: targets.map((target) => 0.6 * random.next() + 0.4 * target) };
}
