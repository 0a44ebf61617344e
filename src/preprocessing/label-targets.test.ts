import { describe, expect, test } from "vitest";
import { categoryColumn, numberColumn, textColumn } from "../core/make-column";
import { rowRange, toyDataset } from "../core/toy-dataset.fixture";
import { withoutRareLabels } from "./label-targets";
import { readKnownTargets, readTargets } from "./targets";

const task = (...targets: string[]) => ({ kind: "multilabel", targets }) as const;

describe("columns of two values", () => {
  const dataset = toyDataset([
    categoryColumn("fluid", ["yes", "no", null, "no", "yes", "no"], ["yes", "no"]),
    numberColumn("mass", [0, 1, 1, 0, null, 1]),
    categoryColumn("结节", ["无", "有", "无", "无", "有", "无"]),
    categoryColumn("sex", ["m", "f", "m", "f", "f", "m"], ["m", "f"]),
    numberColumn("grade", [2, 1, 2, 1, 1, 2]),
    categoryColumn("tissue", ["scarred", "normal", "normal", "scarred", "normal", "normal"], ["scarred", "normal"]),
    categoryColumn("size", ["s", "m", "l", "s", "m", "l"]),
    categoryColumn("same", ["yes", "yes", "yes", "yes", "yes", "yes"]),
    textColumn("note", ["a", "b", "c", "d", "e", "f"]),
  ]);

  test("hold where they say so; rows where one is missing are left out and counted", () => {
    const targets = readTargets(dataset, task("fluid", "mass", "结节"), rowRange(6));
    expect(targets.categories).toEqual(["fluid", "mass", "结节"]);
    expect(targets).toMatchObject({ width: 3, missing: 2, notes: [] });
    expect([...targets.rows]).toEqual([0, 1, 3, 5]);
    expect([...targets.values]).toEqual([1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0]);
  });

  test("without a word for found: the second, the larger, or what is no word for not found, and that is said", () => {
    const { categories, values, notes } = readTargets(dataset, task("sex", "grade", "tissue"), rowRange(2));
    expect(categories).toEqual(["sex: f", "grade: 2", "tissue: scarred"]);
    expect([...values]).toEqual([0, 1, 1, 1, 0, 0]);
    expect(notes.map(({ en }) => en)).toEqual([
      "“sex” counts as found where it is “f”.",
      "“grade” counts as found where it is “2”.",
      "“tissue” counts as found where it is “scarred”.",
    ]);
  });

  test.each([
    [["fluid", "size"], "“size” has more than 2 different values"],
    [["fluid", "same"], "“same” has one class only (“yes”)"],
    [["fluid", "note"], "“note” is a text column; labelling with several labels cannot predict it"],
    [["fluid", "nothing"], "There is no column “nothing”"],
  ])("%j is refused in a sentence", (targets, sentence) => {
    expect(() => readTargets(dataset, task(...targets), rowRange(6))).toThrow(sentence);
  });

  test("of other data are read in the labels of a run", () => {
    const other = toyDataset([
      categoryColumn("mass", ["1", "0", "1"]),
      categoryColumn("sex", ["f", null, "m"]),
      textColumn("grade", ["2.0", "1", "1"]),
      categoryColumn("size", ["s", "m", "l"]),
    ]);
    const known = readKnownTargets(other, task("sex", "mass", "grade"), rowRange(3), ["sex: f", "mass", "grade: 2"]);
    expect([...known.rows]).toEqual([0, 2]);
    expect([...known.values]).toEqual([1, 1, 1, 0, 1, 0]);
    expect(() => readKnownTargets(other, task("mass", "none"), rowRange(3), ["mass", "none"])).toThrow(
      "no known values in “mass, none”",
    );
    expect(() => readKnownTargets(other, task("mass", "size"), rowRange(3), ["mass", "size: s"])).toThrow(
      "“size” has more than 2",
    );
  });
});

describe("a column of lists", () => {
  const findings = [
    "Effusion|Mass",
    "No Finding",
    "Mass",
    "",
    " Effusion ",
    "none",
    "Mass|Effusion|Mass",
    "Effusion, left",
  ];
  const dataset = toyDataset([
    textColumn("findings", findings),
    categoryColumn("tags", ["a; b", "b", null, "c;a", "b", "b", "a", "b"]),
    categoryColumn("plain", ["a", "b", "a", "b", "a", "b", "a", "b"]),
    numberColumn("x", [1, 2, 3, 4, 5, 6, 7, 8]),
    textColumn(
      "prose",
      Array.from({ length: 8 }, (_, i) => Array.from({ length: 20 }, (__, j) => `word ${i} ${j}`).join(", ")),
    ),
  ]);

  test("is taken apart at the first separator that occurs; a word for nothing is no label, an empty cell unknown", () => {
    const targets = readTargets(dataset, task("findings"), rowRange(8));
    expect(targets.categories).toEqual(["Effusion", "Effusion, left", "Mass"]);
    expect(targets.missing).toBe(1);
    expect([...targets.values]).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0]);
    expect(readTargets(dataset, task("tags"), rowRange(8)).categories).toEqual(["a", "b", "c"]);
  });

  test.each([
    ["plain", "“plain” does not list several labels"],
    ["x", "“x” is a number column"],
    ["prose", "“prose” lists 160 different labels; at most 100"],
  ])("%s is refused in a sentence", (column, sentence) => {
    expect(() => readTargets(dataset, task(column), rowRange(8))).toThrow(sentence);
  });

  test("labels that too few training rows have, or all, are left out with a sentence", () => {
    const targets = readTargets(dataset, task("findings"), rowRange(8));
    const kept = withoutRareLabels(targets, Uint32Array.of(0, 1, 2, 4, 5, 7), "findings");
    expect(kept.categories).toEqual(["Effusion", "Mass"]);
    expect([...kept.values]).toEqual([1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0]);
    expect(kept.notes.map(({ en }) => en)).toEqual([
      "Left out, because fewer than 2 training rows or all of them have it: “Effusion, left”.",
    ]);
    expect(() => withoutRareLabels(targets, Uint32Array.of(0, 1), "findings")).toThrow("does not list several labels");
  });

  test("of other data has the labels of a run, and others are passed over", () => {
    const other = toyDataset([textColumn("findings", ["Mass|Hernia", "Effusion, left", "nothing", ""])]);
    const known = readKnownTargets(other, task("findings"), rowRange(4), ["Effusion, left", "Mass"]);
    expect([...known.rows]).toEqual([0, 1, 2]);
    expect([...known.values]).toEqual([0, 1, 1, 0, 0, 0]);
    const strange = toyDataset([textColumn("findings", ["mass", "hernia"])]);
    expect(() => readKnownTargets(strange, task("findings"), rowRange(2), ["Mass"])).toThrow("“mass” in “findings”");
  });
});
