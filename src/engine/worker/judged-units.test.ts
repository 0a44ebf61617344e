import { expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import { categoryColumn, imageColumn, numberColumn, textColumn } from "../../core/make-column";
import type { Task } from "../../core/task";
import { judgedUnits } from "./judged-units";

const picture = { width: 1, height: 1, channels: 1 as const, pixels: Uint8Array.of(7) };
const dataset: Dataset = {
  id: "d",
  name: "films",
  rowCount: 4,
  columns: [
    imageColumn("image", [picture, picture, picture, picture]),
    categoryColumn("finding", ["normal", "shadow", "normal", "shadow"]),
    textColumn("Patient ID", ["a", "b", null, "a"]),
    categoryColumn("machine", ["x", "x", "y", "y"]),
    numberColumn("age", [1, 2, 3, 4]),
  ],
  source: { files: [] },
  warnings: [],
};
const task: Task = { kind: "classification", target: "finding", features: ["image"] };
const rows = Uint32Array.of(3, 2, 1, 0);
const random = { kind: "random" } as const;

test("pictures are judged by the column that is called like patients; a row that names none belongs to none", () => {
  expect(judgedUnits(dataset, task, random, rows)).toEqual({ column: "Patient ID", codes: Int32Array.of(0, -1, 2, 0) });
});

test("the column that they are split by comes first", () => {
  expect(judgedUnits(dataset, task, { kind: "group", by: "machine" }, rows)).toEqual({
    column: "machine",
    codes: Int32Array.of(0, 0, 1, 1),
  });
});

test("rows of a table, and pictures of nobody, stand alone", () => {
  expect(judgedUnits(dataset, { ...task, features: ["age"] }, random, rows)).toBeNull();
  expect(judgedUnits(dataset, { ...task, target: "Patient ID" }, random, rows)).toBeNull();
  const columns = dataset.columns.filter(({ name }) => name !== "Patient ID");
  expect(judgedUnits({ ...dataset, columns }, task, random, rows)).toBeNull();
});
