/** Several labels at once through the real jobs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { categoryColumn, imageColumn, numberColumn, textColumn } from "../../core/make-column";
import type { MultilabelMetrics } from "../../core/metrics";
import type { Picture } from "../../core/picture";
import { emptyDraft, projectFormat, type Project } from "../../core/project";
import { createRandom } from "../../core/random";
import type { FitRequest } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
let storage: Storage;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  engine = startEngine(storage);
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
  expect(preview.notes?.map(({ en }) => en)).toEqual([
    "Left out, because fewer than 2 training rows or all of them have it: “Hernia”.",
    "Rows are dealt out by the rarest of their labels, so that every part gets its share of it.",
  ]);
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

test("a corrected label leaves the other rows where they were, and a project file keeps the run", async () => {
  await engine.open(makeFilms(120));
  const short = { ...columns, training: { ...columns.training, epochs: 2 } };
  const run = await engine.fit(short);
  const before = await engine.call("run/cases", { run, subset: "test" });
  const row = before.rows[0]!;
  const said = before.actual[0] === 1 ? "no" : "yes";
  const info = await engine.call("data/edit", {
    dataset: "d1",
    edits: [{ kind: "relabel", column: "fluid", rows: [row], category: said }],
  });
  const again = await engine.call("fit/start", { run: "r2", number: 2, request: short, resume: null });
  const after = await engine.call("run/cases", { run: again, subset: "test" });
  expect([...after.rows]).toEqual([...before.rows]);
  expect([...after.actual]).toEqual([1 - before.actual[0]!, ...before.actual.slice(1)]);

  const times = { createdAt: 0, updatedAt: 0 };
  const chosen = { dataset: "d1", draft: emptyDraft, currentRun: "r1", step: "evaluate" } as const;
  const project: Project = {
    format: projectFormat,
    id: "p1",
    name: "p",
    ...times,
    ...chosen,
    datasets: [info],
    runs: [run],
  };
  const file = new File([await engine.call("project/export", { project })], "p.lightbench");
  const other = startEngine(createMemoryStorage(null));
  const [back] = (await other.call("project/import", { file, id: "p2" })).runs;
  expect(back?.evaluation).toEqual(run.evaluation);
  expect(await other.call("run/cases", { run: back!, subset: "test" })).toEqual(before);
  other.close();
});

/** Noise that is brighter on the left, at the top, in both or neither: two pictures of each of 48 patients, a label for either. */
async function storePictures(): Promise<void> {
  const random = createRandom(5);
  const rowCount = 96;
  const side = 16;
  const held = Array.from({ length: rowCount }, (_, row) => [(row >> 1) & 1, (row >> 2) & 1] as const);
  const drawn = held.map(([left, top]): Picture => {
    const brightness = (x: number, y: number) => (left && x < side / 2 ? 70 : 0) + (top && y < side / 2 ? 70 : 0);
    const pixel = (i: number) => 20 + brightness(i % side, Math.floor(i / side)) + random.below(60);
    return {
      width: side,
      height: side,
      channels: 1,
      pixels: Uint8Array.from({ length: side * side }, (_, i) => pixel(i)),
    };
  });
  const names = held.map(([left, top]) => [left ? "left" : "", top ? "top" : ""].filter(Boolean).join("|") || "none");
  const columns = [
    imageColumn("image", drawn),
    textColumn("findings", names),
    numberColumn(
      "left",
      held.map(([left]) => left),
    ),
    categoryColumn(
      "patient",
      held.map((_, row) => `p${row >> 1}`),
    ),
  ];
  const dataset = { id: "d1", name: "halves", rowCount, columns, source: { files: [] }, warnings: [] };
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
}

test("pictures: a fit beats its baseline by patient too, with mixed pictures, and can be looked into", async () => {
  await engine.call("engine/use-backend", { backend: "wasm" });
  await storePictures();
  const run = await engine.fit({
    dataset: "d1",
    task: { kind: "multilabel", targets: ["findings"] },
    model: "cnn",
    hyperparameters: { width: 4, labelSmoothing: 0.05 },
    training: { epochs: 12, batchSize: 16, classWeights: "balanced", augmentation: { mixup: 0.1 } },
  });
  expect(run).toMatchObject({ phase: "finished", request: { split: { kind: "group", by: "patient" } } });
  const { test: evaluation } = run.evaluation!;
  const [metrics, baseline] = [evaluation.metrics, evaluation.baseline] as MultilabelMetrics[];
  expect(metrics!.labels).toEqual(["left", "top"]);
  expect(metrics!.accuracy).toBeGreaterThan(baseline!.accuracy + 0.2);
  expect(evaluation).toMatchObject({ unit: "patient", n: evaluation.rowCount / 2 });
  expect(evaluation.byLabel?.map(({ byUnit }) => byUnit?.map(({ unit, rule }) => [unit, rule]))).toEqual([
    [
      ["patient", "mean"],
      ["patient", "max"],
    ],
    [
      ["patient", "mean"],
      ["patient", "max"],
    ],
  ]);
  const cases = await engine.call("run/cases", { run, subset: "test" });
  expect(cases.units).toHaveLength(cases.rows.length);
  const look = (await engine.call("fit/look", { run, row: null }))!; // a network of pictures
  expect(look.outputs).toHaveLength(2);
  expect(new Set(look.choices.map(({ actual }) => JSON.stringify(actual)))).toEqual(
    new Set(["[]", "[0]", "[1]", "[0,1]"]),
  );
  const { wrongCount, cases: worst } = look.worst!;
  expect(worst.length).toBe(Math.min(12, wrongCount));
  for (const one of worst) expect(one.actual).not.toEqual(one.predicted);
});
