/** Texts that networks read word by word, from the data set to a prediction, through the engine. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import { categoryColumn, textColumn } from "../../core/make-column";
import type { ClassificationMetrics } from "../../core/metrics";
import { createRandom } from "../../core/random";
import type { FitRequest } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { startEngine, type TestEngine } from "./engine.fixture";

const subjects = ["the soup", "the bread", "the tea", "our table", "the waiter", "the bill"];
const good = ["good", "warm", "friendly"];
const bad = ["bad", "cold", "rude"];

/** What is said of three things; "not" turns the word behind it round, so that a count of words is not enough. */
function makeReviews(rowCount: number): Dataset {
  const random = createRandom(9);
  const pick = (list: readonly string[]) => list[random.below(list.length)]!; // none is empty
  const labels: string[] = [];
  const texts = Array.from({ length: rowCount }, () => {
    const isGood = random.below(2) === 1;
    labels.push(isGood ? "praise" : "complaint");
    const parts = Array.from({ length: 1 + random.below(3) }, () => {
      const isTurned = random.below(3) === 0;
      return `${pick(subjects)} was ${isTurned ? "not " : ""}${pick(isGood === isTurned ? bad : good)}`;
    });
    return parts.join(" and ");
  });
  const columns = [textColumn("review", texts), categoryColumn("kind", labels, ["complaint", "praise"])];
  return { id: "d1", name: "reviews", rowCount, columns, source: { files: [] }, warnings: [] };
}

const request: FitRequest = {
  dataset: "d1",
  task: { kind: "classification", target: "kind", positive: "praise" },
  model: "lstm",
  hyperparameters: { embedding: 8, units: [8] },
  training: { epochs: 10, batchSize: 16, learningRate: 0.02 },
};

let engine: TestEngine;
let storage: Storage;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  const dataset = makeReviews(480);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

test("a preview proposes tokens and draws the network", async () => {
  const preview = await engine.call("prepare/preview", { request });
  expect(preview.resolved.pipeline.map(({ kind, columns }) => [kind, columns])).toEqual([["tokens", ["review"]]]);
  expect(preview.network?.layers.map(({ type }) => type)).toEqual([
    "embedding",
    "bidirectional",
    "global-average-pooling",
    "dense",
  ]);
});

test("a fit learns what “not” does, and asks of a text that is typed in, also after a restart", async () => {
  const run = await engine.fit(request);
  expect(run.phase).toBe("finished");
  const { accuracy } = run.evaluation!.test.metrics as ClassificationMetrics; // it has ended; of a classification
  // Two thirds and a little more by words alone; nothing else is random.
  expect(accuracy).toBeGreaterThan(0.9);
  const ask = (from: TestEngine) =>
    from.call("run/predict", {
      run,
      on: {
        kind: "records",
        records: [{ review: "the soup was not bad" }, { review: "The waiter was rude!" }, { review: "" }],
      },
    });
  const { values } = await ask(engine);
  expect(values.slice(0, 2)).toEqual(["praise", "complaint"]);
  const next = startEngine(storage);
  await next.call("engine/start", { backend: "wasm" });
  expect((await ask(next)).values).toEqual(values);
  next.close();
});

test("counted words are refused with the reason", async () => {
  const counted = await engine.call("prepare/preview", {
    request: { ...request, model: "logistic", hyperparameters: {} },
  });
  const asked = { ...request, pipeline: counted.resolved.pipeline };
  await expect(engine.call("prepare/preview", { request: asked })).rejects.toMatchObject({ code: "fit/refused" });
});
