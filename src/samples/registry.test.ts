import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { answerColumns, answerName } from "../core/answer-columns";
import type { Column } from "../core/column";
import { isMissingAt, lengthOfColumn, pictureAt } from "../core/column-values";
import { createRandom } from "../core/random";
import type { SampleSpec, SampleTable } from "../core/sample-spec";
import { sampleSpecs } from "./registry";

const made = new Map<string, SampleTable>();

/** The table of seed 7, made once: some take a second. */
function tableOf(spec: SampleSpec): SampleTable {
  const table = made.get(spec.id) ?? spec.generate(createRandom(7));
  made.set(spec.id, table);
  return table;
}

/** Millions of bytes are compared by their hash: one by one they take a minute. */
function comparable({ name, columns }: SampleTable): unknown {
  const short = (column: Column) =>
    column.kind === "image" ? { ...column, pixels: createHash("sha256").update(column.pixels).digest("hex") } : column;
  return { name, columns: columns.map(short) };
}

test("ids are unique", () => {
  expect(new Set(sampleSpecs.map((spec) => spec.id)).size).toBe(sampleSpecs.length);
});

test.each(sampleSpecs)("$id keeps the contract of a sample", (spec) => {
  const { name, columns } = tableOf(spec);
  const names = columns.map((column) => column.name);
  expect(name).toMatch(/synthetic/);
  expect(new Set(names).size).toBe(names.length);
  for (const answer of answerColumns(spec.task)) expect(names).toContain(answer);
  for (const feature of spec.task.features ?? []) expect(names).toContain(feature);
  if (spec.split?.by !== undefined) expect(names).toContain(spec.split.by);
  for (const column of columns) {
    expect(lengthOfColumn(column)).toBe(spec.rowCount);
    if (column.kind !== "category") continue;
    expect(Math.max(...column.codes)).toBeLessThan(column.categories.length);
    if (spec.task.kind === "classification" && column.name === spec.task.target && spec.task.positive !== undefined) {
      expect(column.categories).toContain(spec.task.positive);
    }
  }
  const target = columns.find((column) => column.name === answerName(spec.task));
  const rows = Array.from({ length: spec.rowCount }, (_, row) => row);
  expect(target && rows.some((row) => isMissingAt(target, row))).toBe(false);
});

test.each(sampleSpecs)("$id: the same seed makes the same table, another one another", (spec) => {
  const first = comparable(tableOf(spec));
  expect(comparable(spec.generate(createRandom(7)))).toEqual(first);
  expect(comparable(spec.generate(createRandom(8)))).not.toEqual(first);
});

test.each(sampleSpecs)("$id says that it is synthetic, in two to four sentences of each language", (spec) => {
  expect(spec.lesson.en).toMatch(/synthetic/);
  expect(spec.lesson.zh).toMatch(/合成/);
  expect(spec.lesson.en.match(/[.!?]( |$)/g)?.length).toBeGreaterThanOrEqual(2);
  expect(spec.lesson.en.match(/[.!?]( |$)/g)?.length).toBeLessThanOrEqual(4);
  expect(spec.question.en).toMatch(/\?$/);
  expect(spec.question.zh).toMatch(/？$/);
});

test.each(sampleSpecs.filter(({ preview }) => preview))("$id previews the pictures of its first rows", (spec) => {
  const { columns } = tableOf(spec);
  const column = columns.find(({ kind }) => kind === "image");
  if (column?.kind !== "image") throw new Error("no pictures");
  expect(spec.task.features).toEqual([column.name]);
  let row = 0;
  for (const picture of spec.preview?.(createRandom(7)) ?? []) {
    expect(picture).toEqual(pictureAt(column, row));
    if (++row === 10) break;
  }
  expect(row).toBe(10);
});
