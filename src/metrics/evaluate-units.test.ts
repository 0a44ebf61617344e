import { expect, test } from "vitest";
import { createBlock } from "../core/block";
import type { Evaluation, UnitRule } from "../core/evaluation";
import type { ClassificationMetrics } from "../core/metrics";
import { createRandom } from "../core/random";
import { evaluateClassification } from "./evaluate";
import { evaluateUnits } from "./evaluate-units";
import { poolUnits } from "./pool-units";
import { wilsonInterval } from "./wilson";

/** Probabilities of the second of two classes. */
function pictures(targets: readonly number[], scores: readonly number[], units: readonly number[]) {
  return {
    targets: Float64Array.from(targets),
    probabilities: createBlock(Float64Array.from(scores.flatMap((score) => [1 - score, score])), [targets.length, 2]),
    categories: ["normal", "shadow"],
    positive: null,
    trainTargets: Float64Array.of(0, 0, 1),
    units: Int32Array.from(units),
    unit: "patient",
    seed: 1,
  };
}

function metricsOf(evaluation: Evaluation | undefined): ClassificationMetrics {
  if (evaluation?.metrics.kind !== "classification") throw new Error("no classification");
  return evaluation.metrics;
}

const pool = (given: ReturnType<typeof pictures>, rule: UnitRule, positive: number | null = 1) =>
  poolUnits({ ...given, classCount: 2, positive }, rule);

// Patients 7, 2 and 5 with 3, 2 and 1 pictures, one picture of nobody, patient 9 with both classes.
const few = pictures(
  [1, 0, 1, 1, 0, 1, 0, 0, 1],
  [0.2, 0.4, 0.9, 0.1, 0.2, 0.6, 0.3, 0.7, 0.8],
  [7, 2, 7, 7, 2, 5, -1, 9, 9],
);

test("the mean of a unit is the mean of its rows, the largest that of the positive class and the rest", () => {
  const mean = pool(few, "mean");
  expect(Array.from(mean.targets)).toEqual([1, 0, 1]);
  expect(Array.from(mean.unitOfRow)).toEqual([0, 1, 0, 0, 1, 2, -1, -1, -1]);
  expect([mean.mixed, mean.unnamed]).toEqual([1, 1]);
  const expected = [0.4, 0.3, 0.6];
  expected.forEach((value, unit) => {
    expect(mean.probabilities.data[unit * 2 + 1]).toBeCloseTo(value, 15); // rounding of a sum of three
    expect(mean.probabilities.data[unit * 2]).toBeCloseTo(1 - value, 15);
  });
  expect(Array.from(pool(few, "max").probabilities.data)).toEqual([1 - 0.9, 0.9, 1 - 0.4, 0.4, 1 - 0.6, 0.6]);
  expect(Array.from(pool(few, "max", 0).probabilities.data)).toEqual([0.9, 1 - 0.9, 0.8, 1 - 0.8, 0.4, 1 - 0.4]);
});

test("each unit counts once: scores, n and Wilson's interval are over units", () => {
  const [mean, max] = evaluateUnits(few);
  expect(mean).toMatchObject({ unit: "patient", rule: "mean", rowCount: 6, mixed: 1, unnamed: 1 });
  expect(mean?.evaluation).toMatchObject({ n: 3, rowCount: 3, unit: "patient" });
  expect(metricsOf(mean?.evaluation)).toMatchObject({ accuracy: 2 / 3, recall: 1 / 2, specificity: 1, rocAuc: 1 });
  expect(metricsOf(max?.evaluation)).toMatchObject({ accuracy: 1, recall: 1, specificity: 1 });
  expect(mean?.evaluation.intervals["accuracy"]).toEqual(wilsonInterval(2, 3));
  expect(mean?.evaluation.baseline).toMatchObject({ accuracy: 1 / 3 });
});

test("units of one row each are no units; neither are those that are all mixed, nor rows without a name", () => {
  expect(evaluateUnits(pictures([0, 1, 0], [0.1, 0.2, 0.3], [3, 1, -1]))).toEqual([]);
  expect(evaluateUnits(pictures([0, 1], [0.1, 0.2], [3, 3]))).toEqual([]);
  expect(evaluateUnits(pictures([0, 1], [0.1, 0.2], [-1, -1]))).toEqual([]);
});

test("rows that say the same of a unit change nothing: every score is that of the rows taken once", () => {
  const random = createRandom(3);
  const once = Array.from({ length: 60 }, () => ({ target: random.below(2), score: random.next() }));
  const rows = once.flatMap((row, unit) => Array.from({ length: 1 + random.below(4) }, () => ({ ...row, unit })));
  const many = pictures(
    rows.map(({ target }) => target),
    rows.map(({ score }) => score),
    rows.map(({ unit }) => unit),
  );
  const single = pictures(
    once.map(({ target }) => target),
    once.map(({ score }) => score),
    [],
  );
  const expected = metricsOf(evaluateClassification({ ...single, groups: null }));
  for (const { evaluation } of evaluateUnits(many)) {
    const found = metricsOf(evaluation);
    expect(found.confusion).toEqual(expected.confusion);
    for (const name of ["accuracy", "rocAuc", "logLoss", "brier", "mcc"] as const) {
      expect(found[name], name).toBeCloseTo(expected[name], 12); // the mean of equal numbers rounds
    }
  }
});

test("more than two classes are pooled by the mean only", () => {
  const given = {
    targets: Float64Array.of(2, 2, 0),
    probabilities: createBlock(Float64Array.of(0.2, 0.3, 0.5, 0.6, 0.2, 0.2, 0.9, 0.1, 0), [3, 3]),
    categories: ["a", "b", "c"],
    positive: null,
    trainTargets: Float64Array.of(0, 1, 2),
    units: Int32Array.of(4, 4, 1),
    unit: "patient",
    seed: 1,
  };
  const found = evaluateUnits(given);
  expect(found.map(({ rule }) => rule)).toEqual(["mean"]);
  expect(metricsOf(found[0]?.evaluation).confusion).toEqual([
    [1, 0, 0],
    [0, 0, 0],
    [1, 0, 0],
  ]);
  expect(() => poolUnits({ ...given, classCount: 3, positive: null }, "max")).toThrow(RangeError);
});

test("what does not fit is refused", () => {
  expect(() => pool({ ...few, units: Int32Array.of(1) }, "mean")).toThrow(/1 units/);
});
