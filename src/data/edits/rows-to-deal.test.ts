import { expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import type { DatasetEdit } from "../../core/dataset-edit";
import { categoryColumn, numberColumn } from "../../core/make-column";
import type { Task } from "../../core/task";
import { splitRows } from "../split/split-rows";
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
const task: Task = { kind: "classification", target: "grade" };
const request = { kind: "stratified", validation: 0.2, test: 0.2 } as const;
const edits: readonly DatasetEdit[] = [
  { kind: "relabel", column: "grade", rows: [0, 5, 9], category: "unclear" },
  { kind: "exclude", rows: [2, 3] },
];

function dealt(dataset: Dataset) {
  return splitRows({ dataset, request, ...rowsToDeal(dataset, task), seed: 3 });
}

test("a corrected data set is dealt as it was before: the same rows in every subset", () => {
  expect(dealt(editDataset(opened, edits))).toEqual(dealt(opened));
});

test("an outcome that was never known is dealt by its label by hand", () => {
  const { rows, targetCodes } = rowsToDeal(
    editDataset(opened, [{ kind: "relabel", column: "grade", rows: [7], category: "ill" }]),
    task,
  );
  expect(rowsToDeal(opened, task).rows).not.toContain(7);
  expect(targetCodes?.[Array.from(rows).indexOf(7)]).toBe(1);
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
