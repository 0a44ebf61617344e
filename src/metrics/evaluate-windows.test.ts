import { describe, expect, it } from "vitest";
import type { ClassificationMetrics, RegressionMetrics } from "../core/metrics";
import { evaluateWindowClasses, evaluateWindowValues, learnFollows } from "./evaluate-windows";
import { sentenceOf } from "./summary";

const categories = ["fine", "fault"];
const frame = { unit: "windows", seed: 1 } as const;

/** Forty windows in ten blocks: the last of each block is a fault that only the model foresees, and the one before it a false alarm. */
const targets = Float64Array.from({ length: 40 }, (_, i) => Number(i % 4 === 3));
const said = Float64Array.from({ length: 40 }, (_, i) => (i % 4 === 3 || i === 2 ? 0.8 : 0.1));
const probabilities = { data: both(said), shape: [40, 2] };
const groups = Int32Array.from(targets, (_, i) => Math.floor(i / 4));

function both(positive: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: 2 * positive.length }, (_, i) => {
    const share = positive[Math.floor(i / 2)]!; // two for each
    return i % 2 === 1 ? share : 1 - share;
  });
}

const input = {
  ...frame,
  ...{ targets, probabilities, categories, groups },
  positive: "fault",
  trainTargets: targets,
  // It says now what it said in the window before.
  now: {
    values: Float64Array.from(targets, (_, i) => Number(i % 4 === 0 && i > 0)),
    follows: [
      [0.7, 0.3],
      [1, 0],
    ],
  },
};

describe("classes over windows", () => {
  it("are judged beside saying the same as now and the commonest, with the lead over each", () => {
    const { baseline, baselineRule, windowRivals, n, rowCount, intervals } = evaluateWindowClasses(input);
    expect(windowRivals?.map(({ rule, metrics }) => [rule, (metrics as ClassificationMetrics).accuracy])).toEqual([
      // Of forty, ten faults are missed and nine false alarms given.
      ["as-now", 21 / 40],
      ["usual", 30 / 40],
    ]);
    expect(baselineRule).toEqual({ kind: "most-frequent", category: "fine" });
    expect((baseline as ClassificationMetrics).accuracy).toBe(0.75);
    expect({ n, rowCount, method: intervals["f1"]?.method }).toEqual({
      n: 40,
      rowCount: 40,
      method: "block-bootstrap",
    });
    const { low, high } = windowRivals![0]!.lead!;
    expect(low).toBeLessThan(18 / 40);
    expect(high).toBeGreaterThanOrEqual(18 / 40);
  });

  it("says whether it beats the same as now, and what its alarms are worth", () => {
    const { en, zh } = sentenceOf(evaluateWindowClasses(input));
    expect(en).toContain("On 40 windows it has never seen, it is right for 98 %");
    expect(en).toContain("It beats “the same as now”, which is right for 53 %, by 45.0 points");
    expect(en).toContain(
      "Of the 11 windows that it calls “fault”, 1 are not. Saying the same as now would miss 10 of the 10.",
    );
    expect(zh).toContain("它优于“与现在相同”");
    const worse = evaluateWindowClasses({ ...input, now: { ...input.now, values: targets } });
    expect(worse.baselineRule).toEqual({ kind: "as-now" });
    expect(sentenceOf(worse).en).toContain("It does not beat “the same as now”, which is right for 100 %.");
  });

  it("counts the groups of a split by group, and has no rule of now where that is asked for", () => {
    const { n, unit, windowRivals, intervals } = evaluateWindowClasses({ ...input, unit: "patient", now: null });
    expect({ n, unit, windowRivals, method: intervals["f1"]?.method }).toEqual({
      ...{ n: 10, unit: "patient", windowRivals: undefined },
      method: "cluster-bootstrap",
    });
    expect(sentenceOf(evaluateWindowClasses({ ...input, unit: "patient" })).en).toContain(
      "On 40 windows of 10 groups by “patient”",
    );
  });

  it("learns what followed on what; a class that training never was in is followed by all", () => {
    const now = Float64Array.of(0, 0, 0, 1, NaN);
    expect(learnFollows(now, Float64Array.of(0, 0, 1, 1, 1), 3)).toEqual([
      [2 / 3, 1 / 3, 0],
      [0, 1, 0],
      [0.4, 0.6, 0],
    ]);
  });
});

describe("numbers over windows", () => {
  it("are judged beside the value of now, where that is better than the mean", () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => i);
    const evaluation = evaluateWindowValues({
      ...frame,
      ...{ targets: values, trainTargets: values, groups },
      predictions: values.map((value) => value + 0.5),
      now: { values: values.map((value) => value - 2) },
    });
    expect(evaluation.baselineRule).toEqual({ kind: "as-now" });
    expect((evaluation.baseline as RegressionMetrics).mae).toBe(2);
    expect(evaluation.windowRivals![0]!.lead).toMatchObject({ low: 1.5, high: 1.5 });
    expect(sentenceOf(evaluation).en).toContain("It beats “the same as now”, which is off by 2, by 1.5");
  });
});
