/** Cutting a long text into pieces and passages. */
import { expect, test } from "vitest";
import { cutText, passagesOf } from "./cut-text";

const sentence = "The quick brown fox, tired of it all, lay down beside the lazy dog.";

test("paragraphs stay whole, with their lines", () => {
  const paragraphs = Array.from({ length: 9 }, (_, i) => `${sentence}\n${i}. ${sentence}`);
  expect(cutText(`\n${paragraphs.join("\n\n \n")}\n`)).toEqual(paragraphs);
});

test("where there are no paragraphs, or they are chapters, each line is a piece", () => {
  const lines = Array.from({ length: 30 }, (_, i) => `${i} ${sentence}`);
  expect(cutText(lines.join("\n"))).toEqual(lines);
  const chapters = [lines.slice(0, 15), lines.slice(15)].map((chapter) => chapter.join("\n"));
  expect(cutText(chapters.join("\n\n"))).toEqual(lines);
  expect(cutText("　　从前有座山，山上有座庙。\n　　庙里有个老和尚。")).toEqual([
    "从前有座山，山上有座庙。",
    "庙里有个老和尚。",
  ]);
});

test.each([
  ["sentences", `${sentence} `, /\.$/],
  ["Chinese sentences", "庙里有个老和尚，正在给小和尚讲故事。", /。$/],
  ["words", "word ", /word$/],
  ["characters of two units", "😀", /^(😀)+$/u],
])("nothing is longer than a thousand characters: %s end it", (_, unit, end) => {
  const whole = unit.repeat(2_500).trim();
  const pieces = cutText(whole);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1_000);
  for (const piece of pieces) expect(piece).toMatch(end);
  // Nothing is lost but blanks.
  expect(pieces.join("").replaceAll(" ", "")).toBe(whole.replaceAll(" ", ""));
});

test("passages are neighbours of nearly one size", () => {
  expect(passagesOf(1, 100)).toEqual([0]);
  expect(passagesOf(10, 10)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  // A quarter of the pieces makes a quarter of the passages.
  expect(passagesOf(100, 400).at(-1)).toBe(9);
  const many = passagesOf(1_003, 1_003);
  expect(many.every((passage, i) => i === 0 || [0, 1].includes(passage - (many[i - 1] ?? 0)))).toBe(true);
  const sizes = Array.from({ length: 40 }, (_, passage) => many.filter((own) => own === passage).length);
  expect(new Set(sizes)).toEqual(new Set([25, 26]));
});
