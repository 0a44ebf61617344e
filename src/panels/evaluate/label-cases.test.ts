import { describe, expect, it } from "vitest";
import type { Cases } from "../../core/run";
import { labelCases, labelScores, labelsOfCase, orderLabels } from "./label-cases";
import { labelEvaluation } from "./label-evaluation.fixture";

/** Two labels of three rows. */
const cases: Cases = {
  rows: Uint32Array.of(4, 7, 9),
  actual: Float64Array.of(1, 0, 0, 1, 1, 1),
  predicted: Float64Array.of(1, 1, 0, 0, 0, 1),
  probabilities: Float64Array.of(0.9, 0.6, 0.1, 0.3, 0.4, 0.75),
  categories: ["mass", "oedema"],
};

describe("labelCases", () => {
  it("are two classes of the label that is asked for", () => {
    const oedema = labelCases(cases, 1, ["no", "oedema"]);
    expect([...oedema.actual]).toEqual([0, 1, 1]);
    expect([...oedema.predicted]).toEqual([1, 0, 1]);
    expect([...oedema.probabilities]).toEqual([0.4, 0.6, 0.7, 0.3, 0.25, 0.75]);
    expect(oedema.categories).toEqual(["no", "oedema"]);
    expect(oedema.rows).toBe(cases.rows);
  });
});

describe("labelsOfCase", () => {
  it("says every label of a row", () => {
    expect(labelsOfCase(cases, 7)).toEqual([
      { label: "mass", outcome: "passed", probability: 0.1 },
      { label: "oedema", outcome: "missed", probability: 0.3 },
    ]);
    expect(labelsOfCase(cases, 4).map(({ outcome }) => outcome)).toEqual(["found", "wrong"]);
    expect(labelsOfCase(cases, 8)).toEqual([]);
  });
});

describe("labelScores", () => {
  const labels = labelScores(labelEvaluation(["mass", "oedema", "nodule"], 40), "无");

  it("counts who has the label, and calls the others by the page's word", () => {
    expect(labels.map(({ label }) => label)).toEqual(["mass", "oedema", "nodule"]);
    for (const { label, support, metrics, evaluation } of labels) {
      expect(support).toBe(metrics.perClass[1]?.support);
      expect(metrics.categories).toEqual(["无", label]);
      expect(metrics.perClass[0]?.category).toBe("无");
      expect(evaluation.baselineRule).toEqual({ kind: "most-frequent", category: "无" });
    }
  });

  it("are put in order, equal ones as they are listed", () => {
    const byCount = orderLabels(labels, "frequent").map(({ support }) => support);
    expect(byCount).toEqual(byCount.toSorted((a, b) => b - a));
    const byArea = orderLabels(labels, "weakest").map(({ metrics }) => metrics.rocAuc);
    expect(byArea).toEqual(byArea.toSorted((a, b) => a - b));
    const [first, ...others] = labels;
    if (!first) throw new Error("there are labels");
    const unknown = { ...first, metrics: { ...first.metrics, rocAuc: Number.NaN } };
    expect(orderLabels([unknown, ...others], "weakest").at(-1)).toBe(unknown);
    expect(orderLabels([first, { ...first, label: "same" }], "weakest")[0]).toBe(first);
  });
});
