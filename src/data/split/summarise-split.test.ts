import { expect, test } from "vitest";
import { categoryColumn } from "../../core/make-column";
import { summariseSplit } from "./summarise-split";

test("counts rows, groups and classes of each subset, and the rows in none", () => {
  const split = { train: Uint32Array.of(0, 1, 2), validation: Uint32Array.of(3), test: Uint32Array.of(4) };
  const targets = {
    rows: Uint32Array.of(0, 1, 2, 3, 4),
    values: Float64Array.of(0, 1, 0, 1, 1),
    categories: ["no", "yes"],
  };
  const groupBy = categoryColumn("patient", ["a", "a", "b", "c", "d", null]);
  const summary = summariseSplit({ split, rowCount: 6, targets, groupBy });
  const classes = (no: number, yes: number) => [
    { category: "no", count: no },
    { category: "yes", count: yes },
  ];
  expect(summary).toEqual({
    subsets: {
      train: { rows: 3, groups: 2, classes: classes(2, 1) },
      validation: { rows: 1, groups: 1, classes: classes(0, 1) },
      test: { rows: 1, groups: 1, classes: classes(0, 1) },
    },
    unit: "patient",
    leftOut: 1,
  });
});
