import { expect, test } from "vitest";
import { duelOf, duelSentence } from "./duel";

const names = [
  { en: "run 2 (LSTM)", zh: "第 2 次运行（LSTM）" },
  { en: "run 1 (logistic regression)", zh: "第 1 次运行（逻辑回归）" },
] as const;

const side = (predicted: readonly number[], actual: readonly number[], rows = actual.map((_, row) => row)) => ({
  ...{ rows, actual, predicted },
});

/** 100 rows of class 1: both are right about 80, the one alone about `won`, the other alone about `lost`. */
function classes(won: number, lost: number) {
  const actual = Array.from({ length: 100 }, () => 1);
  const own = actual.map((_, row) => Number(row < 80 + won));
  const other = actual.map((_, row) => Number(row < 80 || (row >= 80 + won && row < 80 + won + lost)));
  return duelOf("classification", side(own, actual), side(other, actual));
}

test("classes: the counts and the interval of Bonett and Price's formula", () => {
  const duel = classes(12, 3);
  expect(duel).toMatchObject({ rowCount: 100, own: 0.92, other: 0.83, won: 12, lost: 3 });
  expect(duel!.lead).toBeCloseTo(0.09, 12); // there are enough rows
  // p₁₂ = 13/102, p₂₁ = 4/102: 9/102 ± 1.959964 √((17/102 − (9/102)²) / 102).
  expect(duel!.low).toBeCloseTo(0.010881, 6);
  expect(duel!.high).toBeCloseTo(0.16559, 6);
  const sentence = duelSentence(duel!, ...names);
  expect(sentence.en).toBe(
    "run 2 (LSTM) wins against run 1 (logistic regression): run 2 (LSTM) is right for 92.0 % of the same 100 test rows, run 1 (logistic regression) for 83.0 %; a lead of 9.0 points (95 % interval 1.1 to 16.6). It alone is right about 12 rows, the other alone about 3.",
  );
});

test("a loss names the other as the winner, and a small lead decides nothing", () => {
  expect(duelSentence(classes(3, 12)!, ...names).en).toMatch(
    /^run 1 \(logistic regression\) wins against run 2 \(LSTM\)/,
  );
  const even = duelSentence(classes(5, 4)!, ...names);
  expect(even.en).toMatch(/^Between run 2 \(LSTM\) and run 1 \(logistic regression\) nothing is decided/);
  expect(even.zh).toMatch(/难分高下/);
  expect(duelSentence(classes(0, 0)!, ...names).en).toContain("a lead of 0.0 points");
});

test("values: Student's interval of the paired differences, by hand", () => {
  const actual = Array.from({ length: 12 }, (_, row) => row);
  const own = actual.map((value) => value + 1);
  // Off by 2 and 4 in turn: leads 1 and 3, mean 2, deviation √(12/11), t(11) = 2.200985.
  const other = actual.map((value, row) => value + (row % 2 === 0 ? 2 : -4));
  const duel = duelOf("regression", side(own, actual), side(other, actual))!; // there are enough rows
  expect(duel).toMatchObject({ own: 1, other: 3, lead: 2, won: 12, lost: 0 });
  // The quantile is good to 0.3 %.
  expect(duel.high - 2).toBeCloseTo((2.200985 * Math.sqrt(12 / 11)) / Math.sqrt(12), 2);
  expect(duelSentence(duel, ...names).en).toMatch(/^run 2 \(LSTM\) wins/);
});

test("other rows, other answers and too few rows cannot be compared; another order can", () => {
  const actual = Array.from({ length: 20 }, (_, row) => row % 2);
  const own = side(actual, actual);
  const turned = side(actual.toReversed(), actual.toReversed(), own.rows.toReversed());
  expect(duelOf("classification", own, turned)).toMatchObject({ won: 0, lost: 0 });
  expect(
    duelOf(
      "classification",
      own,
      side(
        actual,
        actual,
        own.rows.map((row) => row + 1),
      ),
    ),
  ).toBeNull();
  expect(duelOf("classification", own, side(actual, actual.toReversed()))).toBeNull();
  expect(duelOf("classification", side([1], [1]), side([1], [1]))).toBeNull();
});
