/** Rows that are given back, from the data set to flags on new ones, through the engine. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import { categoryColumn, imageColumn } from "../../core/make-column";
import type { ReconstructionMetrics } from "../../core/metrics";
import type { Picture } from "../../core/picture";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import { startEngine, type TestEngine } from "./engine.fixture";

/** Usual rows follow from two numbers; a faulty one breaks what holds them together. */
function makeMachines(rowCount: number): File {
  const random = createRandom(3);
  const rows = Array.from({ length: rowCount }, (_, i) => {
    const [a, b] = [random.normal(), random.normal()];
    const isFaulty = i % 5 === 0;
    const values = [a, b, a + b, a - b, 2 * a - b].map((value) => value + 0.05 * random.normal());
    if (isFaulty) values[2] = -values[2]! + 2; // five values
    return [...values.map((value) => value.toFixed(4)), isFaulty ? "faulty" : "fine"].join(",");
  });
  return new File([["speed,load,current,heat,flow,state", ...rows].join("\n")], "machines.csv");
}

const request: FitRequest = {
  dataset: "d1",
  task: { kind: "reconstruction", normal: { column: "state", category: "fine" } },
  model: "autoencoder",
  hyperparameters: { codeSize: 2 },
  training: { epochs: 25, batchSize: 16, learningRate: 0.01 },
};

let engine: TestEngine;
const storage = createMemoryStorage(null);
beforeEach(async () => {
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

const metricsOf = (run: Run) => run.evaluation!.test.metrics as ReconstructionMetrics; // it has ended; rows are given back

test("only usual rows are learned from and set the threshold, and the others come out", async () => {
  await engine.open(makeMachines(400));
  const run = await engine.fit(request);
  expect(run).toMatchObject({ phase: "finished", featureCount: 5 });
  expect(run.request.task.features).toEqual(["speed", "load", "current", "heat", "flow"]);
  // 400 rows, a fifth of each category to test and to validation: of these only the fine ones stay.
  expect(run.rowCounts).toEqual({ train: 192, validation: 64, test: 80 });
  const metrics = metricsOf(run);
  expect(metrics).toMatchObject({ normal: "fine", normalCount: 64 });
  expect(metrics.byCategory).toMatchObject([{ category: "faulty", support: 16 }]);
  // Measured: 0.99; a row's fault is a shift of 2 or more beside noise of 0.05.
  expect(metrics.rocAuc).toBeGreaterThan(0.95);
  expect(metrics.byCategory[0]!.rocAuc).toBeCloseTo(metrics.rocAuc, 12);
  expect(metrics.specificity).toBeCloseTo(1 - metrics.falseAlarmRate, 12);
  expect(run.evaluation!.test.references!.map(({ rule }) => rule)).toEqual([
    { kind: "mean-row" },
    { kind: "components", count: 2 },
  ]);

  const cases = await engine.call("run/cases", { run, subset: "test" });
  expect(cases.reconstruction).toMatchObject({ threshold: metrics.threshold });
  expect(cases.reconstruction!.map).toHaveLength(160);
  expect(cases.reconstruction!.differences).toHaveLength(400);
  const again = await engine.call("run/evaluate", { run, dataset: "d1" });
  expect(again.metrics).toEqual(metrics);

  const on = { kind: "dataset", dataset: "d1", rows: [0, 1, 2] } as const;
  const predictions = await engine.call("run/predict", { run, on });
  expect(predictions.threshold).toBe(metrics.threshold);
  expect(predictions.flagged).toEqual(predictions.values.map((error) => Number(error) > metrics.threshold));
  const csv = await (await engine.call("run/predictions-csv", { run, on })).text();
  expect(csv.split(/\r?\n/)[0]).toBe("speed,load,current,heat,flow,state,reconstruction error,flagged");

  const shown = await engine.call("run/reconstructions", { run, rows: [0] });
  expect(shown!.items[0]).toMatchObject({ row: 0, pictures: null });
  expect(shown!.items[0]!.values).toHaveLength(5);
  expect(shown!.items[0]!.error).toBeCloseTo(Number(predictions.values[0]), 6);
});

test("without a category all rows are learned from, and nothing is told apart", async () => {
  await engine.open(makeMachines(100));
  const task = { kind: "reconstruction", features: ["speed", "load", "current"] } as const;
  const run = await engine.fit({ ...request, task, training: { epochs: 3 } });
  expect(run.rowCounts).toEqual({ train: 60, validation: 20, test: 20 });
  expect(metricsOf(run)).toMatchObject({ normal: null, normalCount: 20, byCategory: [] });
  expect(metricsOf(run).rocAuc).toBeNaN();
  expect(run.evaluation!.test.intervals).not.toHaveProperty("rocAuc");
});

test("an unknown category is refused", async () => {
  await engine.open(makeMachines(100));
  const normal = { column: "state", category: "broken" };
  await expect(engine.fit({ ...request, task: { kind: "reconstruction", normal } })).rejects.toMatchObject({
    code: "fit/setting",
  });
});

/** A bright bar, across in the usual ones and upright in the others. */
function makeBars(rowCount: number): Dataset {
  const random = createRandom(9);
  const side = 16;
  const labels = Array.from({ length: rowCount }, (_, row) => (row % 4 === 0 ? "upright" : "across"));
  const drawn = labels.map((label): Picture => {
    const at = 2 + random.below(11);
    const isBar = (i: number) => (label === "across" ? Math.floor(i / side) : i % side) - at;
    const pixels = Uint8Array.from({ length: side * side }, (_, i) =>
      isBar(i) === 0 || isBar(i) === 1 ? 220 : 20 + random.below(20),
    );
    return { width: side, height: side, channels: 1, pixels };
  });
  const columns = [imageColumn("image", drawn), categoryColumn("label", labels, ["across", "upright"])];
  return { id: "d2", name: "bars", rowCount, columns, source: { files: [] }, warnings: [] };
}

test("pictures come back as pictures while it learns, after a stop and after going on", async () => {
  const dataset = makeBars(160);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  const asked: FitRequest = {
    dataset: "d2",
    task: { kind: "reconstruction", normal: { column: "label", category: "across" } },
    model: "autoencoder",
    hyperparameters: { imageSize: 16, filters: 4, codeSize: 8, noise: "gaussian" },
    training: { epochs: 12, batchSize: 16, learningRate: 0.01 },
  };
  const whole = await engine.fit(asked);
  expect(whole).toMatchObject({ phase: "finished", featureCount: 256 });
  // Measured: 1.00.
  expect(metricsOf(whole).rocAuc).toBeGreaterThan(0.9);

  const live: Promise<unknown>[] = [];
  const stopped = await engine.fit(asked, (event) => {
    if (event.type !== "epoch" || event.record.epoch !== 2) return;
    live.push(engine.call("run/reconstructions", { run: whole, rows: null }));
    void engine.call("fit/stop", { run: "r1" });
  });
  const picture = { width: 16, height: 16, channels: 1 };
  expect(await live[0]).toMatchObject({
    items: [{ pictures: { before: picture, after: picture, difference: picture } }, {}, {}, {}, {}, {}, {}, {}],
  });
  expect(stopped).toMatchObject({ phase: "stopped", hasCheckpoint: true, hasModel: true });
  const resumed = await engine.fit(asked, undefined, stopped);
  expect(resumed.history.map(({ train }) => train.loss)).toEqual(whole.history.map(({ train }) => train.loss));
  expect(resumed.evaluation).toEqual(whole.evaluation);
});

/** Two pumps that swing, by a clock with a gap; the second one stands still for a while among its last rows. */
function makeSwings(rowCount: number, minutes = 1, pumps: readonly string[] = ["a", "b"]): File {
  const random = createRandom(4);
  const lines = pumps.flatMap((pump) =>
    Array.from({ length: rowCount }, (_, i) => {
      const isStuck = pump === "b" && i >= 0.85 * rowCount && i < 0.85 * rowCount + 12;
      const at = isStuck ? 0.7 : (2 * Math.PI * i) / 9;
      const minute = minutes * (i + (i > 40 ? 7 : 0));
      const time = new Date(Date.UTC(2025, 0, 1, 0, minute)).toISOString().slice(0, 16).replace("T", " ");
      const [x, y] = [Math.sin(at), Math.cos(at)].map((value) => (value + 0.02 * random.normal()).toFixed(4));
      const known = i === 20 ? "" : x;
      return [time, pump, known, y, isStuck ? "stuck" : "fine"].join(",");
    }),
  );
  return new File([["time,pump,x,y,state", ...lines].join("\n")], "swings.csv");
}

const ofWindows: FitRequest = {
  dataset: "d1",
  task: {
    ...{ kind: "reconstruction", normal: { column: "state", category: "fine" } },
    window: { lookBack: 8, time: "time", series: "pump" },
  },
  model: "autoencoder",
  hyperparameters: { codeSize: 3, filters: 4 },
  training: { epochs: 8, batchSize: 16, learningRate: 0.01 },
};

test("windows of series are given back, judged by time, flagged and shown as curves, after a stop and on other data as well", async () => {
  await engine.open(makeSwings(240));
  const run = await engine.fit(ofWindows);
  expect(run).toMatchObject({ phase: "finished", featureCount: 16 });
  expect(run.request.task.features).toEqual(["x", "y"]);
  expect(run.request.split).toEqual({ kind: "time", by: "time", validation: 0.1, test: 0.2 });
  // Of each pump 240 rows, the last 48 to test and 24 before them to validation: 7 windows less at each border and at the gap.
  expect(run.rowCounts).toEqual({ train: 2 * (168 - 2 * 7), validation: 2 * (24 - 7), test: 2 * (48 - 7) });
  const said = run.effects.map(({ message }) => message.en).join(" ");
  expect(said).toContain("2 gaps were found");
  expect(said).toContain("2 missing numbers are the last one before");
  const { test: evaluation } = run.evaluation!; // it has ended
  expect(evaluation).toMatchObject({ unit: "windows", rowUnit: "windows", n: 82, rowCount: 82 });
  expect(evaluation.intervals["mae"]?.method).toBe("block-bootstrap");
  const metrics = metricsOf(run);
  // Twelve stuck rows are in nineteen windows. Measured: 0.99.
  expect(metrics.byCategory).toMatchObject([{ category: "stuck", support: 19 }]);
  expect(metrics.rocAuc).toBeGreaterThan(0.9);

  const cases = await engine.call("run/cases", { run, subset: "test" });
  expect(cases.reconstruction).toMatchObject({ inputs: ["x", "y"], windows: { lookBack: 8, isDated: true } });
  expect(cases.reconstruction!.differences).toHaveLength(2 * 82);
  // The error of a window is the mean of what its columns differ by.
  const [ofX, ofY] = cases.reconstruction!.differences;
  expect((ofX! + ofY!) / 2).toBeCloseTo(cases.predicted[0]!, 6);
  expect((await engine.call("run/evaluate", { run, dataset: "d1" })).metrics).toEqual(metrics);

  const track = await engine.call("run/scores", { run, on: { kind: "dataset", dataset: "d1" }, series: 1 });
  expect(track).toMatchObject({ names: ["a", "b"], series: 1, lookBack: 8, threshold: metrics.threshold });
  expect(track.columns.map(({ name }) => name)).toEqual(["x", "y"]);
  expect(track.areTest.reduce((sum, own) => sum + own, 0)).toBe(41);
  // Seven rows each after the beginning and the gap have no window behind them.
  expect(track.errors.filter(Number.isNaN)).toHaveLength(14);
  const predictions = await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1" } });
  expect(predictions.values.filter((value) => value === null)).toHaveLength(28);
  track.rows.forEach((row, place) => {
    const error = predictions.values[row];
    if (error === null) expect(track.errors[place]).toBeNaN();
    else expect(track.errors[place]).toBeCloseTo(Number(error), 6);
  });
  const row = cases.rows[0]!;
  const shown = await engine.call("run/reconstructions", { run, rows: [row] });
  expect(shown!.items[0]).toMatchObject({ row, pictures: null, values: [] });
  expect(shown!.items[0]!.curves!.map(({ before }) => before.length)).toEqual([8, 8]);
  expect(shown!.items[0]!.error).toBeCloseTo(Number(predictions.values[row]), 6);

  const live: Promise<unknown>[] = [];
  const stopped = await engine.fit(ofWindows, (event) => {
    if (event.type !== "epoch" || event.record.epoch !== 2) return;
    live.push(engine.call("run/reconstructions", { run, rows: null }));
    void engine.call("fit/stop", { run: "r1" });
  });
  expect(await live[0]).toMatchObject({ items: [{ curves: [{}, {}] }, {}, {}, {}, {}, {}, {}, {}] });
  const resumed = await engine.fit(ofWindows, undefined, stopped);
  expect(resumed.evaluation).toEqual(run.evaluation);

  const later = new File([(await makeSwings(60).text()).replaceAll("2025-01-01", "2025-03-01")], "later.csv");
  await engine.open(later, "d2");
  const other = await engine.call("run/evaluate", { run: resumed, dataset: "d2" });
  // 60 rows of each, with a gap: all windows are whole but 14.
  expect(other).toMatchObject({ rowCount: 2 * (60 - 14), unit: "windows" });
  const files = [{ file: later, path: later.name }];
  expect((await engine.call("run/evaluate-files", { run: resumed, files })).evaluation).toEqual(other);
  await engine.open(makeSwings(60, 5), "d3");
  await expect(engine.call("run/evaluate", { run: resumed, dataset: "d3" })).rejects.toMatchObject({
    code: "fit/other-step",
  });
}, 60_000);

test("windows are drawn by the groups that were set aside whole, after training and when judged again", async () => {
  await engine.open(makeSwings(30, 1, ["a", "b", "c", "d", "e", "f"]));
  const split = { kind: "group", by: "pump", test: 0.5, validation: 0 } as const;
  const run = await engine.fit({ ...ofWindows, split, training: { epochs: 1 } });
  for (const judged of [run.evaluation!.test, await engine.call("run/evaluate", { run, dataset: "d1" })]) {
    // it has ended
    expect(judged).toMatchObject({ n: 3, rowCount: 3 * (30 - 7), rowUnit: "windows", unit: "pump" });
    expect(judged.intervals["mae"]?.method).toBe("cluster-bootstrap");
  }
});

test("a window that is longer than every stretch is refused, and so is a random split", async () => {
  await engine.open(makeSwings(60));
  const long = { ...ofWindows.task, window: { lookBack: 45, time: "time", series: "pump" } } as FitRequest["task"]; // as above, longer
  await expect(engine.fit({ ...ofWindows, task: long })).rejects.toMatchObject({ code: "prepare/no-windows" });
  const split = { kind: "random" } as const;
  await expect(engine.fit({ ...ofWindows, split })).rejects.toMatchObject({ code: "fit/setting" });
});
