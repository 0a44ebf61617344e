import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { textAt } from "../../../core/column-values";
import type { Dataset } from "../../../core/dataset";
import { vectorSizeOf } from "../../../core/word-vectors";
import { openFiles } from "../../open-files";
import { vectorShape } from "./first-lines";

function open(name: string, bytes: string | Uint8Array<ArrayBuffer>): Promise<Dataset> {
  const file = new File([bytes], name);
  const context = { id: "d", signal: new AbortController().signal, onProgress() {}, onPreview() {} };
  return openFiles([{ file, path: name }], {}, context);
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => (from + i / 8).toString());
const glove = ["the", "new york", "¥", "词"].map((word, i) => `${word} ${numbers(i, 10).join(" ")}`).join("\n");

function wordsOf({ columns, rowCount }: Dataset): readonly string[] {
  const [word] = columns;
  if (word?.kind !== "text") throw new Error("no words");
  return Array.from({ length: rowCount }, (_, row) => textAt(word, row));
}

test("word2vec's text opens, packed or not", async () => {
  const text = "2 3\nthe 0.5 -0.25 3\nof 1e-3 0 .5\n";
  for (const dataset of [await open("v.vec", text), await open("v.txt.gz", Uint8Array.from(gzipSync(text)))]) {
    expect(vectorSizeOf(dataset.columns)).toBe(3);
    expect(wordsOf(dataset)).toEqual(["the", "of"]);
    expect(dataset.columns.slice(1).map((column) => column.kind === "number" && [...column.values])).toEqual([
      [0.5, Math.fround(1e-3)],
      [-0.25, 0],
      [3, 0.5],
    ]);
    expect(dataset.warnings).toEqual([]);
  }
});

test("GloVe's text opens, with blanks in a word", async () => {
  const dataset = await open("glove.txt", glove);
  expect(vectorSizeOf(dataset.columns)).toBe(10);
  expect(wordsOf(dataset)).toEqual(["the", "new york", "¥", "词"]);
});

test("a line that holds no vector is named", async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `w${i} ${numbers(i, 10).join(" ")}`);
  lines[30] = "broken 1 2";
  const dataset = await open("v.txt", lines.join("\n"));
  expect(dataset.rowCount).toBe(39);
  expect(dataset.warnings).toMatchObject([{ file: "v.txt", line: 31 }]);
});

test.each([
  ["a table of numbers", "1 2 3\n4 5 6\n7 8 9\n"],
  ["a table with names", "name a b\nx 1 2\ny 3 4\n"],
  ["a table of many numbers", `${numbers(1, 12).join(" ")}\n${numbers(2, 12).join(" ")}\n`],
  ["a promise that is not kept", "2 3\nthe 1 2\nof 1 2\n"],
  ["prose", "it was the best of times it was the worst of times\nit was the age\n"],
  ["nothing", ""],
])("%s is no file of vectors", (_, text) => {
  expect(vectorShape(text)).toBeNull();
});
