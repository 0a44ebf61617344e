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
    expect(rows.slice(0, 4).map(({ value }) => value)).toEqual([63, "old", 0, null]);
    expect(rows.flatMap(({ features }) => features.map(({ value }) => value))).toEqual([0.9, 1, 0, 0.5, 7]);
  });
});
