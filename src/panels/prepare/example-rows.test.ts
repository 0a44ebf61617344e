import { describe, expect, it } from "vitest";
import { exampleRows } from "./example-rows";

describe("exampleRows", () => {
  const rows = exampleRows({
    row: 0,
    before: [
      { column: "age", value: 63 },
      { column: "age group", value: "old" },
      { column: "visit", value: 0 },
      { column: "dropped", value: null },
    ],
    after: [
      { feature: "age", value: 0.9 },
      { feature: "age group = old", value: 1 },
      { feature: "age group = young", value: 0 },
      { feature: "visit: hour (sine)", value: 0.5 },
      { feature: "made of several", value: 7 },
    ],
  });

  it("puts the features beside the column that they were made of", () => {
    expect(rows.map(({ column, features }) => [column, features.map(({ part }) => part)])).toEqual([
      ["age", [""]],
      ["age group", ["old", "young"]],
      ["visit", ["hour (sine)"]],
      ["dropped", []],
      ["made of several", [""]],
    ]);
  });

  it("keeps every value of the row, before and after", () => {
    expect(rows[4]).not.toHaveProperty("value");
    expect(rows.slice(0, 4).map(({ value }) => value)).toEqual([63, "old", 0, null]);
    expect(rows.flatMap(({ features }) => features.map(({ value }) => value))).toEqual([0.9, 1, 0, 0.5, 7]);
  });

  it("puts the steps of a window beside their column, those of the outcome too", () => {
    const windows = exampleRows({
      row: 0,
      before: [
        { column: "time", value: 0 },
        { column: "heat", value: 20 },
      ],
      after: [
        { feature: "calls (−1)", value: 4 },
        { feature: "heat (−1)", value: 0.2 },
        { feature: "calls (now)", value: 5 },
        { feature: "heat (now)", value: 0.3 },
        { feature: "time: hour (sine) (now)", value: 1 },
      ],
    });
    expect(windows).toEqual([
      { column: "time", value: 0, features: [{ part: "hour (sine) (now)", value: 1 }] },
      {
        column: "heat",
        value: 20,
        features: [
          { part: "(−1)", value: 0.2 },
          { part: "(now)", value: 0.3 },
        ],
      },
      {
        column: "calls",
        features: [
          { part: "(−1)", value: 4 },
          { part: "(now)", value: 5 },
        ],
      },
    ]);
  });
});
