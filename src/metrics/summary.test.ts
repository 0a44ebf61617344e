import { describe, expect, it } from "vitest";
import { createBlock } from "../core/block";
import { evaluateClassification, evaluateRegression } from "./evaluate";
import { amountDigits, shareDigits } from "./number-wording";
import { sentenceOf } from "./summary";

const patients = { unitPlural: { en: "patients", zh: "名患者" } };

/** An evaluation with this confusion matrix; every row is stated with full confidence. */
function evaluationOf(
  confusion: readonly (readonly number[])[],
  categories: readonly string[],
  trainTargets = [0, 0, 1],
) {
  const cases = confusion.flatMap((line, actual) =>
    line.flatMap((count, predicted) => Array.from({ length: count }, () => [actual, predicted] as const)),
  );
  return evaluateClassification({
    targets: Float64Array.from(cases, ([actual]) => actual),
    probabilities: createBlock(
      Float64Array.from(cases.flatMap(([, predicted]) => categories.map((_, index) => (index === predicted ? 1 : 0)))),
      [cases.length, categories.length],
    ),
    categories,
    positive: null,
    trainTargets: Float64Array.from(trainTargets),
    groups: null,
    unit: "rows",
    seed: 1,
  });
}

const noise = (row: number) => ((row * 7) % 11) / 3 - 1.5;

describe("sentence of an evaluation", () => {
  it("says how often it is right, against what, what it misses and how sure that is", () => {
    const films = evaluationOf(
      [
        [33, 7],
        [11, 29],
      ],
      ["normal", "pneumonia"],
    );
    expect(sentenceOf(films, patients)).toEqual({
      en: "On 80 patients it has never seen, it is right for 78 % (67–85), against 50 % by always saying “normal”. It misses 11 of 40 that are “pneumonia”. Few test cases: the true value could be anywhere between 67 and 85.",
      zh: "在它从未见过的 80 名患者上，它的判断有 78%（67–85）正确，而一律回答“normal”为 50%。40 个“pneumonia”中漏掉 11 个。测试样本少：真实值可能在 67 与 85 之间的任何位置。",
    });
  });

  it("admits that it does not beat its baseline, and what it can do all the same", () => {
    const scores = Float64Array.from({ length: 200 }, (_, row) => (row < 180 ? row / 400 : 0.35 + (row - 180) / 200));
    const evaluation = evaluateClassification({
      targets: scores.map((_, row) => (row < 180 ? 0 : 1)),
      probabilities: createBlock(Float64Array.from([...scores].flatMap((score) => [1 - score, score])), [200, 2]),
      categories: ["no", "yes"],
      positive: "yes",
      trainTargets: Float64Array.of(0, 0, 1),
      groups: null,
      unit: "rows",
      seed: 1,
      threshold: 0.35,
    });
    const { en, zh } = sentenceOf(evaluation);
    expect(en).toContain("On 200 rows it has never seen, it is right for 80 % (74–85), against 90 %");
    expect(en).toContain("That does not beat always saying “no”. But it does put cases in a better order than chance");
    expect(en).toContain("It misses none of 20 that are “yes”.");
    expect(en).not.toContain("Few");
    expect(zh).toContain("这并不优于一律回答“no”");
    expect(zh).toContain("20 个“yes”无一漏掉");
  });

  it("does not trust a lead that rests on a few more cases won than lost (McNemar)", () => {
    const evaluation = evaluationOf(
      [
        [55, 5],
        [35, 25],
      ],
      ["no", "yes"],
    );
    expect(sentenceOf(evaluation).en).not.toContain("may be chance");
    const close = evaluationOf(
      [
        [60, 10],
        [35, 15],
      ],
      ["no", "yes"],
    );
    expect(sentenceOf(close).en).toContain(
      "it is right for 63 % (54–71), against 58 % by always saying “no”. The lead over always saying “no” may be chance: it wins 15 cases and loses 10.",
    );
    expect(sentenceOf(close).zh).toContain("多判对 15 例，多判错 10 例");
  });

  it("does not trust a lead over groups, or of numbers, where the ranges overlap", () => {
    const targets = Float64Array.from({ length: 30 }, (_, row) => row % 5);
    const evaluation = evaluateRegression({
      targets,
      predictions: targets.map((target, row) => target + noise(row)),
      trainTargets: targets,
      groups: null,
      unit: "rows",
      seed: 1,
    });
    expect(sentenceOf(evaluation).en).toContain("may be chance: the two ranges overlap");
    expect(sentenceOf(evaluation).zh).toContain("两者的区间有重叠");
  });

  it("names the worst of more than two classes", () => {
    const evaluation = evaluationOf(
      [
        [50, 0, 0],
        [9, 3, 0],
        [1, 0, 40],
      ],
      ["car", "bus", "tram"],
    );
    expect(sentenceOf(evaluation).en).toContain("It does worst on “bus”: right for 3 of 12.");
    expect(sentenceOf(evaluation).zh).toContain("12 个中判对 3 个");
  });

  it("says what cannot be said", () => {
    expect(sentenceOf(evaluationOf([[5, 1], []], ["no", "yes"])).en).toContain(
      "None of them is “yes”, so how many it would miss is unknown.",
    );
    expect(sentenceOf(evaluationOf([[], []], ["no", "yes"])).en).toBe(
      "There are no rows to judge it on, so nothing can be said.",
    );
  });

  it("says by how much numbers are off, over groups, and on rows that steered the training", () => {
    const targets = Float64Array.from({ length: 60 }, (_, row) => 10 + (row % 7));
    const evaluation = evaluateRegression({
      targets,
      predictions: targets.map((target, row) => target + (row % 2 === 0 ? 0.5 : -0.5)),
      trainTargets: targets,
      groups: Int32Array.from(targets, (_, row) => Math.floor(row / 3)),
      unit: "house",
      seed: 1,
    });
    expect(sentenceOf(evaluation).en).toBe(
      "On 60 rows of 20 groups by “house” it has never seen, it is off by 0.5 (0.5–0.5) on average, against 1.71 by always saying the mean, 12.9. Few test cases: the true value could be anywhere between 0.5 and 0.5.",
    );
    expect(sentenceOf(evaluation, { subset: "validation" }).en).toContain("that steered its training");
    expect(sentenceOf(evaluation).zh).toContain("它从未见过的 20 个“house”分组的 60 行数据");
  });

  it("says so where a prediction is not a number, and where the mean does better", () => {
    const input = { trainTargets: Float64Array.of(1, 3), groups: null, unit: "rows", seed: 1 };
    const targets = Float64Array.of(1, 2, 3);
    const broken = evaluateRegression({ ...input, targets, predictions: Float64Array.of(1, NaN, 3) });
    expect(sentenceOf(broken).en).toContain("some predictions are not numbers");
    const worse = evaluateRegression({ ...input, targets, predictions: Float64Array.of(5, 9, -4) });
    expect(sentenceOf(worse).en).toContain("That does not beat always saying the mean, 2.");
  });
});

describe("numbers in a sentence", () => {
  it("never rounds to none or all", () => {
    expect([0, 0.0002, 0.004, 0.5, 0.996, 0.99996, 1].map(shareDigits)).toEqual([
      "0",
      "<0.1",
      "0.4",
      "50",
      "99.6",
      ">99.9",
      "100",
    ]);
    expect([0.012345, 12_345, -2.345].map(amountDigits)).toEqual(["0.0123", "12,300", "−2.35"]);
  });
});
