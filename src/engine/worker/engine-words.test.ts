/** Vectors of words from the scenario of rhymes to their neighbours, through the engine. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FitRequest, Run } from "../../core/run";
import type { NearWord, WordAnswer, WordQuestion, WordSource } from "../../core/word-vectors";
import { nurseryClasses } from "../../samples/nursery-rhymes";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { startEngine, type TestEngine } from "./engine.fixture";

const request: FitRequest = { dataset: "d", task: { kind: "embedding", text: "line" }, model: "embedding" };
const classOf = new Map<string, string>(
  Object.entries(nurseryClasses).flatMap(([name, words]) => words.map((word) => [word, name] as const)),
);

let engine: TestEngine;
let storage: Storage;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "cpu" });
});
afterEach(() => engine.close());

const ask = (source: WordSource, question: WordQuestion) => engine.call("words/ask", { source, question });

function wordsOf(answer: WordAnswer): readonly NearWord[] {
  if (answer.kind !== "words") throw new Error("not a list");
  return answer.words;
}

/** Share of the five nearest words that are of a word's own class, over all words of the grammar. */
async function purityOf(run: Run): Promise<number> {
  let shared = 0;
  for (const [word, name] of classOf) {
    const near = wordsOf(await ask({ kind: "run", run }, { kind: "nearest", word, count: 5 }));
    shared += near.filter((other) => classOf.get(other.word) === name).length / near.length;
  }
  return shared / classOf.size;
}

test("the nearest words of a known grammar share the class, over three seeds, and beat frequency on unseen lines", async () => {
  const purities: number[] = [];
  for (const seed of [0, 1, 2]) {
    await engine.call("data/sample", { id: `d${seed}`, sample: "nursery-rhymes", seed });
    const run = await engine.fit({ ...request, dataset: `d${seed}`, seed });
    expect(run.phase).toBe("finished");
    expect(run.backend).toBe("cpu");
    const { metrics, baseline, n } = run.evaluation!.test; // it has finished
    if (metrics.kind !== "embedding" || baseline.kind !== "embedding") throw new Error("not of words");
    expect(n).toBeGreaterThan(700);
    expect(metrics.rankedRight).toBeGreaterThan(baseline.rankedRight);
    purities.push(await purityOf(run));
  }
  for (const purity of purities) expect(purity).toBeGreaterThanOrEqual(0.9);
}, 120_000);

test("answers the same after a restart, and writes word2vec's text", async () => {
  await engine.call("data/sample", { id: "d", sample: "nursery-rhymes", seed: 0 });
  const run = await engine.fit({ ...request, hyperparameters: { size: 8 }, training: { epochs: 2 } });
  const source = { kind: "run", run } as const;
  const questions: readonly WordQuestion[] = [
    { kind: "nearest", word: "Lamb", count: 3 },
    { kind: "analogy", a: "lamb", b: "baa", c: "moo", count: 3 },
    { kind: "text", text: "the little lamb zzz", count: 3 },
    { kind: "map", count: 20 },
  ];
  const answers = await Promise.all(questions.map((question) => ask(source, question)));
  expect(wordsOf(answers[0]!).map(({ word }) => word)).not.toContain("lamb"); // one for each question
  expect(answers[2]).toMatchObject({ unknown: ["zzz"] });
  const map = answers[3]!; // as above
  if (map.kind !== "map") throw new Error("not a map");
  expect(map.points).toHaveLength(20);
  expect(map.points[0]?.word).toBe("the");
  await expect(ask(source, { kind: "nearest", word: "wolf", count: 3 })).rejects.toMatchObject({
    code: "words/unknown",
  });

  const text = await (await engine.call("words/export", { source })).text();
  const [head, ...lines] = text.trimEnd().split("\n");
  expect(head).toBe(`${lines.length} 8`);
  expect(lines.every((line) => line.split(" ").length === 9)).toBe(true);

  engine.close();
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "cpu" });
  expect(await Promise.all(questions.map((question) => ask(source, question)))).toEqual(answers);
});

test("a preview counts the words and draws both sets of vectors; rows are not predicted", async () => {
  await engine.call("data/sample", { id: "d", sample: "nursery-rhymes", seed: 0 });
  const preview = await engine.call("prepare/preview", { request });
  expect(preview.resolved.pipeline).toMatchObject([{ kind: "tokens", params: { minimumCount: 3, countEach: true } }]);
  expect(preview.resolved.split.kind).toBe("random");
  expect(preview.leftOut).toBe(0);
  expect(preview.network?.weightCount).toBeGreaterThan(0);
  const run = await engine.fit({ ...request, training: { epochs: 1 } });
  await expect(engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d" } })).rejects.toMatchObject({
    code: "api/unsupported",
  });
  await expect(engine.fit({ ...request, task: { kind: "embedding", text: "about" } })).rejects.toMatchObject({
    code: "fit/refused",
  });
});

test("a run of words has no cases, which can be asked for all the same", async () => {
  await engine.call("data/sample", { id: "d", sample: "nursery-rhymes", seed: 0 });
  const run = await engine.fit({ ...request, training: { epochs: 1 } });
  for (const subset of ["test", "validation"] as const) {
    expect((await engine.call("run/cases", { run, subset })).rows).toHaveLength(0);
  }
});
