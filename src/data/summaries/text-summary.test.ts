import { expect, test } from "vitest";
import { categoryColumn, textColumn } from "../../core/make-column";
import { atOnce } from "../../core/work";
import { logOddsZ } from "./log-odds";
import { summariseTexts } from "./text-summary";

test("the statistic is that of Monroe, Colaresi and Quinn, written out", () => {
  // Prior: 500 × 30 / 3,000 = 5 words.
  const delta = Math.log(25 / (1_500 - 25)) - Math.log(15 / (2_500 - 15));
  expect(logOddsZ(20, 1_000, 10, 2_000)).toBeCloseTo(delta / Math.sqrt(1 / 25 + 1 / 15), 12);
  expect(logOddsZ(10, 2_000, 20, 1_000)).toBeCloseTo(-delta / Math.sqrt(1 / 25 + 1 / 15), 12);
});

const texts = [
  ...Array.from({ length: 60 }, (_, i) => `Win a PRIZE now, call ${i % 7} please`),
  ...Array.from({ length: 140 }, (_, i) => `see you at home${i % 2 ? " later" : ""} please`),
  "",
];
const kinds = texts.map((_, row) => (row < 60 ? "spam" : "ham"));
const summary = atOnce(summariseTexts(textColumn("text", texts), categoryColumn("kind", kinds, ["ham", "spam"])));

test("lengths, words and empty texts are counted", () => {
  expect(summary).toMatchObject({ textCount: 200, emptyCount: 1, wordCount: 60 * 7 + 140 * 5 + 70 });
  expect(summary.lengths).toEqual([
    { percent: 5, words: 5 },
    { percent: 25, words: 5 },
    { percent: 50, words: 6 },
    { percent: 75, words: 7 },
    { percent: 95, words: 7 },
    { percent: 100, words: 7 },
  ]);
});

test("a class has the words that speak for it, and none that all have", () => {
  const words = new Map(summary.classes?.map(({ category, words: list }) => [category, list.map(({ word }) => word)]));
  expect(words.get("spam")?.slice(0, 5).toSorted()).toEqual(["a", "call", "now", "prize", "win"]);
  expect(words.get("ham")).toEqual(expect.arrayContaining(["see", "you", "home", "later"]));
  for (const list of words.values()) expect(list).not.toContain("please");
  expect(summary.classes?.find(({ category }) => category === "spam")?.words[0]).toMatchObject({
    inside: 60,
    outside: 0,
  });
});

test("words by chance speak for no class", () => {
  const fair = Array.from({ length: 200 }, (_, row) => (row % 2 ? "x" : "y"));
  const same = textColumn(
    "text",
    fair.map((_, row) => `w${row % 3} w${row % 5}`),
  );
  const { classes } = atOnce(summariseTexts(same, categoryColumn("kind", fair, ["x", "y"])));
  expect(classes?.flatMap(({ words }) => words)).toEqual([]);
});

test("what a vocabulary misses is measured on texts set aside", () => {
  const { vocabulary } = summary;
  expect(vocabulary.learnedTexts + vocabulary.otherTexts).toBe(200);
  expect(vocabulary.otherTexts).toBeGreaterThan(20);
  // Every word comes back in other texts.
  expect(vocabulary.unknownShares).toEqual([{ size: summary.distinctCount, share: 0 }]);
  const once = textColumn(
    "text",
    Array.from({ length: 100 }, (_, row) => `same only${row}`),
  );
  const alone = atOnce(summariseTexts(once, null));
  expect(alone.classes).toBeNull();
  expect(alone.vocabulary.unknownShares.at(-1)?.share).toBeCloseTo(0.5, 12);
  expect(alone.vocabulary.examples[0]?.count).toBe(1);
});

test("no text at all", () => {
  const empty = atOnce(summariseTexts(textColumn("text", ["", ""]), null));
  expect(empty).toMatchObject({ textCount: 0, emptyCount: 2, wordCount: 0, distinctCount: 0 });
  expect(empty.lengths.every(({ words }) => words === 0)).toBe(true);
});
