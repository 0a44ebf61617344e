import { expect, test } from "vitest";
import fc from "fast-check";
import type { Column } from "../core/column";
import { categoryColumn, numberColumn, textColumn, timeColumn } from "../core/make-column";
import type { PipelineStep } from "../core/pipeline";
import { rowRange, toyDataset } from "../core/toy-dataset.fixture";
import { atOnce } from "../core/work";
import { takeFrame } from "./frame";
import { applyPipeline, fitPipeline } from "./pipeline";

const age = numberColumn("age", [20, null, 40, 60, 1000, null]);
const sex = categoryColumn("sex", ["f", "m", "f", null, "x", "m"]);
const visit = timeColumn(
  "visit",
  [0, 6, 12, 18, 24, null].map((hours) => (hours === null ? null : hours * 3_600_000)),
);
const dataset = toyDataset([age, sex, visit, textColumn("note", ["a", "b", "c", "d", "e", "f"])]);
const features = ["age", "sex", "visit"];
const trainRows = rowRange(4);
const steps: readonly PipelineStep[] = [
  { kind: "date-parts", columns: ["visit"], params: { weekday: false, month: false } },
  { kind: "impute", columns: ["age", "visit: hour"], params: { method: "median" } },
  { kind: "impute", columns: ["sex"], params: { method: "most-frequent" } },
  { kind: "scale", columns: ["age", "visit: hour"], params: { method: "min-max" } },
  { kind: "encode", columns: ["sex"], params: {} },
];

test("lays out the rows as numbers, each step after the one before it", () => {
  const fitted = atOnce(fitPipeline(dataset, features, steps, trainRows));
  expect(fitted.features).toEqual(["age", "sex = f", "sex = m", "visit: hour"]);
  const { inputs, rows, effects } = atOnce(applyPipeline(fitted, takeFrame(dataset, features, rowRange(6))));
  expect(inputs.shape).toEqual([6, 4]);
  expect(Array.from(rows)).toEqual([0, 1, 2, 3, 4, 5]);
  // age: median 40 of 20, 40, 60; range 20 to 60. hour: 0, 6, 12, 18, then 0 of the next day, then the median 9.
  expect(Array.from(inputs.data)).toEqual(
    [
      [0, 1, 0, 0],
      [0.5, 0, 1, 6 / 18],
      [0.5, 1, 0, 12 / 18],
      [1, 1, 0, 1],
      [24.5, 0, 0, 0],
      [0.5, 0, 1, 0.5],
    ].flat(),
  );
  // hours of 0 stay 0
  expect(effects.map((effect) => effect.changed)).toEqual([5, 3, 1, 10, 6]);
});

test("learns from training rows only: other rows may hold anything", () => {
  const fitted = atOnce(fitPipeline(dataset, features, steps, trainRows));
  fc.assert(
    fc.property(
      fc.array(fc.double(), { minLength: 2, maxLength: 2 }),
      fc.constantFrom("f", "m", "x", null),
      (ages, one) => {
        const other: readonly Column[] = [
          numberColumn("age", [20, null, 40, 60, ...ages]),
          categoryColumn("sex", ["f", "m", "f", null, one, "zebra"]),
          timeColumn("visit", [0, 6 * 3_600_000, 12 * 3_600_000, 18 * 3_600_000, -1e12, 4e12]),
        ];
        expect(atOnce(fitPipeline(toyDataset(other), features, steps, trainRows))).toEqual(fitted);
      },
    ),
    { seed: 1, numRuns: 50 },
  );
});

test("comes back from JSON and gives the same numbers", () => {
  const fitted = atOnce(fitPipeline(dataset, features, steps, trainRows));
  const restored: typeof fitted = JSON.parse(JSON.stringify(fitted));
  const frame = takeFrame(dataset, features, rowRange(6));
  expect(atOnce(applyPipeline(restored, frame))).toEqual(atOnce(applyPipeline(fitted, frame)));
});

test("keeps what the training rows were like, for the form", () => {
  const { inputColumns } = atOnce(fitPipeline(dataset, features, steps, trainRows));
  expect(inputColumns[0]).toEqual({ name: "age", kind: "number", categories: [], range: [20, 60], typical: 40 });
  expect(inputColumns[1]).toEqual({ name: "sex", kind: "category", categories: ["f", "m"], range: null, typical: "f" });
});

const refusals: readonly (readonly [string, readonly string[], readonly PipelineStep[], string])[] = [
  ["a gap that no step fills", ["age"], [], "“age” still has 1 missing values after all steps"],
  ["a category that no step encodes", ["sex"], [], "“sex” is still a category column after all steps"],
  ["a text", ["note"], [], "“note” is still a text column after all steps"],
  [
    "a step on a kind it does not work on",
    ["sex"],
    [{ kind: "scale", columns: ["sex"], params: {} }],
    "“sex” is a category column",
  ],
  [
    "a step on a column that is not there",
    ["age"],
    [{ kind: "scale", columns: ["agee"], params: {} }],
    "There is no column “agee”",
  ],
  ["a feature that is not there", ["agee"], [], "There is no column “agee”"],
  [
    "a parameter out of range",
    ["age"],
    [{ kind: "scale", columns: ["age"], params: { method: "max" } }],
    "it must be one of standard, min-max, robust",
  ],
  ["a step that is not there", ["age"], [{ kind: "pca", columns: ["age"], params: {} }], "there is no such step"],
];

test.each(refusals)("refuses %s in a sentence", (_, columns, asked, sentence) => {
  expect(() => atOnce(fitPipeline(dataset, columns, asked, trainRows))).toThrow(sentence);
});

test("refuses to make a second column of one name", () => {
  const twice = toyDataset([sex, numberColumn("sex = f", [1, 2, 3, 4, 5, 6])]);
  const encode: readonly PipelineStep[] = [
    { kind: "impute", columns: ["sex"], params: { method: "most-frequent" } },
    { kind: "encode", columns: ["sex"], params: {} },
  ];
  expect(() => atOnce(fitPipeline(twice, ["sex", "sex = f"], encode, trainRows))).toThrow(
    "a second column called “sex = f”",
  );
});

test("refuses to drop every training row", () => {
  const drop = [{ kind: "impute", columns: ["age"], params: { method: "drop-row" } }];
  expect(() => atOnce(fitPipeline(dataset, ["age"], drop, Uint32Array.of(1, 5)))).toThrow("has 0 rows: too few");
});
