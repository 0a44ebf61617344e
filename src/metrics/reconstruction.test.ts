import { expect, test } from "vitest";
import { evaluateReconstruction } from "./evaluate-reconstruction";
import { reconstructionIntervals, reconstructionMetrics, rowErrors, thresholdOf } from "./reconstruction";
import { sentenceOf } from "./summary";

test("the error of a row is the mean over its inputs", () => {
  const { absolute, squared } = rowErrors([1, 2, 3, 4], [1, 4, 2, 4], 2);
  expect([...absolute]).toEqual([1, 0.5]);
  expect([...squared]).toEqual([2, 0.5]);
  expect(() => rowErrors([1, 2], [1], 1)).toThrow(RangeError);
});

test("the threshold is the quantile of the usual errors", () => {
  expect(thresholdOf(Float64Array.of(0, 1, 2, 3, 4), 0.5)).toBe(2);
  expect(thresholdOf(Float64Array.of(0, 1, 2, 3, 4), 0.95)).toBeCloseTo(3.8, 12);
  expect(thresholdOf(new Float64Array(0), 0.95)).toBeNaN();
});

const errors = {
  absolute: Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.9, 0.25, 0.8),
  squared: Float64Array.of(0.01, 0.04, 0.09, 0.16, 0.81, 0.0625, 0.64),
};
const rows = {
  codes: Float64Array.of(0, 0, 0, 0, 1, 2, 2),
  categories: ["red", "white", "platelet"],
  normal: "red",
  groups: null,
  unit: "rows",
  seed: 1,
};

test("scores are of the rows like those learned from, and others count as found", () => {
  const metrics = reconstructionMetrics(errors, 0.35, rows);
  expect(metrics).toMatchObject({ normal: "red", normalCount: 4, falseAlarmRate: 0.25, specificity: 0.75 });
  expect(metrics.mae).toBeCloseTo(0.25, 12);
  expect(metrics.mse).toBeCloseTo(0.075, 12);
  expect(metrics.recall).toBeCloseTo(2 / 3, 12);
  // Of 12 pairs, 0.9 and 0.8 win four each and 0.25 wins two.
  expect(metrics.rocAuc).toBeCloseTo(10 / 12, 12);
  expect(metrics.byCategory).toMatchObject([
    { category: "white", support: 1, rocAuc: 1, recall: 1 },
    { category: "platelet", support: 2, rocAuc: 0.75, recall: 0.5 },
  ]);
});

test("without a category all rows are usual, and nothing is told apart", () => {
  const metrics = reconstructionMetrics(errors, 0.35, { ...rows, normal: null });
  expect(metrics).toMatchObject({ normalCount: 7, byCategory: [] });
  expect(metrics.falseAlarmRate).toBeCloseTo(3 / 7, 12);
  for (const name of ["rocAuc", "averagePrecision", "recall", "specificity"] as const) expect(metrics[name]).toBeNaN();
  expect(Object.keys(reconstructionIntervals(errors, 0.35, { ...rows, normal: null })).toSorted()).toEqual([
    "falseAlarmRate",
    "mae",
    "mse",
  ]);
});

test("intervals hold their scores, of rows and of groups", () => {
  const metrics = reconstructionMetrics(errors, 0.35, rows);
  const codes = Int32Array.of(0, 0, 1, 1, 2, 3, 3);
  const drawn = [
    { groups: null, unit: "rows", named: undefined },
    { groups: codes, unit: "patient", named: "cluster-bootstrap" },
    { groups: codes, unit: "windows", named: "block-bootstrap" },
  ];
  for (const { groups, unit, named } of drawn) {
    const intervals = reconstructionIntervals(errors, 0.35, { ...rows, groups, unit });
    for (const [name, { low, high, method }] of Object.entries(intervals)) {
      const value = metrics[name as "mae"]; // scores by name
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      if (named) expect(method).toBe(named);
    }
    expect(intervals["mae"]).toBeDefined();
  }
});

test("it stands beside the better of the simple rules, each with its own threshold, and says so", () => {
  const worse = { absolute: errors.absolute.map((e) => 3 * e), squared: errors.squared };
  const better = { absolute: errors.absolute.map((e) => 2 * e), squared: errors.squared };
  const evaluation = evaluateReconstruction({
    ...rows,
    errors,
    references: [
      { rule: { kind: "mean-row" }, errors: worse },
      { rule: { kind: "components", count: 2 }, errors: better },
    ],
    usual: {
      model: Float64Array.of(0.1, 0.3),
      references: [Float64Array.of(0.3, 0.9), Float64Array.of(0.2, 0.6)],
    },
    quantile: 0.5,
  });
  expect(evaluation).toMatchObject({
    rowCount: 7,
    baselineRule: { kind: "reconstruction", rule: { kind: "components", count: 2 } },
    metrics: { threshold: 0.2 },
    baseline: { threshold: 0.4 },
  });
  const thresholds = evaluation.references!.map(({ metrics }) => metrics.threshold);
  [0.6, 0.4].forEach((threshold, i) => expect(thresholds[i]).toBeCloseTo(threshold, 12));
  const { en, zh } = sentenceOf(evaluation);
  expect(en).toContain("the 4 that are “red” back with a mean error of 0.25");
  expect(en).toContain("2 main directions");
  expect(en).toContain("ROC AUC 0.83");
  expect(zh).toContain("ROC AUC 为 0.83");
  // Errors that are so many times as large rank alike.
  expect(en).toMatch(/In telling them apart .* is as good\./);
});

/** Forty rows, every other one of another kind: what errs by `apart` more on these, beside a swing of 1. */
function toldApart(apart: number, shift: number) {
  const absolute = Float64Array.from({ length: 40 }, (_, i) => 2 + Math.sin(i * shift) + apart * (i % 2));
  return { absolute, squared: absolute };
}

test("it tells apart better, worse or not certainly, over the same resamples for both", () => {
  const [sharp, blunt, other] = [toldApart(3, 1.7), toldApart(0, 1.7), toldApart(0, 2.3)];
  const frame = { ...rows, codes: Float64Array.from({ length: 40 }, (_, i) => i % 2), categories: ["red", "white"] };
  const usual = { model: Float64Array.of(1, 3), references: [Float64Array.of(1, 3)] };
  const beside = (own: typeof sharp, rival: typeof sharp) => {
    const references = [{ rule: { kind: "mean-row" } as const, errors: rival }];
    const evaluation = evaluateReconstruction({ ...frame, errors: own, references, usual, quantile: 0.5 });
    return { ...sentenceOf(evaluation), lead: evaluation.references![0]!.lead! }; // one rule, forty rows
  };
  const better = beside(sharp, blunt);
  expect(better.en).toContain("ROC AUC 1.00");
  expect(better.lead.low).toBeGreaterThan(0.2);
  expect(better.en).toMatch(
    /In telling them apart it beats always giving back the mean row, with 0\.\d\d, by 0\.\d\d \(/,
  );
  expect(better.zh).toContain("就区分而言，它优于");
  const worse = beside(blunt, sharp);
  // The same resamples: the other way round it is the same, but for rounding.
  expect(worse.lead.low).toBeCloseTo(-better.lead.high, 12);
  expect(worse.lead.high).toBeCloseTo(-better.lead.low, 12);
  expect(worse.en).toContain("In telling them apart always giving back the mean row is better, with 1.00, by 0.");
  expect(worse.zh).toContain("更好（1.00），领先 0.");
  const open = beside(blunt, other);
  expect(open.lead.low).toBeLessThan(0);
  expect(open.lead.high).toBeGreaterThan(0);
  expect(open.en).toMatch(
    /Whether it tells them apart better than .* is not certain: the lead is −?0\.\d\d \(−0\.\d\d to 0\./,
  );
  expect(open.zh).toContain("尚不确定");
  expect(open.en).not.toContain("it beats always giving back the mean row, with");
});
