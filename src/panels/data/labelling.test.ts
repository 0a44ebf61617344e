import { expect, test } from "vitest";
import { classKeys, nextKey, nextWithout, withNewNames } from "./labelling";

test("every class has a key of its own, none of which leads to the next picture", () => {
  const names = Array.from({ length: 40 }, (_, at) => `class ${at}`);
  const keys = classKeys(names);
  expect([...keys].slice(0, 11).map(([key]) => key)).toEqual("1234567890a".split(""));
  expect([...keys.values()]).toEqual(names.slice(0, 36));
  expect(keys.has(nextKey)).toBe(false);
});

test("a digit is labelled by its own key, and one more class changes no key", () => {
  expect(classKeys(["0", "1", "7", "B"])).toEqual(new Map(Object.entries({ 0: "0", 1: "1", 7: "7", b: "B" })));
  expect([...classKeys(["cat", "1", "2", "dog"])]).toEqual([
    ["1", "cat"],
    ["2", "1"],
    ["3", "2"],
    ["4", "dog"],
  ]);
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
