import { expect, test } from "vitest";
import { categoryColumn, numberColumn } from "../../core/make-column";
import type { JsonObject } from "../../core/json";
import { rowRange } from "../../core/toy-dataset.fixture";
import type { Column } from "../../core/column";
import { atOnce } from "../../core/work";
import { impute } from "./impute";

const chol = numberColumn("chol", [200, null, 240, 300, null]);
const thal = categoryColumn("thal", ["fixed", "normal", null, "normal", "fixed"]);

function run(columns: readonly Column[], params: JsonObject) {
  const frame = { rows: rowRange(5), columns };
  const step = { kind: "impute", columns: columns.map((column) => column.name), params };
  return atOnce(impute.transform(frame, step, atOnce(impute.fit(frame, step))));
}

function numbersOf(column: Column | undefined): readonly number[] {
  return column?.kind === "number" ? Array.from(column.values) : [];
}

function namesOf(column: Column | undefined): readonly (string | undefined)[] {
  return column?.kind === "category" ? Array.from(column.codes, (code) => column.categories[code]) : [];
}

test("fills numbers with the mean, the median, the commonest value or a constant", () => {
  const fillOf = (params: JsonObject) => numbersOf(run([chol], params).frame.columns[0])[1];
  expect(fillOf({ method: "mean" })).toBeCloseTo(740 / 3, 12);
  expect(fillOf({ method: "median" })).toBe(240);
  expect(fillOf({ method: "most-frequent" })).toBe(200);
  expect(fillOf({ method: "constant", constant: -1 })).toBe(-1);
});

test("says how many values it filled, of which column, with what", () => {
  const { effect } = run([chol], { method: "median" });
  expect(effect).toMatchObject({ changed: 2, droppedRows: 0, columnsBefore: 1, columnsAfter: 1 });
  expect(effect.message).toEqual({
    en: "Filled 2 missing values of “chol” with the median 240.",
    zh: "用中位数 240 填补了“chol”的 2 个缺失值。",
  });
});

test("fills categories with the commonest one, the first of equals, or a category of their own", () => {
  expect(namesOf(run([thal], { method: "most-frequent" }).frame.columns[0])[2]).toBe("fixed");
  expect(namesOf(run([thal], { method: "constant", constant: 0 }).frame.columns[0])[2]).toBe("missing");
});

test("refuses the mean of categories and a column without any value", () => {
  expect(() => run([thal], { method: "mean" })).toThrow("“thal” is a category column and has no mean");
  const empty = numberColumn("empty", [null, null, null, null, null]);
  expect(() => run([empty], { method: "median" })).toThrow("no training row has a value of “empty”");
});

test("drops the rows that have a gap in any of its columns and keeps the row numbers of the others", () => {
  const { frame, effect } = run([chol, thal], { method: "drop-row" });
  expect(Array.from(frame.rows)).toEqual([0, 3]);
  expect(numbersOf(frame.columns[0])).toEqual([200, 300]);
  expect(namesOf(frame.columns[1])).toEqual(["fixed", "normal"]);
  expect(effect).toMatchObject({ changed: 0, droppedRows: 3 });
});

test("takes infinities for gaps", () => {
  const column = numberColumn("x", [1, Infinity, 3, 2, -Infinity]);
  expect(numbersOf(run([column], { method: "median" }).frame.columns[0])).toEqual([1, 2, 3, 2, 2]);
});
