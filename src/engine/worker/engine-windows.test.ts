/** Classes and numbers that are asked of windows of a series, through the real jobs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ClassificationMetrics, RegressionMetrics } from "../../core/metrics";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

const minute = 60_000;
const perSensor = 400;

interface Step {
  readonly sensor: string;
  readonly speed: number;
  readonly state: "free" | "jam";
}

/** Two sensors, every five minutes: speed swings slowly, and below 45 there is a jam. The second one says nothing for an hour at its middle. */
function makeRoad(): { readonly file: File; readonly steps: readonly Step[] } {
  const random = createRandom(3);
  const steps: Step[] = [];
  const lines = ["A", "B"].flatMap((sensor, which) =>
    Array.from({ length: perSensor }, (_, i) => {
      const speed = 50 + 15 * Math.sin(i / (7 + which)) + random.normal();
      const state = speed < 45 ? "jam" : "free";
      const late = which === 1 && i >= perSensor / 2 ? 12 : 0;
      const time = new Date(Date.UTC(2024, 0, 1) + (i + late) * 5 * minute).toISOString().slice(0, 16);
      steps.push({ sensor, speed: Number(speed.toFixed(2)), state });
      return `${time.replace("T", " ")},${sensor},${speed.toFixed(2)},${state}`;
    }),
  );
  return { file: new File([["when,sensor,speed,state", ...lines].join("\n")], "road.csv"), steps };
}

const window = { lookBack: 6, horizon: 4, time: "when", series: "sensor" };
const jams: FitRequest = {
  dataset: "d1",
  task: { kind: "classification", target: "state", positive: "jam", features: ["speed"], window },
  model: "gru",
  hyperparameters: { units: [8] },
  training: { epochs: 8, batchSize: 32, learningRate: 0.02 },
};

const testMetrics = (run: Run) => run.evaluation!.test.metrics;

test("a jam in twenty minutes: the class of the fourth row to come, by a network and by logistic regression", async () => {
  const { file, steps } = makeRoad();
  await engine.open(file);
  const run = await engine.fit(jams);
  expect(run).toMatchObject({ phase: "finished", request: { split: { kind: "time", by: "when" } } });
  // Speed and the class so far, of each of six steps.
  expect(run.featureCount).toBe(12);
  expect(run.network?.layers.at(-1)?.outputShape).toEqual([1]);
  expect(run.evaluation!.test).toMatchObject({ unit: "windows", n: run.rowCounts.test });
  const { accuracy } = testMetrics(run) as ClassificationMetrics; // of classes
  const baseline = run.evaluation!.test.baseline as ClassificationMetrics; // as above
  // Measured: 0.975 against 0.54.
  expect(accuracy).toBeGreaterThan(baseline.accuracy + 0.2);
  const cases = await engine.call("run/cases", { run, subset: "test" });
  expect(Array.from(cases.actual, (code) => cases.categories[code])).toEqual(
    Array.from(cases.rows, (row) => steps[row]!.state), // a row of the file
  );
  // Three runs of rows, each of which gives nine windows fewer than it has rows; a border of the split costs none.
  const { train, validation, test: tested } = run.rowCounts;
  const whole = 2 * perSensor - 3 * (window.lookBack + window.horizon - 1);
  expect(train + validation + tested).toBe(whole);
  const logistic = await engine.fit({ ...jams, model: "logistic", hyperparameters: {}, training: {} });
  expect(logistic).toMatchObject({ phase: "finished", featureCount: 12 });
  expect((testMetrics(logistic) as ClassificationMetrics).accuracy).toBeGreaterThan(baseline.accuracy + 0.1); // of classes
});

test("the speed in twenty minutes is a number of its own row, and better told than by the mean", async () => {
  const { file, steps } = makeRoad();
  await engine.open(file);
  const task = { kind: "regression", target: "speed", features: [], window } as const;
  const run = await engine.fit({ ...jams, task, model: "tcn", hyperparameters: { filters: 8, blocks: 2 } });
  expect(run.phase).toBe("finished");
  const { rmse } = testMetrics(run) as RegressionMetrics; // of numbers
  // The waves go on: measured 0.2 of the baseline.
  expect(rmse).toBeLessThan(0.5 * (run.evaluation!.test.baseline as RegressionMetrics).rmse); // as above
  const cases = await engine.call("run/cases", { run, subset: "test" });
  expect(Array.from(cases.actual)).toEqual(Array.from(cases.rows, (row) => steps[row]!.speed)); // a row of the file
});

test("what is asked of now is not told by its own past", async () => {
  await engine.open(makeRoad().file);
  const now = { ...jams, task: { ...jams.task, window: { ...window, horizon: 0 } } } as FitRequest; // of the same kind
  expect((await engine.call("prepare/preview", { request: now })).featureCount).toBe(6);
  const nothing = { ...now, task: { ...now.task, features: [] } } as FitRequest; // as above
  await expect(engine.fit(nothing)).rejects.toMatchObject({ code: "prepare/no-features" });
  await expect(engine.fit({ ...jams, split: { kind: "stratified" } })).rejects.toThrow("later rows");
});

test("all families that read steps forecast all steps to come at once, and none needs more than the past", async () => {
  await engine.open(makeRoad().file);
  const task = { kind: "forecasting", target: "speed", window, features: [] } as const;
  for (const model of ["lstm", "rnn", "attention", "transformer"]) {
    const run = await engine.fit({ ...jams, task, model, hyperparameters: {}, training: { epochs: 2 } });
    expect(run).toMatchObject({ phase: "finished", featureCount: 6 });
    expect(run.network?.inputShape).toEqual([6, 1]);
    expect(run.network?.layers.at(-1)?.outputShape).toEqual([4]);
    expect(run.evaluation!.test.n).toBe(run.rowCounts.test);
  }
});
