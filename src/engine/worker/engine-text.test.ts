/** Texts from a file to a model that is asked of new ones, taken along and asked again. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyDraft, type Project } from "../../core/project";
import { createRandom } from "../../core/random";
import type { FitRequest } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend: "cpu" });
});
afterEach(() => engine.close());

/** Messages of which those of one class speak of prizes, one in so many with a quote that is never closed. */
function makeMessages(count: number): File {
  const random = createRandom(5);
  const [prize, plain] = ["win prize cash claim free now", "home later dinner see you tonight"].map((t) =>
    t.split(" "),
  );
  const rows = Array.from({ length: count }, (_, i) => {
    const own = (i % 3 === 0 ? prize : plain) ?? [];
    const words = Array.from({ length: 6 }, () => (random.next() < 0.8 ? own : ["the", "a", "and"])[random.below(3)]);
    return `${i % 3 === 0 ? "spam" : "ham"}\t${i % 10 === 0 ? '"' : ""}${words.join(" ")} number ${i}`;
  });
  return new File([rows.join("\n")], "messages.tsv");
}

const request: FitRequest = { dataset: "d1", task: { kind: "classification", target: "column 1" }, model: "" };
const typed = { kind: "records", records: [{ "column 2": "Claim the FREE prize!" }] } as const;

// Measured: 24 s on a machine that does other things.
test("the words of texts are counted by default, and a typed text gets its class", { timeout: 60_000 }, async () => {
  const info = await engine.open(makeMessages(90));
  expect(info.rowCount).toBe(90);
  const preview = await engine.call("prepare/preview", { request });
  expect(preview.resolved).toMatchObject({ family: "logistic", task: { features: ["column 2"] } });
  expect(preview.resolved.pipeline.map(({ kind }) => kind)).toEqual(["bag-of-words"]);
  expect(preview.featureCount).toBe(preview.example.after.length);

  const run = await engine.fit(request);
  expect(run.evaluation?.test.metrics).toMatchObject({ kind: "classification", accuracy: 1 });
  const answer = await engine.call("run/predict", { run, on: typed });
  expect(answer.values).toEqual(["spam"]);
  // Two lines look like categories, and are read as texts all the same.
  const file = new File(["ham\tsee you at home\nham\tfree cash prize"], "new.tsv");
  const fresh = await engine.call("run/predict", { run, on: { kind: "files", files: [{ file, path: "new.tsv" }] } });
  expect(fresh.values).toEqual(["ham", "spam"]);

  const project: Project = {
    ...{ format: 1, id: "p1", name: "Messages", createdAt: 1, updatedAt: 2, step: "use", draft: emptyDraft },
    ...{ datasets: [info], dataset: "d1", runs: [run], currentRun: "r1" },
  };
  const blob = await engine.call("project/export", { project });
  const other = startEngine(createMemoryStorage(null));
  try {
    const opened = await other.call("project/import", { file: new File([blob], "m.lightbench"), id: "p2" });
    const [again] = opened.runs;
    if (!again) throw new Error("the run is gone");
    const { probabilities } = await other.call("run/predict", { run: again, on: typed });
    expect(probabilities).toEqual(answer.probabilities);
  } finally {
    other.close();
  }
});

test("tokens are refused by families that count", async () => {
  await engine.open(makeMessages(60));
  const asked = { ...request, pipeline: [{ kind: "tokens", columns: ["column 2"], params: {} }] };
  const refusal = { code: "fit/refused", message: expect.stringContaining("it takes no rows of tokens") };
  await expect(engine.call("prepare/preview", { request: asked })).rejects.toMatchObject(refusal);
  await expect(engine.fit(asked)).rejects.toMatchObject(refusal);
});
