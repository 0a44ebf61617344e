import { expect, test } from "vitest";
import { numberColumn, textColumn } from "../../core/make-column";
import type { Dataset } from "../../core/dataset";
import { atOnce } from "../../core/work";
import { pieceReader } from "./read-pieces";
import { prepareGeneration } from "./prepare-generation";
import { coderOf, endToken, startToken, unknownToken } from "./text-coder";

const texts = ["abab", "ba\r\nb", "今天好 👍", "abababababab", "zab", "ba"];
const dataset: Dataset = {
  id: "d1",
  name: "texts",
  rowCount: texts.length,
  columns: [textColumn("text", texts), numberColumn("n", texts.map(Number))],
  source: { files: [] },
  warnings: [],
};
const rows = (...list: number[]) => Uint32Array.from(list);
const split = { train: rows(0, 1, 2), validation: rows(3), test: rows(4, 5) };

function prepare(params: Readonly<Record<string, string | number | boolean>>) {
  const question = {
    task: { kind: "generation", text: "text" } as const,
    features: ["text"],
    pipeline: [{ kind: "tokens", columns: ["text"], params: { unit: "character", lowerCase: false, ...params } }],
  };
  return atOnce(prepareGeneration(dataset, question, split));
}

test("pieces give the text back, of any language", () => {
  const text = "It's  late,\nisn't it? 今天天气好👍 ok ";
  for (const unit of ["word", "character"] as const) {
    const pieces = pieceReader(unit, false)(text);
    expect(pieces.join("")).toBe(text);
  }
  expect(pieceReader("character", true)("Ä👍好")).toEqual(["ä", "👍", "好"]);
  expect(pieceReader("word", false)("so it is")).toEqual(["so", " it", " is"]);
});

test("every token of a text is asked for once, windows follow one another", () => {
  const { train, validation, test: tested, pipeline, texts: own } = prepare({ minimumCount: 2, length: 4 });
  const coder = coderOf(pipeline);
  expect(coder.vocabularySize).toBe(4 + 2);
  expect(coder.encode("abzz")).toEqual([5, 4, unknownToken, unknownToken]);
  expect(coder.encode("ba").map(coder.piece).join("")).toBe("ba");
  // 12 characters and an end: four windows of one text.
  expect(Array.from(validation!.rows)).toEqual([3, 3, 3, 3]);
  const asked = Array.from(validation!.targets.data).filter((target) => target !== 0);
  expect(asked).toEqual([...coder.encode("abababababab"), endToken]);
  expect(Array.from(validation!.inputs.data).slice(0, 5)).toEqual([startToken, ...coder.encode("abab")]);
  // Each of its own from its start, filled up behind.
  expect(Array.from(tested.inputs.data)).toEqual([
    ...[startToken, ...coder.encode("zab")],
    ...[startToken, ...coder.encode("ba"), 0],
  ]);
  // Training texts stand end to end; the start of a text is in the inputs, but not asked for.
  const stream = texts
    .slice(0, 3)
    .flatMap((text) => [startToken, ...coder.encode(text.replace("\r\n", "\n")), endToken]);
  const inputs = Array.from(train.inputs.data).filter((token) => token !== 0);
  expect(inputs).toEqual(stream.slice(0, -1));
  expect(Array.from(train.targets.data).slice(0, stream.length - 1)).toEqual(
    stream.slice(1).map((token) => (token === startToken ? 0 : token)),
  );
  expect(own).toEqual(split);
});

test("the length of a window is that of 95 of 100 texts, words can be its steps", () => {
  const { pipeline, effects } = prepare({ unit: "word", minimumCount: 1 });
  expect(coderOf(pipeline).length).toBe(4);
  expect(effects[0]?.message.en).toContain("words");
});

test("what is no text is refused", () => {
  const question = { task: { kind: "generation", text: "n" } as const, features: ["n"], pipeline: [] };
  expect(() => atOnce(prepareGeneration(dataset, question, split))).toThrow("n");
});
