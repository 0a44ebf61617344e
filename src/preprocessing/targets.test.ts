import { expect, test } from "vitest";
import { categoryColumn, numberColumn, textColumn } from "../core/make-column";
import { rowRange, toyDataset } from "../core/toy-dataset.fixture";
import { readKnownTargets, readTargets } from "./targets";

const dataset = toyDataset([
  categoryColumn("type", ["no", null, "yes", "no", "maybe"], ["yes", "never", "no", "maybe"]),
  numberColumn("grade", [10, 2, null, 2, 10]),
  numberColumn("same", [1, 1, 1, 1, null]),
  textColumn("note", ["a", "b", "c", "d", "e"]),
]);
const rows = rowRange(5);
const classify = (target: string, positive?: string) => ({ kind: "classification", target, positive }) as const;
const regress = (target: string) => ({ kind: "regression", target }) as const;

test("codes classes by the categories that are present, in the data set's order, and leaves out rows without one", () => {
  const targets = readTargets(dataset, classify("type"), rows);
  expect(targets.categories).toEqual(["yes", "no", "maybe"]);
  expect(Array.from(targets.rows)).toEqual([0, 2, 3, 4]);
  expect(Array.from(targets.values)).toEqual([1, 0, 1, 2]);
  expect(targets.missing).toBe(1);
});

test("takes numbers for classes in ascending order of number, not of text", () => {
  const targets = readTargets(dataset, classify("grade"), rows);
  expect(targets.categories).toEqual(["2", "10"]);
  expect(Array.from(targets.values)).toEqual([1, 0, 0, 1]);
});

test("takes numbers for values", () => {
  const targets = readTargets(dataset, regress("grade"), rows);
  expect(Array.from(targets.values)).toEqual([10, 2, 2, 10]);
  expect(targets.categories).toEqual([]);
});

test.each([
  [classify("same"), "“same” has one class only (“1”)"],
  [regress("same"), "“same” has the same value in every row"],
  [regress("type"), "“type” is a category column; regression cannot predict it"],
  [classify("note"), "“note” is a text column; classification cannot predict it"],
  [classify("type", "never"), "“never” is no category of “type”; they are yes, no, maybe"],
  [classify("nothing"), "There is no column “nothing”"],
] as const)("%o is refused in a sentence", (task, sentence) => {
  expect(() => readTargets(dataset, task, rows)).toThrow(sentence);
});

test("a quantity with many different values is no list of classes", () => {
  const many = toyDataset([
    numberColumn(
      "x",
      Array.from({ length: 101 }, (_, i) => i / 7),
    ),
  ]);
  expect(() => readTargets(many, classify("x"), rowRange(101))).toThrow("“x” is a number column");
});

test("codes other data by the classes of a run", () => {
  const other = toyDataset([categoryColumn("type", ["maybe", "no", null]), textColumn("grade", ["3.5", "", "4"])]);
  const known = readKnownTargets(other, classify("type"), rowRange(3), ["yes", "no", "maybe"]);
  expect(Array.from(known.values)).toEqual([2, 1]);
  expect(Array.from(readKnownTargets(other, regress("grade"), rowRange(3), []).values)).toEqual([3.5, 4]);
  expect(() => readKnownTargets(other, classify("type"), rowRange(3), ["yes", "no"])).toThrow("“maybe” in “type”");
  expect(() => readKnownTargets(other, classify("outcome"), rowRange(3), [])).toThrow("no known values in “outcome”");
});
