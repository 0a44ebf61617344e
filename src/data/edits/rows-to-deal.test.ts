import { expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import type { DatasetEdit } from "../../core/dataset-edit";
import { categoryColumn, numberColumn } from "../../core/make-column";
import type { TargetTask } from "../../core/task";
import { dealEdited } from "./deal-edited";
import { editDataset } from "./edit-dataset";
import { restrictSplit, rowsToDeal } from "./rows-to-deal";

const rowCount = 40;
const grade = Array.from({ length: rowCount }, (_, row) => (row === 7 ? null : row % 4 === 0 ? "ill" : "well"));
const opened: Dataset = {
  id: "d",
  name: "d",
  rowCount,
  columns: [
    categoryColumn("grade", grade, ["well", "ill"]),
    numberColumn(
      "score",
      grade.map((_, row) => row % 3),
    ),
  ],
  source: { files: [] },
  warnings: [],
};
const task: TargetTask = { kind: "classification", target: "grade" };
const request = { kind: "stratified", validation: 0.2, test: 0.2 } as const;
const edits: readonly DatasetEdit[] = [
  { kind: "relabel", column: "grade", rows: [0, 5, 9], category: "unclear" },
  { kind: "exclude", rows: [2, 3] },
];

function dealt(dataset: Dataset) {
  return dealEdited(dataset, task, request, 3);
}

test("a corrected data set is dealt as it was before: the same rows in every subset", () => {
  expect(dealt(editDataset(opened, edits))).toEqual(dealt(opened));
});

test("an outcome that was never known is added by the label that it was first given by hand", () => {
  const relabel = (rows: readonly number[], category: string): DatasetEdit => {
    return { kind: "relabel", column: "grade", rows, category };
  };
  const { rows, added } = rowsToDeal(editDataset(opened, [relabel([5, 7], "ill"), relabel([7], "well")]), task);
  expect(rowsToDeal(opened, task)).toMatchObject({ rows, added: [] });
  expect(rows).not.toContain(7);
  expect(added).toEqual([{ row: 7, code: 1 }]);
  expect(rowsToDeal(editDataset(opened, [relabel([7], "new")]), task).added).toEqual([{ row: 7, code: 2 }]);
});

test("a column that was made by hand is known by hand only, in the order of labelling", () => {
  const seen = (rows: readonly number[], category: string): DatasetEdit => {
    return { kind: "relabel", column: "seen", rows, category };
  };
  const dataset = editDataset(opened, [seen([9, 4], "no"), seen([4, 1], "yes")]);
  const { rows, added } = rowsToDeal(dataset, { kind: "classification", target: "seen" });
  expect(Array.from(rows)).toEqual([]);
  expect(added).toEqual([
    { row: 9, code: 0 },
    { row: 4, code: 0 },
    { row: 1, code: 1 },
  ]);
});

test("classes of numbers are counted upwards, quantities have none", () => {
  expect(rowsToDeal(opened, { kind: "classification", target: "score" }).targetCodes?.slice(0, 4)).toEqual(
    Int32Array.of(0, 1, 2, 0),
  );
  expect(rowsToDeal(opened, { kind: "regression", target: "score" }).targetCodes).toBeNull();
});

test("rows that take no part are in no subset, and a subset that loses all is refused", () => {
  const split = dealt(opened);
  const taking = Uint32Array.from({ length: rowCount }, (_, row) => row).filter((row) => row !== split.test[0]);
  const restricted = restrictSplit(split, taking);
  expect(restricted).toEqual({ ...split, test: split.test.slice(1) });
  expect(() => restrictSplit(split, split.train)).toThrow(/validation/);
});
