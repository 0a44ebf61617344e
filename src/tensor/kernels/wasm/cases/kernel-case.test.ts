import { expect, test } from "vitest";
import { relativeDifference } from "./kernel-case.fixture";

test.each([
  { found: [1, 2], right: [1, 2], difference: 0 },
  { found: [0, NaN, -Infinity], right: [-0, NaN, -Infinity], difference: 0 },
  { found: [1, 3], right: [1, 4], difference: 0.25 },
  { found: [0.5], right: [0], difference: 0.5 },
  { found: [1, 3, Infinity, NaN], right: [1, 4, Infinity, NaN], difference: 0.25 },
  { found: [1, NaN], right: [1, 2], difference: Infinity },
  { found: [1, 2], right: [1, NaN], difference: Infinity },
  { found: [1, 2], right: [1, Infinity], difference: Infinity },
  { found: [1, Infinity], right: [1, -Infinity], difference: Infinity },
  { found: [1], right: [1, 2], difference: Infinity },
])("$found differs from $right by $difference", ({ found, right, difference }) => {
  expect(relativeDifference(found, right)).toBe(difference);
});
