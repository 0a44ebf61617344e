import { expect, test } from "vitest";
import { classKeys, nextKey, nextWithout, withNewNames } from "./labelling";

test("every class has a key of its own, none of which leads to the next picture", () => {
  expect(new Set(classKeys).size).toBe(35);
  expect(classKeys).not.toContain(nextKey);
});

test("keeps the names in their places when others come before them", () => {
  const names = withNewNames(["cat", "dog"], ["bird", "cat", "dog", "fish", "fish"]);
  expect(names).toEqual(["cat", "dog", "bird", "fish"]);
  expect(withNewNames(names, ["dog"])).toBe(names);
});

test("finds the next picture without a class, round the end, and says when there is none", () => {
  const rows = [10, 11, 12, 13];
  const without =
    (...missing: number[]) =>
    (row: number) =>
      !missing.includes(row);
  expect(nextWithout(rows, without(11, 13), 1)).toBe(13);
  expect(nextWithout(rows, without(11), 3)).toBe(11);
  expect(nextWithout(rows, without(11), 1)).toBe(11);
  expect(nextWithout(rows, without(), 0)).toBeUndefined();
  expect(nextWithout([], without(1), -1)).toBeUndefined();
});
