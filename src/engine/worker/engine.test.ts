import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DatasetInfo } from "../../core/dataset";
import { createFailure, fail } from "../../core/failure";
import { emptyDraft, type Project } from "../../core/project";
import { createRandom } from "../../core/random";
import type { FitEvent, FitRequest, Run } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { createFileChannel } from "../file-channel.fixture";
import type { CallEvent, Notice } from "../protocol";
import { createCaller, respond, type Caller } from "../rpc";
import { createHandlers } from "./handlers";
import { createParts } from "./parts";

interface TestEngine {
  readonly call: Caller["call"];
  readonly notices: readonly Notice[];
  /** Messages that reached the page. */
  messageCount(): number;
  close(): void;
}

/** The real jobs behind the real protocol, in one thread. */
function startEngine(storage: Storage): TestEngine {
  const channel = createFileChannel();
  const notices: Notice[] = [];
  let messages = 0;
  channel.page.addEventListener("message", () => messages++);
  const parts = createParts(storage, (notice) => responder.notify(notice));
  const responder = respond(channel.worker, createHandlers(parts));
  const caller = createCaller(channel.page, (notice) => notices.push(notice));
  return {
    call: caller.call,
    notices,
    messageCount: () => messages,
    close() {
      caller.close(createFailure("engine/cancelled", { what: "the test" }));
      channel.close();
    },
  };
}

/** Two blobs that overlap a little, with a name that looks like a formula. */
function makeCsv(rowCount: number): File {
  const random = createRandom(7);
  const rows = Array.from({ length: rowCount }, (_, i) => {
    const isIll = i % 3 === 0;
    const marker = (isIll ? 2 : 0) + random.normal();
    const age = 50 + 10 * random.normal();
    return `=A${i},${marker.toFixed(4)},${age.toFixed(2)},${i % 2 ? "north" : "south"},${isIll ? "ill" : "well"}`;
  });
  return new File([["note,marker,age,ward,state", ...rows].join("\n")], "wards.csv");
}

let storage: Storage;
let engine: TestEngine;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "cpu" });
});
afterEach(() => engine.close());

function open(file = makeCsv(150), id = "d1"): Promise<DatasetInfo> {
  return engine.call("data/open", { id, files: [{ file, path: file.name }], options: {} });
}

const request: FitRequest = {
  dataset: "d1",
  task: { kind: "classification", target: "state", positive: "ill" },
  model: "logistic",
};
const network: FitRequest = {
  ...request,
  model: "mlp",
  hyperparameters: { units: [4] },
  training: { epochs: 6, batchSize: 32, earlyStopping: false },
};
/** Long enough to be heard and stopped. */
const long = { ...network, training: { ...network.training, epochs: 60 } };

function fit(asked: FitRequest, onEvent?: (event: CallEvent<"fit/start">) => void, resume: Run | null = null) {
  const params = { run: resume?.id ?? "r1", number: 1, request: asked, resume };
  return engine.call("fit/start", params, onEvent ? { onEvent } : {});
}

describe("from a file to a model in use", () => {
  test("open, preview, fit, judge, predict, write, delete", async () => {
    const info = await open();
    expect(info).toMatchObject({ id: "d1", rowCount: 150 });
    const page = await engine.call("data/rows", { dataset: "d1", from: 10, to: 12 });
    expect(page.rows).toEqual([10, 11]);

    const preview = await engine.call("prepare/preview", { request });
    expect(preview.resolved).toMatchObject({ family: "logistic", seed: 0, split: { kind: "stratified", test: 0.2 } });
    expect(preview.resolved.task.features).toEqual(["marker", "age", "ward"]);
    expect(preview.featureCount).toBe(preview.example.after.length);
    expect(preview.split.subsets.test.rows).toBe(30);

    const events: string[] = [];
    const run = await fit(request, (event) => events.push(event.type));
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
    const info = await open();
    const run = await fit(network);
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

describe("a fit", () => {
  test("speaks at most ten times a second, and every epoch arrives", async () => {
    await open();
    const epochs: number[] = [];
    const startMs = performance.now();
    const before = engine.messageCount();
    const run = await fit({ ...network, training: { ...network.training, epochs: 40 } }, (event) => {
      if (event.type === "epoch") epochs.push(event.record.epoch);
    });
    const seconds = (performance.now() - startMs) / 1000;
    expect(epochs).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(run.history.map((record) => record.epoch)).toEqual(epochs);
    // The first at once, then one each tenth of a second, the rest with the answer, and the answer.
    expect(engine.messageCount() - before).toBeLessThanOrEqual(10 * seconds + 3);
  });

  test("stops, keeps its model, and goes on to the same end as one that was never stopped", async () => {
    await open();
    const whole = await fit(long);
    const stopped = await fit(long, (event) => {
      if (event.type === "epoch" && event.record.epoch === 1) void engine.call("fit/stop", { run: "r1" });
    });
    expect(stopped).toMatchObject({ phase: "stopped", hasModel: true, hasCheckpoint: true });
    expect(stopped.history.length).toBeLessThan(60);
    const resumed = await fit(request, undefined, stopped);
    expect(resumed.phase).toBe("finished");
    const losses = (run: Run) => run.history.map((record) => record.train.loss);
    expect(losses(resumed)).toEqual(losses(whole));
    expect(resumed.evaluation).toEqual(whole.evaluation);
  });

  test("waits its turn, pauses and goes on", async () => {
    await open();
    const phases: string[] = [];
    let tellPaused = () => {};
    const paused = new Promise<void>((resolve) => (tellPaused = resolve));
    const hear = (name: string) => (event: FitEvent | { readonly type: "run"; readonly run: Run }) => {
      if (event.type !== "phase") return;
      phases.push(`${name} ${event.phase}`);
      if (event.phase === "paused") tellPaused();
    };
    const first = fit(long, hear("first"));
    const params = { run: "r2", number: 2, request, resume: null };
    const second = engine.call("fit/start", params, { onEvent: hear("second") });
    await engine.call("fit/pause", { run: "r1" });
    await paused;
    await expect(engine.call("engine/use-backend", { backend: "cpu" })).rejects.toMatchObject({ code: "engine/busy" });
    await expect(fit(network)).rejects.toMatchObject({ code: "engine/busy" });
    await engine.call("fit/resume", { run: "r1" });
    expect((await first).phase).toBe("finished");
    expect((await second).phase).toBe("finished");
    expect(phases.filter((phase) => phase.startsWith("first"))).toContain("first paused");
    expect(phases.filter((phase) => phase.startsWith("second"))).toEqual(["second queued", "second fitting"]);
    expect(phases.indexOf("second fitting")).toBeGreaterThan(phases.indexOf("first paused"));
  });

  test("that diverges has failed, says where, and keeps no model that has learned nothing", async () => {
    await open();
    const run = await fit({
      ...network,
      task: { kind: "regression", target: "age", features: ["marker"] },
      training: { epochs: 5, optimizer: "sgd", learningRate: 10 },
    });
    expect(run).toMatchObject({ phase: "failed", hasModel: false, failure: { code: "fit/diverged" } });
    expect(run.evaluation).toBeUndefined();
    expect((await fit(network)).phase).toBe("finished");
  });

  test("leaves nothing on the device", async () => {
    await open();
    const before = await engine.call("engine/memory", {});
    const run = await fit(network);
    await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1" } });
    await engine.call("run/delete", { run: run.id });
    expect(await engine.call("engine/memory", {})).toEqual(before);
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
    ["fit/setting", { ...request, seed: 0.5 }],
    ["fit/setting", { ...request, task: { ...request.task, features: ["marker", "state"] } }],
    ["prepare/split-fractions", { ...request, split: { kind: "random", validation: 0.5, test: 0.5 } }],
    ["prepare/no-features", { ...request, task: { ...request.task, features: [] } }],
  ] as const)("is refused with %s, in the preview and in the fit alike", async (code, asked) => {
    await open();
    await expect(engine.call("prepare/preview", { request: asked })).rejects.toMatchObject({ code });
    await expect(fit(asked)).rejects.toMatchObject({ code });
    // The queue is free again.
    await engine.call("engine/use-backend", { backend: "cpu" });
  });

  test("an opening that fails or is cancelled leaves the data set of that id as it was", async () => {
    const info = await open();
    await expect(open(new File([], "empty.csv"))).rejects.toMatchObject({ code: "import/empty-file" });
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
    await open();
    const run = await fit(network);
    expect(run).toMatchObject({ phase: "finished", hasModel: true, hasCheckpoint: false });
    const predictions = await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1", rows: [0] } });
    expect(predictions.values).toHaveLength(1);
    expect(engine.notices).toMatchObject([
      { type: "storage", dataset: "d1", failure: { code: "storage/full" } },
      { type: "storage", run: "r1", failure: { code: "storage/full" } },
    ]);
  });

  test("a new worker on the same storage knows data and models; files it has not", async () => {
    await open();
    const run = await fit(request);
    const before = await engine.call("run/evaluate", { run, dataset: "d1" });
    engine.close();
    engine = startEngine(storage);
    expect(await engine.call("run/evaluate", { run, dataset: "d1" })).toEqual(before);
    await expect(engine.call("data/reopen", { dataset: "d1", options: {} })).rejects.toMatchObject({
      code: "data/files-gone",
    });
  });

  test("data that changed cannot carry a run on", async () => {
    await open();
    const run = await fit(network);
    await open(makeCsv(90));
    await expect(fit(request, undefined, run)).rejects.toMatchObject({ code: "fit/data-changed" });
  });
});
