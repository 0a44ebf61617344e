import { expect, test } from "vitest";
import { groupCodes } from "./group-codes";
import { categoryColumn, numberColumn, textColumn } from "./make-column";

test.each([
  numberColumn("g", [7, null, 7, 3, null]),
  categoryColumn("g", ["b", null, "b", "a", null]),
  textColumn("g", ["七", "", "七", "三", ""]),
])("numbers groups by their first row, missing ones together ($kind)", (column) => {
  const { codes, count } = groupCodes(column, Uint32Array.of(0, 1, 2, 3, 4));
  expect(Array.from(codes)).toEqual([0, 1, 0, 2, 1]);
  expect(count).toBe(3);
  expect(Array.from(groupCodes(column, Uint32Array.of(3, 0)).codes)).toEqual([0, 1]);
});
