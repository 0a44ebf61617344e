import { expect, test } from "vitest";
import type { Column } from "../../core/column";
import { textColumn } from "../../core/make-column";
import { createRandom } from "../../core/random";
import { pictureOf } from "./picture";

function number(name: string, values: readonly number[]): Column {
  return { kind: "number", name, values: Float64Array.from(values) };
}

function middle(points: readonly (readonly [number, number])[]): number {
  return points.reduce((sum, [x]) => sum + x, 0) / points.length;
}

const rows = Array.from({ length: 1_000 }, (_, row) => row);

test("a class is drawn over the two columns that tell most about it, each class on its own", () => {
  const random = createRandom(3);
  const codes = Int32Array.from(rows, () => random.below(2));
  const noise = () => rows.map(() => random.normal());
  const telling = rows.map((row) => 4 * (codes[row] ?? 0) + random.normal());
  const columns: Column[] = [
    number("noise 1", noise()),
    number("telling", telling),
    number("noise 2", noise()),
    { kind: "category", name: "class", codes, categories: ["no", "yes"] },
  ];
  const picture = pictureOf({ name: "t", columns }, { kind: "classification", target: "class" });
  expect(picture?.series.length).toBe(2);
  // Four standard deviations apart on an axis that spans about ten.
  expect(middle(picture?.series[1] ?? []) - middle(picture?.series[0] ?? [])).toBeGreaterThan(0.25);
  expect(picture?.series.flat().length).toBeLessThanOrEqual(240);
});

test("a number with a time is drawn as its course, without missing values", () => {
  const columns: Column[] = [
    { kind: "time", name: "hour", values: Float64Array.from(rows, (row) => row * 3_600_000) },
    number(
      "cars",
      rows.map((row) => (row === 1 ? Number.NaN : row)),
    ),
  ];
  const picture = pictureOf({ name: "t", columns }, { kind: "regression", target: "cars" });
  expect(picture?.kind).toBe("line");
  expect(picture?.series[0]?.[0]).toEqual([0, 0]);
  expect(picture?.series[0]?.at(-1)).toEqual([1, 1]);
  expect(picture?.series[0]?.length).toBe(119);
});

test("several series are drawn as a line each, on one scale", () => {
  const columns: Column[] = [
    { kind: "time", name: "hour", values: Float64Array.from(rows, (row) => (row % 500) * 3_600_000) },
    {
      kind: "category",
      name: "place",
      codes: Int32Array.from(rows, (row) => Math.floor(row / 500)),
      categories: ["a", "b"],
    },
    number(
      "calls",
      rows.map((row) => (row < 500 ? 1 : 3)),
    ),
  ];
  const window = { lookBack: 2, horizon: 1, time: "hour", series: "place" };
  const picture = pictureOf({ name: "t", columns }, { kind: "forecasting", target: "calls", window });
  expect(picture?.kind).toBe("line");
  expect(picture?.series.map((points) => [points.length, points[0]?.[1]])).toEqual([
    [120, 0],
    [120, 1],
  ]);
});

test("windows to be given back are drawn as the course of their first column", () => {
  const columns: Column[] = [
    { kind: "time", name: "hour", values: Float64Array.from(rows, (row) => row * 3_600_000) },
    number(
      "pressure",
      rows.map((row) => row),
    ),
    { kind: "category", name: "state", codes: Int32Array.from(rows, () => 0), categories: ["usual", "fault"] },
  ];
  const normal = { column: "state", category: "usual" };
  const task = { kind: "reconstruction", normal, window: { lookBack: 4, time: "hour" } } as const;
  const picture = pictureOf({ name: "t", columns }, task);
  expect(picture?.kind).toBe("line");
  expect(picture?.series.map((points) => [points.length, points.at(-1)?.[1]])).toEqual([[120, 1]]);
});

test("texts are drawn as lines of writing, a dash for each word, by class", () => {
  const columns: Column[] = [
    textColumn("note", ["ab cdef", "ghi"]),
    { kind: "category", name: "class", codes: Int32Array.of(1, 0), categories: ["no", "yes"] },
  ];
  const picture = pictureOf({ name: "t", columns }, { kind: "classification", target: "class" });
  expect(picture?.kind).toBe("dashes");
  expect(picture?.series.map((dashes) => dashes.map(([x]) => Math.round(44 * x)))).toEqual([
    [0, 3],
    [0, 2, 3, 7],
  ]);
  expect(picture?.series[1]?.[0]?.[1]).toBe(1);
});

test("a table without numbers has no picture", () => {
  const codes = Int32Array.of(0, 1);
  const column: Column = { kind: "category", name: "class", codes, categories: ["no", "yes"] };
  expect(pictureOf({ name: "t", columns: [column] }, { kind: "classification", target: "class" })).toBeNull();
});
