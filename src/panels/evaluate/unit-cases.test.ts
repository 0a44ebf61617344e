import { expect, test } from "vitest";
import { createBlock } from "../../core/block";
import type { Cases } from "../../core/run";
import { evaluateUnits } from "../../metrics/evaluate-units";
import { unitCases } from "./unit-cases";

const scores = [0.2, 0.9, 0.4, 0.3, 0.8, 0.6];
const cases: Cases = {
  rows: Uint32Array.of(5, 6, 7, 8, 9, 10),
  actual: Float64Array.of(1, 1, 0, 0, 0, 1),
  predicted: Float64Array.of(0, 1, 0, 0, 1, 1),
  probabilities: Float64Array.from(scores.flatMap((score) => [1 - score, score])),
  categories: ["normal", "shadow"],
  // Row 9 is nobody's; patient 3 has two, patient 8 two, patient 4 one.
  units: Int32Array.of(3, 3, 8, 8, -1, 4),
};

test("every row has what was said of its unit; rows without one are left out", () => {
  const found = unitCases(cases, "max", "shadow");
  expect(Array.from(found?.rows ?? [])).toEqual([5, 6, 7, 8, 10]);
  expect(Array.from(found?.predicted ?? [])).toEqual([1, 1, 0, 0, 1]);
  expect(found?.probabilities.slice(0, 4)).toEqual(Float64Array.of(1 - 0.9, 0.9, 1 - 0.9, 0.9));
  expect(unitCases({ ...cases, units: undefined }, "mean", null)).toBeNull();
});

test("units that are counted in a cell are the units of the rows in it", () => {
  for (const rule of ["mean", "max"] as const) {
    const evaluation = evaluateUnits({
      targets: cases.actual,
      probabilities: createBlock(cases.probabilities, [6, 2]),
      categories: cases.categories,
      positive: null,
      trainTargets: Float64Array.of(0, 1),
      units: cases.units ?? Int32Array.of(),
      unit: "patient",
      seed: 0,
    }).find((known) => known.rule === rule)?.evaluation.metrics;
    if (evaluation?.kind !== "classification") throw new Error("no classification");
    const found = unitCases(cases, rule, null);
    evaluation.confusion.forEach((counts, actual) =>
      counts.forEach((count, predicted) => {
        const units = Array.from(found?.units ?? []).filter(
          (_, i) => found?.actual[i] === actual && found.predicted[i] === predicted,
        );
        expect(new Set(units).size, `${rule} ${actual} ${predicted}`).toBe(count);
      }),
    );
  }
});
