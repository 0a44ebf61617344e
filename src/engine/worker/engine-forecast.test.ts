/** Forecasts through the real jobs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ForecastingMetrics } from "../../core/metrics";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { createMemoryStorage } from "../../storage/memory-storage";
import { startEngine, type TestEngine } from "./engine.fixture";

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend: "cpu" });
});
afterEach(() => engine.close());

const hour = 3_600_000;

/** Cars an hour: a rush on weekdays at eight, noise that lasts some hours. Hours 500 to 509 are not there, 600 stands there twice, and of 700 the cars are missing. */
function makeTraffic(hours: number): File {
  const random = createRandom(5);
  let lasting = 0;
  const rows = Array.from({ length: hours }, (_, i) => {
    const time = new Date(Date.UTC(2024, 0, 1) + i * hour);
    lasting = 0.5 * lasting + 6 * random.normal();
    const isWeekend = time.getUTCDay() % 6 === 0;
    const rush = isWeekend ? 20 : 100 * Math.exp(-(((time.getUTCHours() - 8) / 3) ** 2));
    const cars = i === 700 ? "" : (200 + rush + lasting).toFixed(2);
    const line = `${time.toISOString().slice(0, 16).replace("T", " ")},${(10 + random.normal()).toFixed(2)},${cars}`;
    if (i >= 500 && i < 510) return [];
    return i === 600 ? [line, line] : [line];
  });
  return new File([["when,warmth,cars", ...rows.flat()].join("\n")], "traffic.csv");
}

const window = { lookBack: 12, horizon: 3, time: "when" };
const asked: FitRequest = {
  dataset: "d1",
  task: { kind: "forecasting", target: "cars", window, features: [] },
  model: "linear",
};

const metricsOf = (run: Run) => run.evaluation!.test.metrics as ForecastingMetrics; // of a forecast
const rivalOf = (run: Run, wanted: string) => run.evaluation!.test.rivals!.find(({ rule }) => rule === wanted)!;

test("a linear model of the target's own past is the linear autoregression beside it", async () => {
  await engine.open(makeTraffic(1500));
  const run = await engine.fit(asked);
  expect(run).toMatchObject({ phase: "finished", featureCount: 12 });
  const { test: evaluation } = run.evaluation!;
  expect(evaluation.rivals?.map(({ rule }) => rule)).toEqual([
    "last-value",
    "last-day",
    "last-week",
    "weekday-mean",
    "autoregression",
  ]);
  // One by orthogonal factors, the other by normal equations with a ridge of 1e-10.
  const { rmse, byHorizon } = metricsOf(run);
  expect(Math.abs(rmse / rivalOf(run, "autoregression").metrics.rmse - 1)).toBeLessThan(1e-6);
  expect(byHorizon).toHaveLength(3);
  expect(byHorizon[0]!.rmse).toBeLessThan(byHorizon[2]!.rmse);
  expect(evaluation).toMatchObject({ unit: "windows", n: run.rowCounts.test });
  const said = run.effects.map(({ message }) => message.en).join(" ");
  expect(said).toContain("1 hour between them. 1 gap was found, which no window crosses. 1 row repeats a time");
  // Hour 700 is one, two or three hours ahead in three windows.
  expect(said).toContain("3 with a missing value to come");
});

test("the calendar of the hour to come is known, and helps", async () => {
  await engine.open(makeTraffic(1500));
  const own = await engine.fit(asked);
  const all = await engine.fit({ ...asked, task: { kind: "forecasting", target: "cars", window } });
  expect(all.request.task.features).toEqual(["when", "warmth"]);
  expect(all.request.split).toEqual({ kind: "time", by: "when", validation: 0.1, test: 0.2 });
  expect(metricsOf(all).rmse).toBeLessThan(0.95 * metricsOf(own).rmse);
  const cases = await engine.call("run/cases", { run: all, subset: "test" });
  expect(cases.actual).toHaveLength(all.rowCounts.test);
  expect(cases.predicted).toHaveLength(all.rowCounts.test);
});

test("a network has an output for each hour to come", async () => {
  await engine.open(makeTraffic(800));
  const training = { epochs: 12, earlyStopping: false } as const;
  const run = await engine.fit({ ...asked, model: "mlp", hyperparameters: { units: [16], dropout: 0 }, training });
  expect(run.phase).toBe("finished");
  expect(run.network?.layers.at(-1)?.outputShape).toEqual([3]);
  expect(metricsOf(run).rmse).toBeLessThan(rivalOf(run, "last-value").metrics.rmse);
});

test("previews what it will do, and refuses what a forecast cannot be", async () => {
  await engine.open(makeTraffic(800));
  const preview = await engine.call("prepare/preview", { request: asked });
  expect(preview).toMatchObject({ featureCount: 12, leaks: [] });
  expect(preview.example.after.map(({ feature }) => feature).slice(-2)).toEqual(["cars (−1)", "cars (now)"]);
  await expect(engine.fit({ ...asked, split: { kind: "random" } })).rejects.toThrow("later rows");
  const task = { ...asked.task, window: { ...window, lookBack: 0 } } as FitRequest["task"]; // a forecast
  await expect(engine.fit({ ...asked, task })).rejects.toThrow("lookBack");
  const run = await engine.fit(asked);
  await expect(engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1" } })).rejects.toThrow(
    "windows of other rows",
  );
});
