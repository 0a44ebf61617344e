import { expect, test } from "vitest";
import { categoryColumn, numberColumn } from "../core/make-column";
import { rowRange, toyDataset } from "../core/toy-dataset.fixture";
import { atOnce } from "../core/work";
import { prepare, rehearse, type Question } from "./build-samples";
import { readTargets } from "./targets";

const dataset = toyDataset([
  numberColumn("x", [1, 3, null, 7, 100, null, 11, 13]),
  categoryColumn("patient", ["a", "a", "b", "b", "c", "c", "d", "d"]),
  categoryColumn("y", ["no", "yes", "no", "yes", "no", "yes", null, "yes"]),
]);
const split = { train: Uint32Array.of(0, 1, 2, 3), validation: Uint32Array.of(4, 5), test: Uint32Array.of(6, 7) };
const impute = { kind: "impute", columns: ["x"], params: { method: "mean" } };
const question: Question = {
  task: { kind: "classification", target: "y" },
  features: ["x"],
  pipeline: [impute],
  groupBy: "patient",
};
const targets = readTargets(dataset, question.task, rowRange(8));

test("lays out each subset with its targets, rows and groups; rows without an outcome are in none", () => {
  const prepared = atOnce(prepare(dataset, question, targets, split));
  expect(prepared.categories).toEqual(["no", "yes"]);
  const mean = 11 / 3;
  expect(prepared.train).toEqual({
    inputs: { data: Float64Array.of(1, 3, mean, 7), shape: [4, 1] },
    targets: { data: Float64Array.of(0, 1, 0, 1), shape: [4] },
    features: ["x"],
    rows: split.train,
  });
  expect(Array.from(prepared.validation?.inputs.data ?? [])).toEqual([100, mean]);
  expect(Array.from(prepared.test.rows)).toEqual([7]);
  expect(prepared.groups).toEqual({
    train: Int32Array.of(0, 0, 1, 1),
    validation: Int32Array.of(2, 2),
    test: Int32Array.of(3),
  });
});

test("counts what the steps did to all subsets together", () => {
  const { effects } = atOnce(prepare(dataset, question, targets, split));
  expect(effects[0]?.changed).toBe(2);
});

test("keeps inputs, targets and rows together where a step drops rows", () => {
  const drop = [{ kind: "impute", columns: ["x"], params: { method: "drop-row" } }];
  const { train, validation, effects } = atOnce(prepare(dataset, { ...question, pipeline: drop }, targets, split));
  expect(Array.from(train.rows)).toEqual([0, 1, 3]);
  expect(Array.from(train.targets.data)).toEqual([0, 1, 1]);
  expect(Array.from(validation?.rows ?? [])).toEqual([4]);
  expect(effects[0]?.droppedRows).toBe(2);
});

test("refuses what cannot be learned from", () => {
  expect(() => atOnce(prepare(dataset, { ...question, features: [], pipeline: [] }, targets, split))).toThrow(
    "No column is left to predict “y” from.",
  );
  const oneClass = { ...split, train: Uint32Array.of(1, 3) };
  expect(() => atOnce(prepare(dataset, question, targets, oneClass))).toThrow("“y” has one class only (“yes”)");
});

test("has no validation samples where the split has none", () => {
  expect(
    atOnce(prepare(dataset, question, targets, { ...split, validation: new Uint32Array(0) })).validation,
  ).toBeNull();
});

test("a rehearsal gives and refuses what preparing does, without the numbers", () => {
  const drop = { ...question, pipeline: [{ kind: "impute", columns: ["x"], params: { method: "drop-row" } }] };
  for (const asked of [question, drop]) {
    const { train, validation, test: judged, groups, ...outcome } = atOnce(prepare(dataset, asked, targets, split));
    expect(groups).not.toBeNull();
    expect(atOnce(rehearse(dataset, asked, targets, split))).toEqual({
      ...outcome,
      rowCount: train.rows.length + (validation?.rows.length ?? 0) + judged.rows.length,
      first: { row: train.rows[0], inputs: train.inputs.data.slice(0, 1) },
    });
  }
  const oneClass = { ...split, train: Uint32Array.of(1, 3) };
  expect(() => atOnce(rehearse(dataset, question, targets, oneClass))).toThrow("“y” has one class only (“yes”)");
});
