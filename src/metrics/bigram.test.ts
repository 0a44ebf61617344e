import { expect, test } from "vitest";
import { createRandom } from "../core/random";
import { learnBigram } from "./bigram";

/** a b a b a c, without a start: the pairs ab, ba, ab, ba, ac. */
const before = [4, 5, 4, 5, 4, 6];
const next = [5, 4, 5, 4, 6, 0];

test("interpolated Kneser–Ney by hand", () => {
  const { probability } = learnBigram(before, next, 4);
  // One pair was seen once and two twice: D = 1 / (1 + 2 × 2). Three kinds of pairs, each with a token of its own behind it.
  const discount = 1 / 5;
  const even = 1 / 4;
  const lower = (kinds: number) => Math.max(0, kinds - discount) / 3 + discount * even;
  // 4 was seen three times before two different tokens.
  expect(probability(4, 5)).toBeCloseTo((2 - discount) / 3 + ((2 * discount) / 3) * lower(1), 12);
  expect(probability(4, 6)).toBeCloseTo((1 - discount) / 3 + ((2 * discount) / 3) * lower(1), 12);
  expect(probability(4, 7)).toBeCloseTo(((2 * discount) / 3) * lower(0), 12);
  // Nothing was seen behind 6.
  expect(probability(6, 4)).toBeCloseTo(lower(1), 12);
});

test("what may come next has the sum 1 behind every token, seen or not", () => {
  const random = createRandom(4);
  const tokens = Array.from({ length: 400 }, () => 1 + Math.floor(9 * random.next() ** 2));
  const { probability } = learnBigram(tokens.slice(0, -1), tokens.slice(1), 12);
  for (let from = 1; from <= 12; from++) {
    const sum = Array.from({ length: 12 }, (_, i) => probability(from, i + 1)).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(1, 12);
  }
});

test("without anything to learn from all tokens are alike", () => {
  expect(learnBigram([], [], 5).probability(1, 2)).toBeCloseTo(0.2, 12);
});
