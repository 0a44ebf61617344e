import { expect, test } from "vitest";
import { defaultsOf, resolveFields } from "../core/field";
import { categoryColumn, imageColumn, numberColumn, textColumn, timeColumn } from "../core/make-column";
import type { JsonObject } from "../core/json";
import type { Picture } from "../core/picture";
import { rowRange } from "../core/toy-dataset.fixture";
import { atOnce } from "../core/work";
import type { Frame } from "./frame";
import { describeSteps, stepSpecOf, stepSpecs } from "./registry";

function picture(width: number, height: number): Picture {
  return { width, height, channels: 1, pixels: Uint8Array.from({ length: width * height }, (_, i) => 10 * i) };
}

/** What differs from the defaults, so that there is something to do. */
const chosen: Readonly<Record<string, JsonObject>> = { resize: { size: 4 } };

const frame: Frame = {
  rows: rowRange(4),
  columns: [
    numberColumn("n", [1, null, -999, 7]),
    categoryColumn("c", ["a", "b", null, "a"]),
    timeColumn("t", [0, 86_400_000, null, 5e11]),
    textColumn("w", ["one word", "two words", "", "one more"]),
    imageColumn("p", [picture(2, 3), picture(4, 4), null, picture(1, 1)]),
  ],
};

test("kinds are unique", () => {
  const kinds = stepSpecs.map((spec) => spec.kind);
  expect(new Set(kinds).size).toBe(kinds.length);
});

test("an unknown step is refused by name", () => {
  expect(() => stepSpecOf({ kind: "fourier", columns: [], params: {} })).toThrow("there is no such step; known: ");
});

test("the page gets plain data", () => {
  expect(JSON.parse(JSON.stringify(describeSteps()))).toEqual(describeSteps());
});

test.each(stepSpecs)("$kind keeps the contract of a step", (spec) => {
  const columns = frame.columns
    .filter(
      (column) => spec.columnKinds.includes(column.kind) && !(spec.kind === "impute" && column.kind === "category"),
    )
    .map((column) => column.name);
  const step = { kind: spec.kind, columns, params: { ...defaultsOf(spec.fields), ...chosen[spec.kind] } };
  expect(resolveFields(spec.fields, step.params).problems).toEqual([]);
  expect(columns).not.toEqual([]);

  const before = structuredClone(frame);
  const state = atOnce(spec.fit(frame, step));
  const stored = JSON.parse(JSON.stringify(state));
  expect(stored).toEqual(state);
  const first = atOnce(spec.transform(frame, step, state));
  expect(atOnce(spec.transform(frame, step, stored))).toEqual(first);
  expect(frame).toEqual(before);

  const { effect } = first;
  expect(effect.kind).toBe(spec.kind);
  expect(effect.columnsBefore).toBe(frame.columns.length);
  expect(effect.columnsAfter).toBe(first.frame.columns.length);
  expect(effect.changed).toBeGreaterThan(0);
  expect(effect.message.en).toMatch(/^[^]+\.$/);
  expect(effect.message.zh).toMatch(/^[^]+。$/);
  if (spec.namesMadeOf) {
    const names = columns.flatMap((column) => spec.namesMadeOf?.(column, step) ?? []);
    expect(first.frame.columns.map((column) => column.name)).toEqual(expect.arrayContaining(names));
  }
});
