import { expect, test } from "vitest";
import type { Column } from "../../core/column";
import { nameAt } from "../../core/column-values";
import { columnNamed, openText } from "../open.fixture";
import { convertColumn } from "./convert";
import { datasetFromRecords } from "./from-records";
import { columnFacts } from "../summaries/column-facts";
import { sliceRows } from "./slice-rows";

const numbers: Column = { kind: "number", name: "n", values: Float64Array.of(2, 1.5, Number.NaN, 2) };
const names = (column: Column) => [0, 1, 2, 3].map((row) => nameAt(column, row));

test("numbers become categories in order of their value, and come back", () => {
  const categories = convertColumn(numbers, "category");
  expect(categories).toMatchObject({ kind: "category", categories: ["1.5", "2"] });
  expect(Array.from(categories.kind === "category" ? categories.codes : [])).toEqual([1, 0, -1, 1]);
  expect(convertColumn(categories, "number")).toEqual(numbers);
  expect(convertColumn(convertColumn(numbers, "text"), "number")).toEqual(numbers);
});

test("texts become numbers with either decimal sign, and marks missing", async () => {
  const texts = convertColumn(columnNamed(await openText("a\n1x\n2x\n3x\n4x\n", { header: true }), "a"), "text");
  expect(() => convertColumn(texts, "number")).toThrow(/4 values do not fit, the first in row 1: “1x”/);
  const store = convertColumn({ ...numbers }, "text");
  expect(names(store)).toEqual(["2", "1.5", null, "2"]);
});

test("times become ISO text, and come back", () => {
  const times: Column = { kind: "time", name: "t", values: Float64Array.of(0, 86_400_000, Number.NaN, 1.6e12) };
  const text = convertColumn(times, "text");
  expect(nameAt(text, 1)).toBe("1970-01-02T00:00:00.000Z");
  expect(convertColumn(text, "time")).toEqual(times);
});

test("years, written dates and seconds since 1970 become times; other numbers do not", () => {
  const of = (...values: number[]): Column => ({ kind: "number", name: "n", values: Float64Array.from(values) });
  const times = convertColumn(of(2020, 20200131, 1_577_836_800, Number.NaN), "time");
  expect(Array.from(times.kind === "time" ? times.values : [])).toEqual([
    Date.UTC(2020, 0, 1),
    Date.UTC(2020, 0, 31),
    Date.UTC(2020, 0, 1),
    Number.NaN,
  ]);
  expect(() => convertColumn(of(2020, 17), "time")).toThrow(/row 2: “17”/);
});

test("a page of rows has values by column, null where missing", async () => {
  const dataset = await openText("n,c\n1,x\n,y\n");
  expect(sliceRows(dataset, [1, 0])).toEqual({
    from: 1,
    rows: [1, 0],
    values: [
      [null, 1],
      ["y", "x"],
    ],
  });
  expect(() => sliceRows(dataset, [2])).toThrow(/rows 0 to 2/);
});

test("a form's record gets the columns of the data set, with the same category codes", async () => {
  const dataset = await openText("n,c,d\n1,x,2020-01-01\n2,y,2020-01-02\n3,x,2020-01-03\n");
  const like = dataset.columns.map((column) => columnFacts(column).info);
  const form = datasetFromRecords("f", "form", [{ n: "4.5", c: "y", d: "2021-02-03" }, { c: "new" }], like);
  const [n, c, d] = form.columns;
  expect(n?.kind === "number" && Array.from(n.values)).toEqual([4.5, Number.NaN]);
  expect(c?.kind === "category" && [Array.from(c.codes), c.categories]).toEqual([
    [1, 2],
    ["x", "y", "new"],
  ]);
  expect(d?.kind === "time" && d.values[0]).toBe(Date.UTC(2021, 1, 3));
  expect(() => datasetFromRecords("f", "form", [{ n: "many" }], like)).toThrow(/“many”/);
});
