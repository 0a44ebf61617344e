import { expect, test } from "vitest";
import { categoryColumn, numberColumn, textColumn, timeColumn } from "../core/make-column";
import { rowRange, toyDataset } from "../core/toy-dataset.fixture";
import { atOnce } from "../core/work";
import { conformFrame } from "./conform-frame";
import { applyPipeline, fitPipeline } from "./pipeline";

const day = 86_400_000;
const train = toyDataset([
  numberColumn("age", [20, 40, 60]),
  categoryColumn("grade", ["1", "2", "3"]),
  timeColumn("seen", [0, day, 2 * day]),
]);
const fitted = atOnce(
  fitPipeline(
    train,
    ["age", "grade", "seen"],
    [
      {
        kind: "date-parts",
        columns: ["seen"],
        params: { hour: false, weekday: false, month: false, elapsedDays: true },
      },
      { kind: "encode", columns: ["grade"], params: {} },
    ],
    rowRange(3),
  ),
);

test("finds columns by name and categories by their names, whatever their order and codes", () => {
  const other = toyDataset([
    timeColumn("seen", [3 * day, 4 * day]),
    categoryColumn("grade", ["3", "1"]),
    textColumn("note", ["x", "y"]),
    numberColumn("age", [30, 50]),
  ]);
  const { inputs } = atOnce(applyPipeline(fitted, conformFrame(other, fitted, rowRange(2))));
  expect(Array.from(inputs.data)).toEqual([30, 0, 0, 1, 3, 50, 1, 0, 0, 4]);
});

test("reads numbers and times that came as text or categories, and categories that came as numbers", () => {
  const other = toyDataset([
    categoryColumn("age", ["30", " 5e1 "]),
    numberColumn("grade", [3, 1]),
    textColumn("seen", ["1970-01-04", "1970/1/5 00:00"]),
  ]);
  const { inputs } = atOnce(applyPipeline(fitted, conformFrame(other, fitted, rowRange(2))));
  expect(Array.from(inputs.data)).toEqual([30, 0, 0, 1, 3, 50, 1, 0, 0, 4]);
});

test("gives a category that training rows did not have a code of its own, which the encoder counts", () => {
  const other = toyDataset([
    numberColumn("age", [30, 50, 70]),
    categoryColumn("grade", ["4", null, "4"], ["4"]),
    timeColumn("seen", [0, 0, 0]),
  ]);
  const frame = conformFrame(other, fitted, rowRange(3));
  expect(frame.columns[1]).toEqual(categoryColumn("grade", ["4", null, "4"], ["1", "2", "3", "4"]));
  const known = conformFrame(other, fitted, Uint32Array.of(0, 2));
  expect(atOnce(applyPipeline(fitted, known)).effects[1]?.message.en).toContain(
    "2 values of categories that no training row has",
  );
});

test("names the columns that are missing and the first value that does not fit", () => {
  const without = toyDataset([numberColumn("age", [1])]);
  expect(() => conformFrame(without, fitted, rowRange(1))).toThrow(
    "The new data have no columns “grade”, “seen”, which the model needs.",
  );
  const odd = toyDataset([
    textColumn("age", ["30", "old", "older"]),
    categoryColumn("grade", ["1", "1", "1"]),
    timeColumn("seen", [0, 0, 0]),
  ]);
  expect(() => conformFrame(odd, fitted, rowRange(3))).toThrow(
    "“age” cannot become number: 2 values do not fit, the first in row 2: “old”.",
  );
});

test.each(["2024-02-30", "2024-13-01", "2024-01-01 25:00", "soon"])("%s is no time", (text) => {
  const other = toyDataset([numberColumn("age", [1]), categoryColumn("grade", ["1"]), textColumn("seen", [text])]);
  expect(() => conformFrame(other, fitted, rowRange(1))).toThrow(`“${text}”`);
});
