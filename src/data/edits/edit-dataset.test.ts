import fc from "fast-check";
import { expect, test } from "vitest";
import type { Column } from "../../core/column";
import { nameAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import type { DatasetEdit } from "../../core/dataset-edit";
import { includedRows } from "../../core/excluded-rows";
import { categoryColumn, imageColumn, numberColumn, textColumn } from "../../core/make-column";
import { describeDataset } from "../summaries/describe";
import { convertEdited } from "./convert-edited";
import { editDataset, openedDataset } from "./edit-dataset";

const grey = (byte: number) => ({ width: 1, height: 2, channels: 1 as const, pixels: Uint8Array.of(byte, byte) });

function films(): Dataset {
  const columns: readonly Column[] = [
    imageColumn("image", [grey(1), grey(2), null, grey(4)]),
    categoryColumn("label", ["normal", "shadow", null, "normal"], ["shadow", "normal"]),
    numberColumn("age", [1, 2, 3, null]),
    textColumn("file", ["a", "b", "c", "d"]),
    categoryColumn("ward", ["n", "s", "n", "s"]),
  ];
  return { id: "d", name: "films", rowCount: 4, columns, source: { files: [] }, warnings: [] };
}

const relabel = (column: string, rows: readonly number[], category: string): DatasetEdit => ({
  kind: "relabel",
  column,
  rows,
  category,
});
const exclude = (...rows: number[]): DatasetEdit => ({ kind: "exclude", rows });

function labels(dataset: Dataset, name: string): readonly (string | null)[] | undefined {
  const column = dataset.columns.find((known) => known.name === name);
  return column && [0, 1, 2, 3].map((row) => nameAt(column, row));
}

const fingerprint = async (dataset: Dataset) => (await describeDataset(dataset)).fingerprint;

test("a label changes where it is said, in the place of its column, and nothing else does", () => {
  const opened = films();
  const edited = editDataset(opened, [relabel("label", [0, 2], "shadow")]);
  expect(labels(edited, "label")).toEqual(["shadow", "shadow", "shadow", "normal"]);
  expect(edited.columns.map(({ name }) => name)).toEqual(opened.columns.map(({ name }) => name));
  expect(edited.columns.filter((column, i) => column !== opened.columns[i]).map(({ name }) => name)).toEqual(["label"]);
  expect(labels(opened, "label")).toEqual(["normal", "shadow", null, "normal"]);
});

test("of two labels the later one counts; a new category comes after the old ones, a new column after the others", () => {
  const edited = editDataset(films(), [
    relabel("label", [0, 1], "unclear"),
    relabel("label", [1], "normal"),
    relabel("reader", [3], "second"),
  ]);
  expect(labels(edited, "label")).toEqual(["unclear", "normal", null, "normal"]);
  expect(edited.columns[1]).toMatchObject({ categories: ["shadow", "normal", "unclear"] });
  expect(edited.columns.at(-1)).toEqual({
    kind: "category",
    name: "reader",
    codes: Int32Array.of(-1, -1, -1, 0),
    categories: ["second"],
  });
});

test("a list replaces the one before: leaving out the last is undoing it, leaving out all gives back what was opened", async () => {
  const opened = films();
  const first = [relabel("label", [0], "shadow"), exclude(3)];
  const once = editDataset(opened, first);
  const twice = editDataset(once, [...first, relabel("new", [1], "x"), relabel("ward", [0], "w"), exclude(1)]);
  expect(editDataset(twice, first)).toEqual(once);
  const back = editDataset(twice, []);
  expect(back).toEqual(films());
  expect(back.columns).toEqual(opened.columns);
  expect(back.columns.map((column, i) => column === opened.columns[i])).not.toContain(false);
  expect("edits" in back || "base" in back).toBe(false);
  expect(await describeDataset(back)).toEqual(await describeDataset(films()));
});

test("whatever is edited: without edits the data set is what was opened, with its print", async () => {
  const print = await fingerprint(films());
  const rows = fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1 });
  const edit: fc.Arbitrary<DatasetEdit> = fc.oneof(
    fc.record({
      kind: fc.constant("relabel" as const),
      column: fc.constantFrom("label", "ward", "extra", "other"),
      rows,
      category: fc.constantFrom("normal", "shadow", "n", "new", "newer"),
    }),
    fc.record({ kind: fc.constant("exclude" as const), rows }),
  );
  const lists = fc.array(fc.array(edit, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(lists, async (all) => {
      const last = all.reduce<Dataset>((dataset, edits) => editDataset(dataset, edits), films());
      expect(last).toEqual(editDataset(films(), all.at(-1) ?? []));
      expect(openedDataset(last)).toEqual(films());
      expect(await fingerprint(editDataset(last, []))).toBe(print);
    }),
    { numRuns: 60, seed: 4 },
  );
});

test("excluded rows stay in the table, take no part and change the print", async () => {
  const opened = films();
  const edited = editDataset(opened, [exclude(1), exclude(1, 2)]);
  expect(edited.columns).toEqual(opened.columns);
  expect(Array.from(includedRows(edited))).toEqual([0, 3]);
  const prints = await Promise.all(
    [opened, edited, editDataset(opened, [exclude(2, 1)]), editDataset(opened, [exclude(1)])].map(fingerprint),
  );
  expect(prints[1]).toBe(prints[2]);
  expect(new Set(prints).size).toBe(3);
});

test("a label set to what it was keeps the print; another one changes it", async () => {
  const print = await fingerprint(films());
  expect(await fingerprint(editDataset(films(), [relabel("label", [0], "normal")]))).toBe(print);
  expect(await fingerprint(editDataset(films(), [relabel("label", [0], "shadow")]))).not.toBe(print);
});

test("what cannot be is refused with a sentence, and changes nothing", () => {
  const opened = films();
  expect(() => editDataset(opened, [relabel("label", [4], "x")])).toThrow(/rows 0 to 4/);
  expect(() => editDataset(opened, [exclude(-1)])).toThrow(/Rows -1/);
  expect(() => editDataset(opened, [exclude(0.5)])).toThrow(/Rows 0.5/);
  expect(() => editDataset(opened, [relabel("age", [0], "old")])).toThrow(/“age” as number cannot hold labels/);
  expect(() => editDataset(opened, [relabel("image", [0], "old")])).toThrow(/“image” as image cannot/);
  expect(() => editDataset(opened, [relabel("label", [0], " ")])).toThrow(/a column and a name/);
  expect(() => editDataset(opened, [exclude()])).toThrow(/at least one row/);
  expect(opened).toEqual(films());
});

test("a column that is converted keeps the corrections of the others; a corrected one stays a category", () => {
  const edited = editDataset(films(), [relabel("label", [0], "shadow"), relabel("extra", [0], "x"), exclude(2)]);
  const converted = convertEdited(edited, "age", "text");
  expect(converted.columns.map(({ kind }) => kind)).toEqual([
    "image",
    "category",
    "text",
    "text",
    "category",
    "category",
  ]);
  expect(labels(converted, "label")).toEqual(["shadow", "shadow", null, "normal"]);
  expect(editDataset(converted, [])).toEqual(convertEdited(films(), "age", "text"));
  expect(convertEdited(convertEdited(edited, "ward", "text"), "ward", "category")).toEqual(edited);
  expect(() => convertEdited(edited, "label", "text")).toThrow(/“label” as text cannot hold labels/);
  expect(() => convertEdited(edited, "extra", "text")).toThrow(/“extra” as text cannot hold labels/);
  expect(() => convertEdited(edited, "none", "text")).toThrow(/no column “none”/);
  expect(convertEdited(edited, "label", "category")).toBe(edited);
});
