import { expect, test } from "vitest";
import type { CategoryColumn, Column } from "../../core/column";
import { lengthOfColumn } from "../../core/column-values";
import type { JsonObject } from "../../core/json";
import { categoryColumn } from "../../core/make-column";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { encode } from "./encode";

const sizes = ["small", "medium", "large", "huge"];
const train = categoryColumn("size", ["medium", "small", "large", "small"], sizes);
const later = categoryColumn("size", ["large", "huge", null], sizes);

function run(learned: CategoryColumn, column: CategoryColumn, params: JsonObject) {
  const step = { kind: "encode", columns: ["size"], params };
  const frameOf = (of: Column) => ({ rows: rowRange(lengthOfColumn(of)), columns: [of] });
  const state = atOnce(encode.fit(frameOf(learned), step));
  const { frame, effect } = atOnce(encode.transform(frameOf(column), step, state));
  const columns = frame.columns.map((made) => [made.name, made.kind === "number" ? Array.from(made.values) : []]);
  return { columns: Object.fromEntries(columns), effect };
}

test("makes a column of zeros and ones for each category that training rows have", () => {
  const { columns, effect } = run(train, train, { method: "one-hot" });
  expect(columns).toEqual({
    "size = small": [0, 1, 0, 1],
    "size = medium": [1, 0, 0, 0],
    "size = large": [0, 0, 1, 0],
  });
  expect(effect).toMatchObject({ changed: 4, columnsBefore: 1, columnsAfter: 3 });
  expect(effect.message).toEqual({
    en: "3 categories of “size” became 3 columns.",
    zh: "“size”的 3 个类别变为 3 列。",
  });
});

test("turns a category that no training row has into zeros and counts it; a gap stays a gap", () => {
  const { columns, effect } = run(train, later, { method: "one-hot" });
  expect(columns).toEqual({
    "size = small": [0, 0, NaN],
    "size = medium": [0, 0, NaN],
    "size = large": [1, 0, NaN],
  });
  expect(effect.message.en).toContain("1 value of categories that no training row has became all zeros");
});

test("leaves out the first category when asked", () => {
  expect(Object.keys(run(train, train, { method: "one-hot", dropFirst: true }).columns)).toEqual([
    "size = medium",
    "size = large",
  ]);
});

test("numbers categories in their order, -1 for one that no training row has", () => {
  expect(run(train, train, { method: "ordinal" }).columns).toEqual({ size: [1, 0, 2, 0] });
  const { columns, effect } = run(train, later, { method: "ordinal" });
  expect(columns).toEqual({ size: [2, -1, NaN] });
  expect(effect.message.en).toContain("became −1");
});

test("goes by names, not by codes", () => {
  const renumbered = categoryColumn("size", ["large", "small"], ["large", "small"]);
  expect(run(train, renumbered, { method: "ordinal" }).columns).toEqual({ size: [2, 0] });
});
