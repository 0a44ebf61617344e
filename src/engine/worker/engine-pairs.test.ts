/** Texts that are turned into others, and what is looked at, through the engine. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import { textColumn } from "../../core/make-column";
import type { GenerationMetrics } from "../../core/metrics";
import { createRandom } from "../../core/random";
import type { FitRequest } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { startEngine, type TestEngine } from "./engine.fixture";

const length = 4;

/** Words of four letters out of eight, and the same backwards. */
function makeWords(rowCount: number): Dataset {
  const random = createRandom(6);
  const words = Array.from(
    { length: rowCount },
    () => Array.from({ length }, () => "abcdefgh"[random.below(8)]!).join(""), // below eight
  );
  const columns = [
    textColumn("word", words),
    textColumn(
      "backwards",
      words.map((word) => Array.from(word).reverse().join("")),
    ),
  ];
  return { id: "d1", name: "words", rowCount, columns, source: { files: [] }, warnings: [] };
}

const request: FitRequest = {
  dataset: "d1",
  task: { kind: "generation", source: "word", text: "backwards" },
  model: "transformer",
  hyperparameters: { blocks: 1, heads: 2, headWidth: 16, dropout: 0 },
  training: { epochs: 20, batchSize: 16, learningRate: 0.006 },
  seed: 1,
};

let engine: TestEngine;
let storage: Storage;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  const dataset = makeWords(700);
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
  const prompts = ["abcd", "hgab", "fdeh", "bdac", "caff", "ehhb", "gdbe", "addf"];
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
  // Where nothing is trained it is about a quarter.
  expect(pointed / (prompts.length * length)).toBeGreaterThanOrEqual(0.9);
  const next = startEngine(storage);
  await next.call("engine/start", { backend: "wasm" });
  const options = { prompt: "cafe" };
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
