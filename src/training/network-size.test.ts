import { expect, test } from "vitest";
import { warnOfSize } from "./network-size";

test.each([
  [93_322, 5_000],
  [77_000, 360],
  [10_000_000, 1_000_000],
  [100_000, 100],
])("%i weights for %i rows are usual", (weights, rows) => expect(warnOfSize(weights, rows)).toBeNull());

test.each([
  [50_467_969, 5_000, /50,000,000 weights, 10,000 for every/],
  [50_467_969, 1_000_000, /50 for every/],
  [100_001, 100, /1,000 for every/],
  [216_330, 0, /220,000 for every/],
])("%i weights for %i rows are too many", (weights, rows, words) => {
  expect(warnOfSize(weights, rows)?.en).toMatch(words);
  expect(warnOfSize(weights, rows)?.zh).toMatch(/权重/);
});
