import { expect, test } from "vitest";
import { createBlock } from "../core/block";
import { headOf, outputCountOf, predictionsOf, problemOf } from "./network-head";
import { toyContext, toyHorizon, toySamples, toyWindows } from "./toy-problem.fixture";

const train = toySamples("classes", 5, 2, 1);
const codes = [...train.targets.data];
const classes = toyContext("classes", {});
const head = headOf(train, classes);

test("classes that nothing softens stay codes", () => {
  const problem = problemOf(head, train, classes, { labelSmoothing: 0, gamma: 0 });
  expect(problem.loss).toBe("softmax-cross-entropy");
  expect([...problem.train.targets]).toEqual(codes);
});

test.each([
  [{ labelSmoothing: 0.3, gamma: 0 }, "soft-cross-entropy", 0.8, 0.1],
  [{ labelSmoothing: 0, gamma: 2 }, { type: "focal", gamma: 2 }, 1, 0],
  [{ labelSmoothing: 0.3, gamma: 1 }, { type: "focal", gamma: 1 }, 0.8, 0.1],
] as const)("%j makes distributions", (classLoss, loss, own, other) => {
  const validation = toySamples("classes", 3, 2, 2);
  const problem = problemOf(head, train, { ...classes, validation }, classLoss);
  expect(problem.loss).toEqual(loss);
  for (const [rows, samples] of [
    [problem.train, train],
    [problem.validation!, validation],
  ] as const) {
    expect(rows.targetWidth).toBe(3);
    expect(rows.targets.length).toBe(3 * samples.targets.data.length);
    rows.targets.forEach((value, i) =>
      expect(value).toBeCloseTo(samples.targets.data[Math.floor(i / 3)] === i % 3 ? own : other, 12),
    );
  }
});

test("rows that will be mixed are distributions too", () => {
  const mixed = toyContext("classes", { augmentation: { mixup: 0.2 } });
  const problem = problemOf(head, train, mixed);
  expect(problem.loss).toBe("soft-cross-entropy");
  expect([...problem.train.targets]).toEqual(codes.flatMap((code) => [0, 1, 2].map((k) => Number(k === code))));
});

test("two classes keep their one logit: smoothing moves both towards a half", () => {
  const rows = toySamples("binary", 5, 2, 1);
  const context = toyContext("binary", {});
  const problem = problemOf(headOf(rows, context), rows, context, { labelSmoothing: 0.2, gamma: 2 });
  expect(problem.loss).toEqual({ type: "binary-focal", gamma: 2 });
  problem.train.targets.forEach((value, row) =>
    expect(value).toBeCloseTo(rows.targets.data[row] === 1 ? 0.9 : 0.1, 12),
  );
});

test("class weights count rows by their class, softened or not", () => {
  const weighted = toyContext("classes", { classWeights: [1, 2, 3] });
  const problem = problemOf(head, train, weighted, { labelSmoothing: 0.1, gamma: 0 });
  expect([...problem.train.weights]).toEqual(codes.map((code) => code + 1));
});

test("several labels have an output each, and targets that count their presence and absence", () => {
  const values = Float64Array.of(1, 0, 0, 0, 1, 1, 0, 0);
  const rows = { ...toySamples("binary", 4, 2, 1), targets: createBlock(values, [4, 2]) };
  const context = {
    ...toyContext("binary", { classWeights: "balanced", augmentation: { mixup: 0.2 } }),
    task: { kind: "multilabel", targets: ["a", "b"] },
    categories: ["a", "b"],
  } as const;
  const labels = headOf(rows, context);
  expect(labels).toEqual({ kind: "labels", labels: 2 });
  expect(outputCountOf(labels)).toBe(2);
  const problem = problemOf(labels, rows, context, { labelSmoothing: 0.2, gamma: 1 });
  expect(problem.loss).toEqual({ type: "labels", gamma: 1 });
  expect(problem.train.targetWidth).toBe(4);
  expect([...problem.train.weights]).toEqual([1, 1, 1, 1]);
  // With a in two of four rows, b in one: weights 1 and 1, ⅔ and 2.
  const [common, rare] = [2 / 3, 2];
  const expected = [
    [0.9, 0.1 * common, 0.1, 0.9 * common],
    [0.1, 0.1 * common, 0.9, 0.9 * common],
    [0.9, 0.9 * rare, 0.1, 0.1 * rare],
    [0.1, 0.1 * common, 0.9, 0.9 * common],
  ].flat();
  problem.train.targets.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
  expect(problem.metric(0.25, 0)).toBe(0.75);
  const { data, shape } = predictionsOf(labels, createBlock(Float64Array.of(0, Math.log(3)), [1, 2]), rows.inputs);
  expect(shape).toEqual([1, 2]);
  expect([...data].map((value) => Number(value.toFixed(12)))).toEqual([0.5, 0.75]);
});

test("of a series the change from its last value may be learned, and is added again", () => {
  const windows = toyWindows(40, 1);
  const context = toyContext("series", {});
  const head = headOf(windows, context, true);
  const plain = headOf(windows, context);
  if (head.kind !== "number" || plain.kind !== "number") throw new Error("a forecast is of numbers");
  expect(plain.from).toBeUndefined();
  expect(head.deviation).not.toBeCloseTo(plain.deviation, 1);
  const targets = Float64Array.from(problemOf(head, windows, context).train.targets);
  const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
  expect(Math.abs(mean)).toBeLessThan(1e-12);
  const again = predictionsOf(head, createBlock(targets, [40, toyHorizon]), windows.inputs);
  // Float64.
  again.data.forEach((value, i) => expect(Math.abs(value - windows.targets.data[i]!)).toBeLessThan(1e-12)); // of one length
  const last = windows.inputs.data[10]! * 5 + 20; // the first feature of the sixth step
  const still = createBlock(new Float64Array(2 * 40).fill(-head.mean / head.deviation), [40, toyHorizon]);
  expect(predictionsOf(head, still, windows.inputs).data[0]).toBeCloseTo(last, 10);
});
