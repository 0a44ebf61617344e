/** Every score offered here against scikit-learn's numbers in ../shared/reference/metrics.json (its origin stands in "made with"). */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createBlock } from "../core/block";
import { classificationMetrics, classifyRows } from "./classification";
import { delong } from "./delong";
import { evaluateClassification } from "./evaluate";
import { rankRows } from "./ranking";
import { regressionMetrics, regressRows } from "./regression";
import { rocCurve } from "./roc-curve";

const path = fileURLToPath(new URL("../../../shared/reference/metrics.json", import.meta.url));
const tolerance = 1e-6;

interface Reference {
  readonly binary: readonly {
    readonly case: string;
    readonly yTrue: readonly number[];
    readonly yScore: readonly number[];
    readonly threshold: number;
    readonly expect: Readonly<Record<string, number>> & {
      readonly confusion: readonly (readonly number[])[];
      readonly accuracyWilson95: readonly [number, number];
      readonly recallWilson95: readonly [number, number];
      readonly roc: { readonly fpr: readonly number[]; readonly tpr: readonly number[] };
    };
  }[];
  readonly multiclass: readonly {
    readonly case: string;
    readonly yTrue: readonly number[];
    readonly yScore: readonly (readonly number[])[];
    readonly expect: Readonly<Record<string, number>> & {
      readonly confusion: readonly (readonly number[])[];
      readonly macro: Averages;
      readonly weighted: Averages;
      readonly micro: Averages;
      readonly perClass: Readonly<Record<"precision" | "recall" | "f1" | "support", readonly number[]>>;
    };
  }[];
  readonly regression: readonly {
    readonly case: string;
    readonly yTrue: readonly number[];
    readonly yPred: readonly number[];
    readonly expect: Readonly<Record<string, number>>;
  }[];
}
type Averages = Readonly<Record<"precision" | "recall" | "f1", number>>;

/** What the file holds and this workbench does not offer yet. */
const notOffered = {
  binary: ["precisionRecall"],
  multiclass: ["top3Accuracy"],
  regression: ["maxError", "explainedVariance", "maseAgainstInSampleNaive", "pinballAt0.1", "pinballAt0.9"],
  wholeSections: ["ranking"],
};

/** Names in the file that differ from ours. */
const ourNames: Readonly<Record<string, string>> = {
  expectedCalibrationError10: "expectedCalibrationError",
  mapeOverNonZero: "mape",
  rocAucOvrMacro: "rocAuc",
};

if (!existsSync(path)) {
  it.skip(`no reference numbers at ${path}: scores are not held to scikit-learn`);
} else {
  compare(JSON.parse(readFileSync(path, "utf8")) as Reference); // the shape of the file, as read below
}

function compare(reference: Reference) {
  it("knows every section of the file", () => {
    const sections = Object.keys(reference).filter((name) => name !== "made with");
    expect(sections.toSorted()).toEqual(["binary", "multiclass", "regression", ...notOffered.wholeSections].toSorted());
  });

  describe.each(reference.binary)("two classes, $case", ({ yTrue, yScore, threshold, expect: wanted }) => {
    const input = {
      targets: Float64Array.from(yTrue),
      probabilities: createBlock(Float64Array.from(yScore.flatMap((score) => [1 - score, score])), [yTrue.length, 2]),
      categories: ["normal", "ill"],
      positive: "ill",
      threshold,
    };
    const metrics = classificationMetrics(classifyRows(input));
    const scores = Float64Array.from(yScore);
    const ranking = rankRows(scores, (row) => yTrue[row] === 1)!; // finite scores

    it("gives the same scores", () => {
      const apart = ["rocAucStandardErrorDeLong", "accuracyWilson95", "recallWilson95", "confusion", "roc"];
      expectScores(metrics, wanted, [...apart, ...notOffered.binary]);
      expect(metrics.confusion).toEqual(wanted.confusion);
    });

    it("gives the same standard error of the area (DeLong)", () => {
      expectClose(delong(ranking).standardError, wanted["rocAucStandardErrorDeLong"]!);
      expectClose(delong(ranking).rocAuc, wanted["rocAuc"]!);
    });

    it("gives the same Wilson limits, and the limits that DeLong's error makes", () => {
      const frame = { trainTargets: input.targets, groups: null, unit: "rows", seed: 1 };
      const { intervals } = evaluateClassification({ ...input, ...frame });
      expectClose(intervals["accuracy"]!.low, wanted.accuracyWilson95[0]);
      expectClose(intervals["accuracy"]!.high, wanted.accuracyWilson95[1]);
      expectClose(intervals["recall"]!.low, wanted.recallWilson95[0]);
      expectClose(intervals["recall"]!.high, wanted.recallWilson95[1]);
      const reach = 1.959963984540054 * wanted["rocAucStandardErrorDeLong"]!;
      expectClose(intervals["rocAuc"]!.low, wanted["rocAuc"]! - reach);
      expectClose(intervals["rocAuc"]!.high, wanted["rocAuc"]! + reach);
    });

    it("draws the same ROC curve", () => {
      const curve = rocCurve(ranking, scores);
      expectAllClose(curve.x, wanted.roc.fpr);
      expectAllClose(curve.y, wanted.roc.tpr);
    });
  });

  describe.each(reference.multiclass)("$case", ({ yTrue, yScore, expect: wanted }) => {
    const categories = yScore[0]!.map((_, index) => `class ${index}`);
    const metrics = classificationMetrics(
      classifyRows({
        targets: Float64Array.from(yTrue),
        probabilities: createBlock(Float64Array.from(yScore.flatMap(scaledRow)), [yTrue.length, categories.length]),
        categories,
        positive: null,
      }),
    );

    it("gives the same scores", () => {
      expectScores(metrics, wanted, ["confusion", "macro", "weighted", "micro", "perClass", ...notOffered.multiclass]);
      expect(metrics.confusion).toEqual(wanted.confusion);
    });

    it("gives the same means over classes and scores per class", () => {
      for (const name of ["precision", "recall", "f1"] as const) {
        expectClose(metrics[name], wanted.macro[name]);
        expectClose(metrics.weighted[name], wanted.weighted[name]);
        expectClose(metrics.micro[name], wanted.micro[name]);
        expectAllClose(
          metrics.perClass.map((scores) => scores[name]),
          wanted.perClass[name],
        );
      }
      expect(metrics.perClass.map((scores) => scores.support)).toEqual(wanted.perClass.support);
    });
  });

  describe.each(reference.regression)("numbers, $case", ({ yTrue, yPred, expect: wanted }) => {
    it("gives the same scores", () => {
      const metrics = regressionMetrics(regressRows(Float64Array.from(yTrue), Float64Array.from(yPred)));
      expectScores(metrics, wanted, notOffered.regression);
    });
  });
}

/**
 * A row divided by its sum, as the file's numbers were made (`p / p.sum(axis=1)`): the last bit decides which of the
 * rounded probabilities still tie, and with it 4e-5 of an area. So the sum is numpy's, in eight lanes.
 */
function scaledRow(row: readonly number[]): readonly number[] {
  const lanes = row.length < 8 ? [] : row.slice(0, 8);
  const add = (from: number, to: number): number =>
    to - from === 1 ? lanes[from]! : add(from, (from + to) / 2) + add((from + to) / 2, to);
  const sum = row.slice(lanes.length).reduce((total, value) => total + value, lanes.length > 0 ? add(0, 8) : 0);
  return row.map((value) => value / sum);
}

/** Compares each number of the file, but those named, with ours. */
function expectScores(metrics: object, wanted: Readonly<Record<string, unknown>>, apart: readonly string[]) {
  const ours = metrics as Readonly<Record<string, unknown>>; // looked up by name
  for (const [name, value] of Object.entries(wanted)) {
    if (apart.includes(name)) continue;
    expectClose(Number(ours[ourNames[name] ?? name]), Number(value), name);
  }
}

function expectClose(value: number, wanted: number, name = "value") {
  expect(Math.abs(value - wanted), `${name}: ${value} instead of ${wanted}`).toBeLessThan(tolerance);
}

function expectAllClose(values: readonly number[], wanted: readonly number[]) {
  expect(values.length).toBe(wanted.length);
  values.forEach((value, index) => expectClose(value, wanted[index]!, `value ${index}`));
}
