import { describe, expect, it } from "vitest";
import { createBlock } from "../core/block";
import type { Evaluation } from "../core/evaluation";
import type { MultilabelMetrics } from "../core/metrics";
import { evaluateClassification } from "./evaluate";
import { evaluateLabels } from "./evaluate-labels";
import { sentenceOf } from "./summary";

const labels = ["effusion", "mass", "nodule"];
const targets = [
  [1, 0, 0],
  [1, 1, 0],
  [0, 0, 1],
  [0, 1, 0],
  [0, 0, 0],
  [1, 0, 0],
  [1, 1, 1],
  [0, 0, 0],
  [0, 1, 0],
  [1, 0, 0],
];
const probabilities = [
  [0.9, 0.2, 0.1],
  [0.6, 0.4, 0.3],
  [0.55, 0.1, 0.7],
  [0.2, 0.8, 0.05],
  [0.1, 0.3, 0.2],
  [0.45, 0.5, 0.1],
  [0.8, 0.9, 0.4],
  [0.3, 0.2, 0.6],
  [0.35, 0.7, 0.15],
  [0.7, 0.05, 0.02],
];
/** Frequencies 0.6, 0.4 and 0.2. */
const train = [
  [1, 1, 1],
  [1, 1, 0],
  [1, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
];

function evaluate(rest: Partial<Parameters<typeof evaluateLabels>[0]> = {}): Evaluation {
  return evaluateLabels({
    targets: Float64Array.from(targets.flat()),
    probabilities: createBlock(Float64Array.from(probabilities.flat()), [10, 3]),
    labels,
    trainTargets: Float64Array.from(train.flat()),
    groups: null,
    unit: "rows",
    units: null,
    seed: 1,
    ...rest,
  });
}

function metricsOf(metrics: Evaluation["metrics"]): MultilabelMetrics {
  if (metrics.kind !== "multilabel") throw new Error(`a ${metrics.kind}`);
  return metrics;
}

describe("several labels", () => {
  // scikit-learn 1.2.1: hamming_loss, accuracy_score, precision_score, recall_score and f1_score (macro, micro), roc_auc_score and
  // average_precision_score (macro), the mean of log_loss over the columns; the last digits are those of its Float64 sums.
  it("are scored as by scikit-learn", () => {
    const { metrics, baseline } = evaluate();
    const close = (found: object, expected: Readonly<Record<string, number>>) => {
      for (const [name, value] of Object.entries(expected)) {
        expect(found[name as keyof typeof found], name).toBeCloseTo(value, 12);
      }
    };
    close(metricsOf(metrics), {
      accuracy: 0.8,
      exactMatch: 0.5,
      precision: 0.6833333333333332,
      recall: 0.6833333333333332,
      f1: 0.6833333333333335,
      microF1: 0.7272727272727273,
      rocAuc: 0.9519444444444445,
      averagePrecision: 0.9166666666666666,
      logLoss: 0.3459008533177135,
    });
    close(metricsOf(baseline), {
      accuracy: 0.6333333333333333,
      exactMatch: 0.3,
      microF1: 0.47619047619047616,
      rocAuc: 0.5,
      logLoss: 0.6289907561225058,
      recall: 0.3333333333333333,
      precision: 0.16666666666666666,
    });
    expect(metricsOf(metrics).labels).toEqual(labels);
  });

  it("stand beside the labels that more than half of the training rows have", () => {
    const even = { trainTargets: Float64Array.of(1, 0, 1, 0, 1, 1) };
    // The first label in one of two rows, the second in one, the third in both.
    const { baselineRule, baseline } = evaluate(even);
    expect(baselineRule).toEqual({ kind: "label-frequencies" });
    // It says only the third, which two of ten rows have.
    expect(metricsOf(baseline).accuracy).toBeCloseTo((5 + 6 + 2) / 30, 12);
  });

  it("leave out of the means what the rows do not define", () => {
    const some = evaluate({
      targets: Float64Array.of(1, 0, 0, 0, 1, 0),
      probabilities: createBlock(Float64Array.of(0.9, 0.1, 0.2, 0.2, 0.1, 0.3), [2, 3]),
    });
    // Right for the first label; the second is missed; the third neither occurs nor is predicted. Areas: 1, and ½ for a tie.
    expect(metricsOf(some.metrics)).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5, accuracy: 5 / 6 });
    expect(metricsOf(some.metrics)).toMatchObject({ exactMatch: 0.5, rocAuc: 0.75 });
  });

  it("are judged one by one as two classes", () => {
    const { byLabel } = evaluate();
    expect(byLabel).toHaveLength(3);
    const [effusion] = byLabel!;
    expect(effusion!.metrics).toMatchObject({ categories: ["no", "effusion"], positive: "effusion", accuracy: 0.8 });
    expect(effusion!.baselineRule).toEqual({ kind: "most-frequent", category: "effusion" });
    expect(effusion!.roc).toBeDefined();
    const two = {
      targets: Float64Array.from(targets, ([first]) => first!),
      probabilities: createBlock(Float64Array.from(probabilities.flatMap(([first]) => [1 - first!, first!])), [10, 2]),
      trainTargets: Float64Array.from(train, ([first]) => first!),
    };
    const frame = { groups: null, unit: "rows", seed: 1 };
    // With as many resamples of the same rows, so to the last bit.
    expect(effusion).toEqual(
      evaluateClassification({ ...two, ...frame, categories: ["no", "effusion"], positive: "effusion" }),
    );
    const units = { codes: Int32Array.of(0, 0, 1, 1, 2, 3, 4, 5, 6, 7), name: "patient" };
    const byUnit = evaluate({ units }).byLabel![0]!.byUnit!;
    expect(byUnit.map(({ rule, evaluation }) => [rule, evaluation.n])).toEqual([
      ["mean", 8],
      ["max", 8],
    ]);
    const named = evaluate({ labels: ["no", "mass", "nodule"] }).byLabel![0]!.metrics;
    expect(named).toMatchObject({ categories: ["–", "no"], positive: "no" });
  });

  it("have intervals that hold their scores, over groups too, and none is certain", () => {
    const groups = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
    const sure = createBlock(
      Float64Array.from(targets.flat(), (value) => 0.1 + 0.8 * value),
      [10, 3],
    );
    for (const evaluation of [
      evaluate(),
      evaluate({ groups, unit: "patient" }),
      evaluate({ probabilities: sure }),
      evaluate({ probabilities: sure, groups, unit: "patient" }),
    ]) {
      for (const [name, value] of Object.entries(evaluation.metrics)) {
        if (typeof value !== "number") continue;
        const interval = evaluation.intervals[name]!;
        expect(interval.low, name).toBeLessThanOrEqual(value);
        expect(interval.high, name).toBeGreaterThanOrEqual(value);
        expect(interval.high - interval.low, name).toBeGreaterThan(0);
      }
    }
    expect(evaluate().intervals["exactMatch"]?.method).toBe("wilson");
    expect(evaluate({ groups, unit: "patient" })).toMatchObject({ n: 5, rowCount: 10 });
  });

  it("are told in a sentence with their baseline", () => {
    const { en, zh } = sentenceOf(evaluate());
    expect(en).toMatch(/^On 10 rows it has never seen, with 3 labels each, it is right for 80 %/);
    expect(en).toContain("by always saying the labels that most training rows have");
    expect(en).toContain("Every label is right in 50 %");
    expect(zh).toContain("3 个标签");
  });

  it("refuse what does not fit", () => {
    expect(() => evaluate({ labels: ["a", "b"] })).toThrow(RangeError);
    expect(() => evaluate({ trainTargets: new Float64Array() })).toThrow("baseline");
  });
});
