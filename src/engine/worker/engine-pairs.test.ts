/** Texts that are turned into others, and what is looked at, through the engine. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBlock } from "../../core/block";
import type { Dataset } from "../../core/dataset";
import type { FittedModel } from "../../core/estimator";
import { textColumn } from "../../core/make-column";
import type { GenerationMetrics } from "../../core/metrics";
import { createRandom, permutation } from "../../core/random";
import type { FitRequest } from "../../core/run";
import { atOnce } from "../../core/work";
import { describeDataset } from "../../data/summaries/describe";
import { sentenceOf } from "../../metrics/summary";
import { preparePairs } from "../../preprocessing/generation/prepare-pairs";
import { coderOf, endToken, type TextCoder } from "../../preprocessing/generation/text-coder";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { startEngine, type TestEngine } from "./engine.fixture";
import { judgeGeneration } from "./judge-generation";

const length = 3;

/** Different words of three letters out of eight, and the same backwards: none that is judged was learned from. */
function makeWords(rowCount: number): Dataset {
  const words = Array.from(permutation(8 ** length, createRandom(6)).subarray(0, rowCount), (number) =>
    Array.from({ length }, (_, at) => "abcdefgh"[Math.floor(number / 8 ** at) % 8]).join(""),
  );
  return pairsOf(
    words,
    words.map((word) => Array.from(word).reverse().join("")),
  );
}

function pairsOf(words: readonly string[], backwards: readonly string[]): Dataset {
  const columns = [textColumn("word", words), textColumn("backwards", backwards)];
  return { id: "d1", name: "words", rowCount: words.length, columns, source: { files: [] }, warnings: [] };
}

const task = { kind: "generation", source: "word", text: "backwards" } as const;
const request: FitRequest = {
  dataset: "d1",
  task,
  model: "transformer",
  hyperparameters: { blocks: 1, heads: 2, headWidth: 16, dropout: 0 },
  training: { epochs: 12, batchSize: 32, learningRate: 0.015 },
  seed: 1,
};

let engine: TestEngine;
let storage: Storage;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  const dataset = makeWords(400);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

test("it learns to turn words round, and rows of what it looks at have the sum 1", async () => {
  const run = await engine.fit(request);
  expect(run.phase).toBe("finished");
  const { metrics, baseline, baselineRule } = run.evaluation!.test; // it has ended
  const [model, rule] = [metrics, baseline] as GenerationMetrics[]; // of a generation
  expect(model!.exactMatch).toBeGreaterThan(0.95);
  expect(rule!.exactMatch).toBeLessThan(0.1);
  expect(model!.characterErrorRate).toBeLessThan(0.02);
  expect(rule!.characterErrorRate).toBeGreaterThan(0.4);
  expect(baselineRule).toMatchObject({ kind: "bigram" });
  let pointed = 0;
  const prompts = ["abc", "hga", "fde", "bda", "caf", "ehb", "gdb", "add"];
  for (const prompt of prompts) {
    const { texts, alignment } = await engine.call("run/generate", { run, options: { prompt } });
    expect(texts).toEqual([{ text: Array.from(prompt).reverse().join(""), isEnded: true }]);
    expect(alignment?.source.join("")).toBe(prompt);
    expect(alignment?.written).toEqual(Array.from(prompt).reverse().concat(""));
    const weights = alignment?.weights ?? [];
    expect(weights).toHaveLength(length + 1);
    for (const row of weights) expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    // Each letter is written from its own place, counted from the end.
    weights
      .slice(0, length)
      .forEach((row, at) => (pointed += Number(row.indexOf(Math.max(...row)) === length - 1 - at)));
  }
  // Where nothing is trained it is about a third.
  expect(pointed / (prompts.length * length)).toBeGreaterThanOrEqual(0.9);
  const next = startEngine(storage);
  await next.call("engine/start", { backend: "wasm" });
  const options = { prompt: "caf" };
  expect(await next.call("run/generate", { run, options })).toEqual(
    await engine.call("run/generate", { run, options }),
  );
  next.close();
}, 60_000);

test("a recurrent network only writes on, and says so", async () => {
  await expect(engine.fit({ ...request, model: "lstm", hyperparameters: {} })).rejects.toMatchObject({
    code: "fit/refused",
  });
});

/** Writes the source, then ends or begins again; every token costs it one nat. */
function copier(
  { sourceSteps, vocabularySize }: TextCoder,
  last: "end" | "again",
  onStep: (step: number, rows: number) => void,
): FittedModel {
  return {
    async predict({ data, shape: [rows = 0, width = 0] }) {
      const step = width - sourceSteps - 1;
      onStep(step, rows);
      const probabilities = new Float64Array(rows * vocabularySize);
      for (let row = 0; row < rows; row++) {
        const token = last === "end" && step >= sourceSteps ? endToken : data[row * width + (step % sourceSteps)]!; // in the row
        probabilities[row * vocabularySize + token] = 1;
      }
      return createBlock(probabilities, [rows, vocabularySize]);
    },
    surprisal: async (_, { data, shape }) =>
      createBlock(
        Float64Array.from(data, (token) => Number(token > 0)),
        shape,
      ),
    save: () => Promise.reject(new Error("not asked for")),
    dispose: () => {},
  };
}

const byCharacter = { kind: "tokens", columns: ["backwards"], params: { unit: "character" } };

/** Learned from are the first two rows, judged the others. */
async function judge(
  [words, backwards]: readonly [readonly string[], readonly string[]],
  last: "end" | "again",
  onStep: (step: number, rows: number) => void = () => {},
  signal = new AbortController().signal,
) {
  const dataset = pairsOf(words, backwards);
  const [train, test] = [Uint32Array.of(0, 1), Uint32Array.from(words.keys()).slice(2)];
  const split = { train, validation: new Uint32Array(0), test };
  const prepared = atOnce(preparePairs(dataset, { task, features: [], pipeline: [byCharacter] }, task.source, split));
  const model = copier(coderOf(prepared.pipeline), last, onStep);
  const { evaluation } = await judgeGeneration(model, prepared, { dataset, task, groupBy: undefined, seed: 1, signal });
  return evaluation!.test; // there are test rows
}

test("texts are judged whole: what is longer than those learned from, or unknown, is not exact", async () => {
  const words = ["abcd", "dcba", "abcd", "abcdab", "abzz"];
  const { metrics, baseline, baselineRule } = await judge([words, words.with(4, "abyy")], "again");
  // It has five steps and writes "abcda" twice, then "ab": 1, 1 and 2 edits of 4 + 6 + 4 characters.
  expect(metrics).toMatchObject({ exactMatch: 0, characterErrorRate: 4 / 14, writtenCount: 3 });
  expect(baselineRule).toMatchObject({ turn: "copy" });
  expect(baseline).toMatchObject({ exactMatch: 2 / 3, characterErrorRate: 2 / 14 });
  // Asked for are five tokens of each, which are 4, 5 and 4 characters.
  expect((metrics as GenerationMetrics).bitsPerCharacter).toBeCloseTo(15 / Math.LN2 / 13, 12); // of a generation
});

const many = Array.from({ length: 1302 }, (_, i) => (i % 2 ? "abcd" : "dcba"));

test("of many texts a thousand are written, and the sentence says so", async () => {
  let begun = 0;
  const evaluation = await judge([many, many], "end", (step, rows) => (begun += step === 0 ? rows : 0));
  expect(begun).toBe(1000);
  expect(evaluation).toMatchObject({ rowCount: 1300, metrics: { exactMatch: 1, writtenCount: 1000 } });
  // Wilson's lower limit of 1000 of 1000: n / (n + 1.96²).
  expect(evaluation.intervals["exactMatch"]?.low).toBeCloseTo(1000 / (1000 + 1.959964 ** 2), 6);
  const { en, zh } = sentenceOf(evaluation);
  expect(en).toContain("Of 1,000 texts drawn from 1,300 rows it has never seen, it writes");
  expect(zh).toContain("它从未见过的 1,300 行数据中抽出的 1,000 个文本上");
});

test.each([
  [0, 100],
  [3, 200],
])("a stop in batch %d leaves %d texts that are written", async (stopped, count) => {
  const stop = new AbortController();
  if (stopped === 0) stop.abort();
  let [begun, stepsAfter] = [0, 0];
  const onStep = (step: number) => {
    if (step === 0) begun++;
    if (begun === 3) stepsAfter++;
    if (begun === stopped && step === 1) stop.abort();
  };
  const { metrics } = await judge([many, many], "end", onStep, stop.signal);
  expect(metrics).toMatchObject({ exactMatch: 1, writtenCount: count });
  // The first step and the one in which it came.
  expect(stepsAfter).toBe(stopped === 0 ? 0 : 2);
});
