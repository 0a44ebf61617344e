import { expect, test } from "vitest";
import { defaultsOf } from "../../core/field";
import { textColumn } from "../../core/make-column";
import type { JsonObject } from "../../core/json";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import type { Frame } from "../frame";
import { bagOfWords } from "./bag-of-words";

const frameOf = (texts: readonly (string | null)[], learnedRows?: number): Frame => ({
  rows: rowRange(texts.length),
  columns: [textColumn("t", texts)],
  ...(learnedRows === undefined ? {} : { learnedRows }),
});
const stepOf = (params: JsonObject) => ({
  kind: "bag-of-words",
  columns: ["t"],
  params: { ...defaultsOf(bagOfWords.fields), ...params },
});

/** Learns from some texts and does it to others: names of the columns, and rows of numbers. */
function bag(learned: readonly string[], texts: readonly (string | null)[], params: JsonObject) {
  const step = stepOf(params);
  const state = atOnce(bagOfWords.fit(frameOf(learned), step));
  const { frame, effect } = atOnce(bagOfWords.transform(frameOf(texts), step, state));
  const numbers = frame.columns.flatMap((column) => (column.kind === "number" ? [column] : []));
  const rows = texts.map((_, row) => numbers.map(({ values }) => values[row]));
  return { names: frame.columns.map(({ name }) => name), rows, effect };
}

const learned = ["win a prize now", "a prize, a prize", "see you now"];

test("counts the commonest words of the training texts, whatever is in others", () => {
  const { names, rows, effect } = bag(learned, ["A prize prize!", "you you bonus", "", null], {
    weighting: "counts",
    minimumCount: 2,
  });
  // Each in two texts, so in the order of their letters.
  expect(names).toEqual(["t: a", "t: now", "t: prize"]);
  expect(rows).toEqual([
    [1, 0, 2],
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(effect).toMatchObject({ changed: 4, columnsBefore: 1, columnsAfter: 3 });
  // Three of six words are known.
  expect(effect.message.en).toBe("The 3 commonest words of “t” became columns; 50 % of the words are not among them.");
});

test("weighs by TF-IDF as scikit-learn does, to a length of 3", () => {
  // TfidfVectorizer(token_pattern=r"\w+") of scikit-learn 1.2.1 on the same texts: idf of a, now, prize (2 of 3 texts) 1.28768207, of see, win, you 1.69314718.
  const { names, rows } = bag(learned, ["a prize, a win"], { minimumCount: 1 });
  expect(names).toEqual(["a", "now", "prize", "see", "win", "you"].map((word) => `t: ${word}`));
  const [two, one] = [Math.log(4 / 3) + 1, Math.log(4 / 2) + 1];
  const norm = Math.hypot(2 * two, two, one);
  [(2 * two) / norm, 0, two / norm, 0, one / norm, 0].forEach((value, i) =>
    expect(rows[0]?.[i]).toBeCloseTo(3 * value, 12),
  );
});

test("pairs of words count where they are asked for", () => {
  const { names } = bag(learned, [""], { nGrams: 2, minimumCount: 2, weighting: "counts" });
  expect(names).toEqual(["t: a", "t: a prize", "t: now", "t: prize"]);
});

test("says what share of the words of other rows is new", () => {
  const step = stepOf({ minimumCount: 1 });
  const state = atOnce(bagOfWords.fit(frameOf(learned), step));
  const frame = frameOf([...learned, "a bonus now today"], 3);
  const { effect } = atOnce(bagOfWords.transform(frame, step, state));
  expect(effect.message.en).toContain("50 % of the words of rows not learned from are not among them");
});

test("refuses where no word comes often enough", () => {
  expect(() => bag(["one", "two"], [], { minimumCount: 2 })).toThrow("no word of “t” is in at least 2 training texts");
});
