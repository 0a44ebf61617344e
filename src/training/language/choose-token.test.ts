import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { drawToken, reshaped } from "./choose-token";

const p = [0.1, 0.4, 0, 0.3, 0.2];
const all = { temperature: 1, topK: 0, topP: 1 };
const rounded = (values: Float64Array) => Array.from(values, (value) => Number(value.toFixed(6)));

test("temperature is a power, and 0 takes the likeliest", () => {
  expect(rounded(reshaped(p, all))).toEqual(p);
  const total = p.reduce((sum, value) => sum + value ** 2, 0);
  expect(rounded(reshaped(p, { ...all, temperature: 0.5 }))).toEqual(p.map((v) => Number((v ** 2 / total).toFixed(6))));
  expect([...reshaped(p, { ...all, temperature: 0 })]).toEqual([0, 1, 0, 0, 0]);
  // Far from an overflow or a 0 divided by 0.
  expect(reshaped([1e-300, 1e-200], { ...all, temperature: 0.01 }).every(Number.isFinite)).toBe(true);
});

test("top-k and top-p leave the likeliest, which always counts", () => {
  expect(rounded(reshaped(p, { ...all, topK: 2 }))).toEqual([0, 0.571429, 0, 0.428571, 0]);
  expect(rounded(reshaped(p, { ...all, topP: 0.6 }))).toEqual([0, 0.571429, 0, 0.428571, 0]);
  expect(rounded(reshaped(p, { ...all, topP: 0 }))).toEqual([0, 1, 0, 0, 0]);
  expect(rounded(reshaped(p, { ...all, topK: 3, topP: 0.95 }))).toEqual([0, 0.444444, 0, 0.333333, 0.222222]);
});

test("tokens are drawn as often as they are likely, and never where they are not", () => {
  const random = createRandom(3);
  const counts = [0, 0, 0, 0, 0];
  const draws = 20_000;
  for (let i = 0; i < draws; i++) counts[drawToken(p, random)]! += 1; // a token
  expect(counts[2]).toBe(0);
  // Five standard errors of a share of a half.
  counts.forEach((count, token) =>
    expect(Math.abs(count / draws - p[token]!)).toBeLessThan(5 * Math.sqrt(0.25 / draws)),
  );
});
