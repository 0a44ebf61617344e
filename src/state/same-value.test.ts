import { expect, it } from "vitest";
import { sameValue } from "./same-value";

it("compares plain values by what they hold", () => {
  expect(sameValue({ a: [1, { b: Number.NaN }], c: undefined }, { a: [1, { b: Number.NaN }] })).toBe(true);
  expect(sameValue({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(sameValue([1, 2], [2, 1])).toBe(false);
  expect(sameValue([], {})).toBe(false);
  expect(sameValue({ a: undefined }, { b: 1 })).toBe(false);
  expect(sameValue(null, {})).toBe(false);
});
