import { expect, test } from "vitest";
import { isMissingAt } from "../core/column-values";
import { lengthOfColumn } from "../core/column-values";
import { createRandom } from "../core/random";
import { sampleSpecs } from "./registry";

test("ids are unique", () => {
  expect(new Set(sampleSpecs.map((spec) => spec.id)).size).toBe(sampleSpecs.length);
});

test.each(sampleSpecs)("$id keeps the contract of a sample", (spec) => {
  const { name, columns } = spec.generate(createRandom(0));
  const names = columns.map((column) => column.name);
  expect(name).toMatch(/synthetic/);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain(spec.task.target);
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
  const target = columns.find((column) => column.name === spec.task.target);
  const rows = Array.from({ length: spec.rowCount }, (_, row) => row);
  expect(target && rows.some((row) => isMissingAt(target, row))).toBe(false);
});

test.each(sampleSpecs)("$id: the same seed makes the same table, another one another", (spec) => {
  expect(spec.generate(createRandom(7))).toEqual(spec.generate(createRandom(7)));
  expect(spec.generate(createRandom(7))).not.toEqual(spec.generate(createRandom(8)));
});

test.each(sampleSpecs)("$id says that it is synthetic, in two to four sentences of each language", (spec) => {
  expect(spec.lesson.en).toMatch(/synthetic/);
  expect(spec.lesson.zh).toMatch(/合成/);
  expect(spec.lesson.en.match(/[.!?]( |$)/g)?.length).toBeGreaterThanOrEqual(2);
  expect(spec.lesson.en.match(/[.!?]( |$)/g)?.length).toBeLessThanOrEqual(4);
  expect(spec.question.en).toMatch(/\?$/);
  expect(spec.question.zh).toMatch(/？$/);
});
