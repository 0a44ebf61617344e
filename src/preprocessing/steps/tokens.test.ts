import { expect, test } from "vitest";
import { defaultsOf } from "../../core/field";
import { textColumn } from "../../core/make-column";
import type { JsonObject } from "../../core/json";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import type { Frame } from "../frame";
import { tokens } from "./tokens";

const frameOf = (texts: readonly (string | null)[], learnedRows?: number): Frame => ({
  rows: rowRange(texts.length),
  columns: [textColumn("t", texts)],
  ...(learnedRows === undefined ? {} : { learnedRows }),
});

function tokensOf(learned: readonly string[], texts: readonly (string | null)[], params: JsonObject = {}) {
  const step = { kind: "tokens", columns: ["t"], params: { ...defaultsOf(tokens.fields), ...params } };
  const state = atOnce(tokens.fit(frameOf(learned), step));
  const { frame, effect } = atOnce(tokens.transform(frameOf(texts), step, state));
  const numbers = frame.columns.flatMap((column) => (column.kind === "number" ? [column] : []));
  return {
    rows: texts.map((_, row) => numbers.map(({ values }) => values[row])),
    sizes: new Set(numbers.map(({ vocabularySize }) => vocabularySize)),
    state,
    effect,
  };
}

const learned = ["the cat sat", "the cat ran", "the dog"];

test("numbers words by how common they are, fills up to the right and cuts what is longer", () => {
  const { rows, sizes } = tokensOf(learned, ["The cat!", "a dog sat on the mat", "", null], { minimumCount: 1 });
  // 2 the, 3 cat, 4 dog, 5 ran, 6 sat; 1 is unknown, 0 fills up; 95 % of three texts need ⌈2.9⌉ … 3 steps.
  expect(rows).toEqual([
    [2, 3, 0],
    [1, 4, 6],
    [1, 0, 0],
    [1, 0, 0],
  ]);
  expect(sizes).toEqual(new Set([7]));
});

test("rare words are unknown, so that a model learns what to make of unknown ones", () => {
  expect(tokensOf(learned, ["the cat sat"]).rows).toEqual([[2, 3, 1]]);
});

test("knows at most so many words", () => {
  const { rows, sizes } = tokensOf(learned, ["the cat"], { vocabulary: 1, minimumCount: 1, length: 4 });
  expect(rows).toEqual([[2, 1, 0, 0]]);
  expect(sizes).toEqual(new Set([3]));
});

test("reads characters", () => {
  const { rows } = tokensOf(["aab", "a b"], ["ba c"], { unit: "character", minimumCount: 1, length: 5 });
  expect(rows).toEqual([[3, 2, 4, 1, 0]]);
});

test("says how long texts are and what is unknown", () => {
  const step = { kind: "tokens", columns: ["t"], params: { ...defaultsOf(tokens.fields), minimumCount: 1 } };
  const state = atOnce(tokens.fit(frameOf(learned), step));
  const { effect } = atOnce(tokens.transform(frameOf([...learned, "the cat flew off"], 3), step, state));
  expect(effect.message.en).toBe(
    "The vocabulary of “t” has 5 entries; 50 % of the words of rows not learned from are not in it. Half of the training texts have at most 3 words, 95 of 100 at most 3; rows have 3 steps, for which 1 text was cut.",
  );
});

test("takes one column", () => {
  const step = { kind: "tokens", columns: ["t", "u"], params: defaultsOf(tokens.fields) };
  const frame = { rows: rowRange(1), columns: [textColumn("t", ["a"]), textColumn("u", ["b"])] };
  expect(() => atOnce(tokens.fit(frame, step))).toThrow("it reads one column of texts; 2 are chosen");
});
