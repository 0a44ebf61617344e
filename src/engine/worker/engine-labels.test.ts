/** Several labels at once through the real jobs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import type { MultilabelMetrics } from "../../core/metrics";
import type { FitRequest } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend: "cpu" });
});
afterEach(() => engine.close());

/** Fluid follows the first marker, a mass the second, each with some noise; as columns and as a list. */
function makeFilms(rowCount: number): File {
  const random = createRandom(3);
  const rows = Array.from({ length: rowCount }, (_, i) => {
    const [a, b] = [random.normal(), random.normal()];
    const [fluid, mass] = [a + 0.3 * random.normal() > 0, b + 0.3 * random.normal() > 0.6];
    const list = [fluid ? "Effusion" : "", mass ? "Mass" : "", i === 5 ? "Hernia" : ""].filter(Boolean).join("|");
    const cells = [a.toFixed(3), b.toFixed(3), fluid ? "yes" : "no", mass ? 1 : 0, list || "No Finding"];
    if (i === 7) cells[2] = "";
    return cells.join(",");
  });
  return new File([["a,b,fluid,mass,findings", ...rows].join("\n")], "films.csv");
}

const columns: FitRequest = {
  dataset: "d1",
  task: { kind: "multilabel", targets: ["fluid", "mass"], features: ["a", "b"] },
  model: "mlp",
  hyperparameters: { units: [8], dropout: 0 },
  training: { epochs: 30, batchSize: 32, learningRate: 0.02, earlyStopping: false },
};
const list: FitRequest = { ...columns, task: { kind: "multilabel", targets: ["findings"], features: ["a", "b"] } };

test("labels in columns: a fit beats its baseline, and says so label by label", async () => {
  await engine.open(makeFilms(300));
  const run = await engine.fit(columns);
  expect(run).toMatchObject({ phase: "finished", rowCounts: { train: 179, validation: 60, test: 60 } });
  expect(run.network?.layers.at(-1)?.outputShape).toEqual([2]);
  const { test: evaluation } = run.evaluation!;
  const [metrics, baseline] = [evaluation.metrics, evaluation.baseline] as MultilabelMetrics[];
  // Measured: 0.92 and 0.61.
  expect(metrics!.accuracy).toBeGreaterThan(0.85);
  expect(metrics!.accuracy).toBeGreaterThan(baseline!.accuracy + 0.15);
  expect(evaluation.byLabel?.map((one) => one.metrics)).toMatchObject([{ positive: "fluid" }, { positive: "mass" }]);
  expect(run.history.at(-1)!.train.metric).toBeGreaterThan(0.85);
  const cases = await engine.call("run/cases", { run, subset: "test" });
  expect(cases).toMatchObject({ categories: ["fluid", "mass"] });
});

test("labels in a list: rare ones are left out, and rows are predicted as lists", async () => {
  await engine.open(makeFilms(300));
  const preview = await engine.call("prepare/preview", { request: list });
  expect(preview.categories).toEqual(["Effusion", "Mass"]);
  expect(preview.notes?.[0]?.en).toContain("“Hernia”");
  expect(preview.leaks).toEqual([]);
  const run = await engine.fit(list);
  expect(run.rowCounts).toEqual({ train: 180, validation: 60, test: 60 });
  const on = { kind: "dataset", dataset: "d1", rows: [0, 1, 2, 3, 4, 5, 6, 7] } as const;
  const predictions = await engine.call("run/predict", { run, on });
  expect(predictions.categories).toEqual(["Effusion", "Mass"]);
  predictions.values.forEach((value, i) => {
    const said = predictions.categories!.filter((_, label) => predictions.probabilities![i]![label]! >= 0.5);
    expect(value).toBe(said.join("|"));
  });
  const csv = await (await engine.call("run/predictions-csv", { run, on })).text();
  expect(csv.split("\r\n")[0]).toBe("a,b,fluid,mass,findings,prediction,probability Effusion,probability Mass");
  const judged = await engine.call("run/evaluate", { run, dataset: "d1" });
  expect(judged).toEqual(run.evaluation?.test);
  for (const subset of ["train", "test"] as const) {
    const cases = await engine.call("run/cases", { run, subset });
    expect(cases.actual.length).toBe(2 * cases.rows.length);
    expect(cases.predicted.length).toBe(2 * cases.rows.length);
    expect(cases.probabilities.length).toBe(2 * cases.rows.length);
  }
});

test("one column of a list that names no labels is one of classes", async () => {
  await engine.open(makeFilms(60));
  const run = await engine.fit({ ...list, task: { kind: "multilabel", targets: ["fluid"], features: ["a", "b"] } });
  expect(run.request.task).toMatchObject({ kind: "classification", target: "fluid" });
});

test.each([
  [["fluid", "a"], "prepare/label-values", "more than 2 different values"],
  [["fluid", "nothing"], "data/unknown-column", "“nothing”"],
] as const)("%j is refused with a sentence", async (targets, code, words) => {
  await engine.open(makeFilms(60));
  const asked = engine.fit({ ...columns, task: { kind: "multilabel", targets, features: ["b"] } });
  await expect(asked).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
});

test("logistic regression and lists of class weights say why not", async () => {
  await engine.open(makeFilms(60));
  await expect(engine.fit({ ...columns, model: "logistic" })).rejects.toThrow(
    "it predicts a class, not several labels",
  );
  const failed = await engine.fit({ ...columns, training: { ...columns.training, classWeights: [1, 2] } });
  expect(failed.failure?.wording.message.en).toContain("choose “balanced” or “none”");
});
