import { expect, test } from "vitest";
import { createRandom } from "../core/random";
import { textAt } from "../core/column-values";
import { chineseWords, englishWords, numberWords } from "./number-words";

test.each([
  [5, "five", "五"],
  [12, "twelve", "十二"],
  [40, "forty", "四十"],
  [99, "ninety-nine", "九十九"],
  [110, "one hundred and ten", "一百一十"],
  [305, "three hundred and five", "三百零五"],
  [900, "nine hundred", "九百"],
  [2041, "two thousand and forty-one", "二千零四十一"],
  [7003, "seven thousand and three", "七千零三"],
  [8215, "eight thousand two hundred and fifteen", "八千二百一十五"],
  [6000, "six thousand", "六千"],
])("%d is %s and %s", (number, english, chinese) => {
  expect(englishWords(number)).toBe(english);
  expect(chineseWords(number)).toBe(chinese);
});

test("each number has words of its own, and none stands twice", () => {
  const numbers = Array.from({ length: 9_999 }, (_, i) => i + 1);
  for (const words of [englishWords, chineseWords]) expect(new Set(numbers.map(words)).size).toBe(9_999);
  const [column] = numberWords.generate(createRandom(1)).columns;
  if (column?.kind !== "text") throw new Error("not a text");
  expect(new Set(Array.from({ length: numberWords.rowCount }, (_, row) => textAt(column, row))).size).toBe(4_000);
});
