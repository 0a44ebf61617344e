import { expect, test } from "vitest";
import { stepped } from "./number-field";

const unit = { min: 0, max: 1, isWhole: false, scale: "linear" } as const;

test("an arrow moves a whole number by one and stays inside the range", () => {
  const whole = { min: 1, max: 3, isWhole: true, scale: "linear" } as const;
  expect([1, 2, 3].map((value) => stepped(value, 1, whole))).toEqual([2, 3, 3]);
  expect(stepped(1, -1, whole)).toBe(1);
});

test("an arrow moves a fraction by a twentieth of its range without rounding dust", () => {
  expect(stepped(0.1, 1, unit)).toBe(0.15);
  expect(stepped(0.15, 1, unit)).toBe(0.2);
});

test("on a log scale an arrow doubles and halves", () => {
  const rate = { min: 1e-7, max: 10, isWhole: false, scale: "log" } as const;
  expect(stepped(0.001, 1, rate)).toBe(0.002);
  expect(stepped(0.001, -1, rate)).toBe(0.0005);
  expect(stepped(8, 1, rate)).toBe(10);
});
