import { expect, test } from "vitest";
import type { Column } from "../../core/column";
import { categoryColumn, numberColumn, timeColumn } from "../../core/make-column";
import { toyDataset, toyInfo } from "../../core/toy-dataset.fixture";
import { proposeSplit } from "./propose-split";

const list = <T>(value: (i: number) => T) => Array.from({ length: 100 }, (_, i) => value(i));
const y = categoryColumn(
  "y",
  list((i) => (i % 2 ? "a" : "b")),
);
const visits = numberColumn(
  "Patient ID",
  list((i) => i >> 2),
);
const hours = timeColumn(
  "timestamp",
  list((i) => i * 3_600_000),
);
const given = categoryColumn(
  "split",
  list((i) => (i < 80 ? "train" : "Test")),
);

function propose(columns: readonly Column[], kind: "classification" | "regression" = "classification") {
  return proposeSplit(toyInfo(toyDataset([...columns, y])), { kind, target: "y" });
}

test("takes the column that deals the rows out before all others, and carves what it does not name", () => {
  expect(propose([visits, hours, given])).toEqual({ kind: "given", by: "split", validation: 0.2 });
});

test("keeps patients together before it goes by time", () => {
  expect(propose([hours, visits])).toEqual({ kind: "group", by: "Patient ID", validation: 0.2, test: 0.2 });
});

test("goes by time for a series", () => {
  expect(propose([hours])).toMatchObject({ kind: "time", by: "timestamp" });
});

test.each([
  [
    "patients who come once",
    numberColumn(
      "patient",
      list((i) => i),
    ),
  ],
  [
    "the arms of a study",
    categoryColumn(
      "group",
      list((i) => (i % 2 ? "drug" : "placebo")),
    ),
  ],
  [
    "dates of birth",
    timeColumn(
      "date_of_birth",
      list((i) => i * 1e10),
    ),
  ],
  [
    "a few dates",
    timeColumn(
      "date",
      list((i) => (i % 5) * 86_400_000),
    ),
  ],
  [
    "a split column with other words",
    categoryColumn(
      "split",
      list((i) => (i % 2 ? "left" : "right")),
    ),
  ],
])("deals by class with %s", (_, column) => {
  expect(propose([column]).kind).toBe("stratified");
});

test("deals by chance for a quantity", () => {
  expect(propose([], "regression").kind).toBe("random");
});
