import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fail } from "../../core/failure";
import { emptyDraft, type Project } from "../../core/project";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { makeCsv, network, request, startEngine, type TestEngine } from "./engine.fixture";

let storage: Storage;
let engine: TestEngine;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "cpu" });
});
afterEach(() => engine.close());

describe("from a file to a model in use", () => {
  test("open, preview, fit, judge, predict, write, delete", async () => {
    const info = await engine.open();
    expect(info).toMatchObject({ id: "d1", rowCount: 150 });
    const page = await engine.call("data/rows", { dataset: "d1", from: 10, to: 12 });
    expect(page.rows).toEqual([10, 11]);

    const preview = await engine.call("prepare/preview", { request });
    expect(preview.resolved).toMatchObject({ family: "logistic", seed: 0, split: { kind: "stratified", test: 0.2 } });
    expect(preview.resolved.task.features).toEqual(["marker", "age", "ward"]);
    expect(preview.featureCount).toBe(preview.example.after.length);
    expect(preview.split.subsets.test.rows).toBe(30);

    const events: string[] = [];
    const run = await engine.fit(request, (event) => events.push(event.type));
    expect(events.slice(0, 2)).toEqual(["started", "run"]);
    expect(run).toMatchObject({
      id: "r1",
      phase: "finished",
      backend: "float64",
      hasModel: true,
      request: preview.resolved,
      rowCounts: { train: 90, validation: 30, test: 30 },
    });
    const test = run.evaluation?.test;
    expect(test).toMatchObject({ n: 30, unit: "rows", baselineRule: { kind: "most-frequent", category: "well" } });
    expect(test?.metrics).toMatchObject({ kind: "classification", positive: "ill" });

    // The same rows judged again give the same scores, to the last digit.
    expect(await engine.call("run/evaluate", { run, dataset: "d1" })).toEqual(test);
    const cases = await engine.call("run/cases", { run, subset: "test" });
    const again = await engine.call("run/cases", { run, subset: "test" });
    expect(again).toEqual(cases);
    expect(cases.rows.length).toBe(30);
    expect((await engine.call("run/cases", { run, subset: "train" })).rows.length).toBe(90);

    const rows = Array.from(cases.rows);
    const predictions = await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1", rows } });
    expect(predictions.values).toEqual(Array.from(cases.predicted, (code) => cases.categories[code]));
    expect(predictions.probabilities?.flat()).toEqual(Array.from(cases.probabilities));

    const [record] = [{ marker: 5, age: 50, ward: "north" }];
    const single = await engine.call("run/predict", { run, on: { kind: "records", records: [record] } });
    expect(single.values).toEqual(["ill"]);

    const files = [{ file: makeCsv(20), path: "new.csv" }];
    const fresh = await engine.call("run/predict", { run, on: { kind: "files", files } });
    expect(fresh.values).toHaveLength(20);
    expect((await engine.call("data/rows", { dataset: fresh.dataset, from: 0, to: 1 })).rows).toEqual([0]);
    const csv = await (await engine.call("run/predictions-csv", { run, on: { kind: "files", files } })).text();
    const [header, first] = csv.replace(/^\uFEFF/, "").split("\r\n");
    expect(header).toBe("note,marker,age,ward,state,prediction,probability ill,probability well");
    expect(first).toMatch(/^'=A0,/);

    await engine.call("run/delete", { run: run.id });
    await expect(engine.call("run/cases", { run, subset: "test" })).rejects.toMatchObject({ code: "fit/unknown-run" });
  });

  test("a project file brings everything back under new ids", async () => {
    const info = await engine.open();
    const run = await engine.fit(network);
    const project: Project = {
      format: 1,
      id: "p1",
      name: "Wards",
      createdAt: 1,
      updatedAt: 2,
      datasets: [info],
      dataset: "d1",
      draft: emptyDraft,
      runs: [run],
      currentRun: "r1",
      step: "use",
    };
    const blob = await engine.call("project/export", { project });
    const other = startEngine(createMemoryStorage(null));
    try {
      const file = new File([blob], "wards.lightbench");
      const opened = await other.call("project/import", { file, id: "p2" });
      const [openedRun] = opened.runs;
      if (!openedRun) throw new Error("the run is gone");
      expect(opened).toMatchObject({ id: "p2", name: "Wards", currentRun: openedRun.id });
      expect(openedRun).toEqual({ ...run, id: openedRun.id, request: { ...run.request, dataset: opened.dataset } });
      expect([openedRun.id, opened.dataset]).not.toContain("r1");
      expect(opened.datasets).toEqual([{ ...info, id: opened.dataset }]);
      const on = { kind: "dataset", dataset: "d1" } as const;
      const before = await engine.call("run/predict", { run, on });
      const dataset = opened.dataset ?? "";
      const after = await other.call("run/predict", { run: openedRun, on: { ...on, dataset } });
      expect(after).toEqual({ ...before, dataset });
      // It goes on where it was, too.
      const resumed = await other.call("fit/start", {
        run: openedRun.id,
        number: 1,
        request,
        resume: openedRun,
      });
      expect(resumed.phase).toBe("finished");
    } finally {
      other.close();
    }

    const half = new File([blob.slice(0, Math.floor(blob.size / 2))], "half.lightbench");
    await expect(engine.call("project/import", { file: half, id: "p3" })).rejects.toMatchObject({
      code: "storage/not-a-project",
    });
    const noZip = new File(["note,marker"], "table.csv");
    await expect(engine.call("project/import", { file: noZip, id: "p3" })).rejects.toMatchObject({
      code: "storage/not-a-project",
    });
  });
});

describe("what does not work", () => {
  test.each([
    ["data/unknown-dataset", { ...request, dataset: "d9" }],
    ["data/unknown-column", { ...request, task: { ...request.task, target: "stat" } }],
    ["fit/unknown-model", { ...request, model: "logistik" }],
    ["fit/refused", { ...request, model: "linear" }],
    ["fit/setting", { ...request, hyperparameters: { c: -1 } }],
    ["fit/setting", { ...request, hyperparameters: { layers: 2 } }],
    ["fit/setting", { ...network, training: { epochs: 0 } }],
    ["fit/setting", { ...network, training: { clipNorm: -1 } }],
    ["fit/setting", { ...request, seed: 0.5 }],
    ["fit/setting", { ...request, task: { ...request.task, features: ["marker", "state"] } }],
    ["prepare/split-fractions", { ...request, split: { kind: "random", validation: 0.5, test: 0.5 } }],
    ["prepare/no-features", { ...request, task: { ...request.task, features: [] } }],
  ] as const)("is refused with %s, in the preview and in the fit alike", async (code, asked) => {
    await engine.open();
    await expect(engine.call("prepare/preview", { request: asked })).rejects.toMatchObject({ code });
    await expect(engine.fit(asked)).rejects.toMatchObject({ code });
    // The queue is free again.
    await engine.call("engine/use-backend", { backend: "cpu" });
  });

  test("an opening that fails or is cancelled leaves the data set of that id as it was", async () => {
    const info = await engine.open();
    await expect(engine.open(new File([], "empty.csv"))).rejects.toMatchObject({ code: "import/empty-file" });
    const controller = new AbortController();
    const files = [{ file: makeCsv(2_000), path: "big.csv" }];
    const opening = engine.call("data/open", { id: "d1", files, options: {} }, { signal: controller.signal });
    controller.abort();
    await expect(opening).rejects.toMatchObject({ code: "import/cancelled" });
    const { resolved } = await engine.call("prepare/preview", { request });
    expect(resolved.dataset).toBe("d1");
    expect(await storage.readDataset("d1")).toMatchObject({ info: { fingerprint: info.fingerprint } });
  });

  test("a full disk is told, and the work goes on in memory", async () => {
    const full = () => Promise.reject(fail("storage/full", { neededMb: 3 }));
    engine.close();
    engine = startEngine({ ...storage, writeDataset: full, writeModel: full, writeCheckpoint: full });
    await engine.open();
    const run = await engine.fit(network);
    expect(run).toMatchObject({ phase: "finished", hasModel: true, hasCheckpoint: false });
    const predictions = await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1", rows: [0] } });
    expect(predictions.values).toHaveLength(1);
    expect(engine.notices).toMatchObject([
      { type: "storage", dataset: "d1", failure: { code: "storage/full" } },
      { type: "storage", run: "r1", failure: { code: "storage/full" } },
    ]);
  });

  test("a new worker on the same storage knows data and models; files it has not", async () => {
    await engine.open();
    const run = await engine.fit(request);
    const before = await engine.call("run/evaluate", { run, dataset: "d1" });
    engine.close();
    engine = startEngine(storage);
    expect(await engine.call("run/evaluate", { run, dataset: "d1" })).toEqual(before);
    await expect(engine.call("data/reopen", { dataset: "d1", options: {} })).rejects.toMatchObject({
      code: "data/files-gone",
    });
  });

  test("data that changed cannot carry a run on", async () => {
    await engine.open();
    const run = await engine.fit(network);
    await engine.open(makeCsv(90));
    await expect(engine.fit(request, undefined, run)).rejects.toMatchObject({ code: "fit/data-changed" });
  });
});
