import { describe, expect, it, vi } from "vitest";
import { fail } from "../core/failure";
import { columnInfo, datasetInfo, epochEvent, evaluation, finished, runOf } from "../state/fake-engine.fixture";
import { createBench, type Bench } from "../state/workbench.fixture";
import { createApi } from "./lightbench";
import type { FitEvent, FitRequest, Lightbench, TaskRequest } from "./types";

async function setUp(): Promise<{ bench: Bench; api: Lightbench; dataset: string }> {
  const bench = createBench();
  const api = createApi(bench.workbench, "1.2.3");
  const { id } = await api.open([new File(["age,ill\n1,yes\n"], "ill.csv")]);
  return { bench, api, dataset: id };
}

const task: TaskRequest = { kind: "classification", target: "ill" };

describe("the in-page API", () => {
  it("waits for the engine and says in plain words where it computes", async () => {
    const bench = createBench();
    const api = createApi(bench.workbench, "1.2.3");
    expect(await api.engine()).toMatchObject({
      backend: "cpu",
      reason: "It is the only one.",
      candidates: [{ backend: "cpu", ok: true, ms: 12, why: "works" }],
    });
    expect(await api.useBackend("wasm")).toMatchObject({ backend: "wasm" });
    await expect(api.useBackend("gpu" as "webgpu")).rejects.toMatchObject({ code: "api/argument" });
    expect(await api.memory()).toEqual({ tensors: 0, tensorBytes: 0, deviceBytes: 0, datasetBytes: 0 });
    expect(api.version).toBe("1.2.3");
    expect(api.ledger()).toEqual({ requests: 0, blocked: 0, since: "2026-01-01T00:00:00Z" });
  });

  it("lists samples and models as plain data in the language of the page", async () => {
    const { bench, api } = await setUp();
    expect(api.samples()).toMatchObject([{ id: "blood", title: "Blood panel", model: "mlp", task: { target: "ill" } }]);
    expect(api.models().map(({ id }) => id)).toEqual([
      "linear",
      "logistic",
      "mlp",
      "cnn",
      "backbone",
      "lstm",
      "gru",
      "rnn",
      "tcn",
      "attention",
      "transformer",
      "embedding",
      "autoencoder",
    ]);
    expect(api.models()[2]?.fields[0]).toMatchObject({ id: "units", label: "Units", default: [32, 16] });
    bench.workbench.actions.setLocale("zh");
    expect(api.samples()[0]?.title).toBe("血液检查");
    expect(() => structuredClone([api.samples(), api.models()])).not.toThrow();
  });

  it("opens files as dropping them does", async () => {
    const { bench, api } = await setUp();
    const file = new File(["age,ill\n"], "b.csv");
    bench.engine.on("data/open", async ({ id }) => ({
      ...datasetInfo(id),
      warnings: [{ file: "b.csv", line: 3, message: "short", wording: { en: "It is short.", zh: "太短。" } }],
      warningCount: 1,
    }));
    const dataset = await api.open([file], { header: false });
    expect(bench.engine.paramsOf("data/open").at(-1)).toMatchObject({
      files: [{ file, path: "b.csv" }],
      options: { header: false },
    });
    expect(dataset.warnings).toEqual([{ file: "b.csv", line: 3, message: "It is short." }]);
    expect(bench.workbench.project.getState().dataset?.id).toBe(dataset.id);
    const wrongFiles: readonly unknown[] = [[], null, ["b.csv"]];
    for (const none of wrongFiles) {
      const given = none as File[]; // what a script may send
      await expect(api.open(given)).rejects.toMatchObject({ code: "api/argument" });
    }
    await expect(api.openProject("p" as unknown as File)).rejects.toMatchObject({ code: "api/argument" }); // as above
    await expect(api.open([file], { sheet: "1" })).rejects.toMatchObject({ code: "api/unsupported" });
    await api.closeDataset(dataset.id);
    expect(bench.engine.paramsOf("data/close")).toEqual([{ dataset: dataset.id }]);
  });

  it("gives rows as records by column name, null where a value is missing", async () => {
    const { bench, api } = await setUp();
    bench.engine.on("data/open", async ({ id }) =>
      datasetInfo(id, [columnInfo("age"), columnInfo("bmi"), columnInfo("ill", "category")]),
    );
    const { id } = await api.open([new File([""], "b.csv")]);
    bench.engine.on("data/rows", async ({ from }) => ({
      from,
      rows: [2, 3],
      values: [
        [1, null],
        [Number.NaN, 20],
        ["yes", "no"],
      ],
    }));
    expect(await api.rows(id, 2, 4)).toEqual([
      { age: 1, bmi: null, ill: "yes" },
      { age: null, bmi: 20, ill: "no" },
    ]);
    expect(bench.engine.paramsOf("data/rows")).toEqual([{ dataset: id, from: 2, to: 4 }]);
    await expect(api.rows("none", 0, 1)).rejects.toMatchObject({ code: "data/unknown-dataset" });
  });

  it("fits with nothing but data set, task and model, and tells the start first", async () => {
    const { bench, api, dataset } = await setUp();
    const events: FitEvent[] = [];
    bench.engine.on("fit/start", async ({ run, number, request }, { emit }) => {
      const started = runOf(run, number, request);
      emit({ type: "run", run: started });
      emit(epochEvent(1));
      return finished({ ...started, history: [epochEvent(1).record] });
    });
    const run = await api.fit({ dataset, task, model: "mlp" }, (event) => events.push(event));
    expect(events.map(({ type }) => type)).toEqual(["started", "epoch"]);
    expect(events[0]).toEqual({ type: "started", run: run.id });
    expect(run).toMatchObject({ model: "mlp", phase: "finished", backend: "cpu", name: "first run" });
    expect(run.evaluation).toEqual({
      test: {
        metrics: evaluation.metrics,
        baseline: evaluation.baseline,
        n: 10,
        rowCount: 10,
        unit: "rows",
        intervals: evaluation.intervals,
        baselineIntervals: {},
      },
      validation: null,
    });
    expect(api.runs()).toEqual([run]);
    expect(bench.workbench.project.getState().project.currentRun).toBe(run.id);
    await api.deleteRun(run.id);
    expect(api.runs()).toEqual([]);
    expect(bench.engine.paramsOf("run/delete")).toEqual([{ run: run.id }]);
  });

  it("says a failed run's reason in the language of the page", async () => {
    const { bench, api, dataset } = await setUp();
    bench.workbench.actions.setLocale("zh");
    const { failure } = fail("fit/diverged", { step: 4, epoch: 1, learningRate: 1 });
    bench.engine.on("fit/start", async ({ run, number, request }) => ({
      ...runOf(run, number, request, { phase: "failed", failure }),
    }));
    const run = await api.fit({ dataset, task, model: "mlp" });
    expect(run.failure).toEqual({
      code: "fit/diverged",
      message: failure.wording.message.zh,
      hint: failure.wording.hint.zh,
    });
    await expect(api.stop("none")).rejects.toMatchObject({
      code: "fit/unknown-run",
      message: "此项目中没有运行“none”。",
      hint: "请在运行列表中选择。",
    });
  });

  it("keeps a run going whose listener throws", async () => {
    const { api, dataset } = await setUp();
    const thrown: (() => void)[] = [];
    const spy = vi.spyOn(globalThis, "queueMicrotask").mockImplementation((task) => void thrown.push(task));
    const run = await api.fit({ dataset, task, model: "logistic" }, () => {
      throw new Error("the script's own");
    });
    spy.mockRestore();
    expect(run.phase).toBe("finished");
    expect(thrown[0]).toThrow("the script's own");
  });

  it("evaluates and predicts on data sets and on files", async () => {
    const { bench, api, dataset } = await setUp();
    const run = await api.fit({ dataset, task, model: "logistic" });
    expect(await api.evaluate(run.id, { dataset })).toMatchObject({ n: 10, metrics: { mae: 1 } });
    await api.predict(run.id, { dataset, rows: [0] });
    await api.predict(run.id, [new File(["age\n1\n"], "new.csv")]);
    await api.predict(run.id, { dataset, latest: true });
    expect(bench.engine.paramsOf("run/predict").map(({ on }) => on)).toMatchObject([
      { kind: "dataset", dataset, rows: [0] },
      { kind: "files", files: [{ path: "new.csv" }] },
      { kind: "dataset", dataset, latest: true },
    ]);
    await expect(api.predict(run.id, [])).rejects.toMatchObject({ code: "api/argument" });
    const wrongPlaces: readonly unknown[] = [null, {}, { dataset: 3 }, { dataset, rows: 3 }, { dataset, rows: ["1"] }];
    for (const on of wrongPlaces) {
      const given = on as { dataset: string }; // what a script may send
      await expect(api.evaluate(run.id, given)).rejects.toMatchObject({ code: "api/argument" });
      await expect(api.predict(run.id, given)).rejects.toMatchObject({ code: "api/argument" });
    }
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["a kind to come", { task: { kind: "survival", time: "t", event: "e" } }, "api/unsupported"],
    [
      "a window of several labels",
      { task: { ...task, target: ["a", "b"], window: { lookBack: 3 } } },
      "api/unsupported",
    ],
    [
      "windows to give back with a horizon",
      { task: { kind: "reconstruction", window: { lookBack: 3, horizon: 1 } } },
      "api/argument",
    ],
    ["a window of one row to give back", { task: { kind: "reconstruction", window: { lookBack: 1 } } }, "api/argument"],
    ["a window within what is no yes or no", { task: { ...task, window: { lookBack: 3, within: 4 } } }, "api/argument"],
    ["a window without a length", { task: { ...task, window: { lookBack: 0 } } }, "api/argument"],
    [
      "a forecast of now",
      { task: { ...task, kind: "forecasting", window: { lookBack: 3, horizon: 0 } } },
      "api/argument",
    ],
    ["several targets of a number", { task: { kind: "regression", target: ["a", "b"] } }, "api/unsupported"],
    ["no targets in a list", { task: { ...task, target: [] } }, "api/argument"],
    ["a positive class of several", { task: { ...task, target: ["a", "b"], positive: "yes" } }, "api/argument"],
    ["an unknown augmentation", { training: { augmentation: { flip: 1 } } }, "api/argument"],
    ["no target", { task: { kind: "regression" } }, "api/argument"],
    ["columns that are no list", { task: { ...task, features: "age" } }, "api/argument"],
    ["steps that are no list", { pipeline: { kind: "scale" } }, "api/argument"],
    ["a step without columns", { pipeline: [{ kind: "scale", params: {} }] }, "api/argument"],
    ["no task", { task: undefined }, "api/argument"],
    ["a misspelt member", { trainning: {} }, "api/argument"],
    ["a misspelt setting", { training: { epoch: 3 } }, "api/argument"],
    ["an unknown model", { model: "none" }, "fit/unknown-model"],
    ["an unknown data set", { dataset: "none" }, "data/unknown-dataset"],
  ])("refuses %s with a sentence and leaves the project as it was", async (_, change, code) => {
    const { bench, api, dataset } = await setUp();
    const before = bench.workbench.project.getState().project;
    const request = { dataset, task, model: "logistic", ...change } as FitRequest; // what a script may send
    await expect(api.fit(request)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\.$/),
      hint: expect.stringMatching(/\.$/),
    });
    expect(bench.workbench.project.getState().project).toBe(before);
    expect(bench.engine.paramsOf("fit/start")).toEqual([]);
  });

  it("accepts one target in a list, and passes augmentation on", async () => {
    const { bench, api, dataset } = await setUp();
    await api.fit({
      dataset,
      task: { ...task, target: ["ill"] },
      model: "mlp",
      training: { augmentation: false, epochs: 2 },
    });
    expect(bench.engine.paramsOf("fit/start")[0]?.request).toEqual({
      dataset,
      task: { kind: "classification", target: "ill" },
      model: "mlp",
      training: { augmentation: false, epochs: 2 },
    });
  });

  it("takes a list of targets for several labels, and tells what holds as a list", async () => {
    const { bench, api, dataset } = await setUp();
    const judged = { ...evaluation, byLabel: [evaluation, evaluation] };
    bench.engine.on("fit/start", async ({ run, number, request }) => ({
      ...finished(runOf(run, number, request)),
      evaluation: { test: judged, validation: null },
    }));
    const run = await api.fit({ dataset, task: { ...task, target: ["ill", "age", "ill"] }, model: "mlp" });
    await api.fit({ dataset, task: { kind: "multilabel", targets: ["ill", "age"], features: ["age"] }, model: "mlp" });
    expect(bench.engine.paramsOf("fit/start").map(({ request }) => request.task)).toEqual([
      { kind: "multilabel", targets: ["ill", "age"] },
      { kind: "multilabel", targets: ["ill", "age"], features: ["age"] },
    ]);
    expect(run.evaluation?.test.byLabel).toHaveLength(2);
    bench.engine.on("run/cases", async () => ({
      rows: Uint32Array.of(4, 7),
      actual: Float64Array.of(1, 1, 0, 0),
      predicted: Float64Array.of(0, 1, 0, 0),
      probabilities: Float64Array.of(0.2, 0.9, 0.1, 0.3),
      categories: ["ill", "age"],
    }));
    expect(await api.cases(run.id)).toEqual({
      rows: [4, 7],
      actual: ["ill|age", ""],
      predicted: ["age", ""],
      categories: ["ill", "age"],
      probabilities: [
        [0.2, 0.9],
        [0.1, 0.3],
      ],
    });
  });

  it("takes one target in a list for several labels where its cells may list some", async () => {
    const { bench, api } = await setUp();
    bench.engine.on("data/open", async ({ id }) =>
      datasetInfo(id, [
        columnInfo("age"),
        columnInfo("note", "text"),
        { ...columnInfo("tags", "category"), categories: ["a", "a|b"] },
      ]),
    );
    const { id } = await api.open([new File(["x"], "x.csv")]);
    await api.fit({ dataset: id, task: { ...task, target: ["note"] }, model: "mlp" });
    await api.fit({ dataset: id, task: { ...task, target: ["tags"] }, model: "mlp" });
    await api.fit({ dataset: id, task: { ...task, target: "tags" }, model: "mlp" });
    expect(bench.engine.paramsOf("fit/start").map(({ request }) => request.task.kind)).toEqual([
      "multilabel",
      "multilabel",
      "classification",
    ]);
  });

  it("saves the project to a file and opens one", async () => {
    const { bench, api } = await setUp();
    const { project } = bench.workbench.project.getState();
    expect(await (await api.saveProject()).text()).toContain("ill.csv");
    bench.engine.on("project/import", async ({ id }) => ({ ...project, id, name: "Another" }));
    await api.openProject(new File([], "another.lightbench"));
    expect(bench.workbench.project.getState().project.name).toBe("Another");
  });
});
