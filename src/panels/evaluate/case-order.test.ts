import { expect, test } from "vitest";
import type { Cases } from "../../core/run";
import { orderCases } from "./case-order";

/** Rows 10 to 14 of three classes. */
const cases: Cases = {
  rows: Uint32Array.of(10, 11, 12, 13, 14),
  actual: Float64Array.of(0, 1, 2, 0, 1),
  predicted: Float64Array.of(0, 0, 2, 1, 1),
  probabilities: Float64Array.of(0.5, 0.3, 0.2, 0.7, 0.2, 0.1, 0, 0.1, 0.9, 0.41, 0.42, 0.17, 0.1, 0.9, 0),
  categories: ["a", "b", "c"],
};
const rows = (order: Parameters<typeof orderCases>[1]) => orderCases(cases, order).map(({ row }) => row);

test("the worst are those whose true class got least", () => {
  expect(rows("worst")).toEqual([11, 13, 10, 12, 14]);
});

test("the least certain are those with the smallest lead of the likeliest class, right or wrong", () => {
  expect(rows("unsure")).toEqual([13, 10, 11, 12, 14]);
});

test("the right ones come surest first, and nothing else with them", () => {
  expect(rows("right")).toEqual([12, 14, 10]);
});

test("each says how sure the model was of what it said", () => {
  expect(orderCases(cases, "worst")[1]).toEqual({ row: 13, actual: 0, predicted: 1, confidence: 0.42 });
});
