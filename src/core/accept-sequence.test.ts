import { expect, test } from "vitest";
import { acceptSequence } from "./accept-sequence";
import type { ColumnInfo } from "./column";
import { sequenceTasks } from "./sequence-fields";
import type { Task } from "./task";

const columns = (...kinds: string[]) => kinds.map((kind) => ({ name: kind, kind }) as ColumnInfo); // only these are looked at
const window = { lookBack: 4, horizon: 1 };
const byRow: Task = { kind: "classification", target: "y" };

test("windows are of numbers, categories and times; a row by itself is one text", () => {
  for (const task of [
    { ...byRow, window },
    { kind: "forecasting", target: "y", window },
  ] satisfies Task[]) {
    expect(acceptSequence(sequenceTasks, task, columns("number", "category", "time")).ok).toBe(true);
    expect(acceptSequence(sequenceTasks, task, []).ok).toBe(true);
    for (const kind of ["text", "image"]) {
      const verdict = acceptSequence(sequenceTasks, task, columns("number", kind));
      expect(verdict).toMatchObject({ ok: false, reason: { en: expect.stringContaining(`“${kind}”`) } });
    }
  }
  expect(acceptSequence(sequenceTasks, byRow, columns("text")).ok).toBe(true);
  expect(acceptSequence(sequenceTasks, byRow, columns("number")).ok).toBe(false);
});

test("windows are given back by those alone that give something back", () => {
  const task: Task = { kind: "reconstruction", window: { lookBack: 4 } };
  expect(acceptSequence(sequenceTasks, task, columns("number")).ok).toBe(false);
  expect(acceptSequence(["reconstruction"], task, columns("number", "category")).ok).toBe(true);
  expect(acceptSequence(["reconstruction"], task, columns("image")).ok).toBe(false);
});
