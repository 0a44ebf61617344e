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
  const training = { epochs: 12, batchSize: 32, schedule: "constant", earlyStopping: false } as const;
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
  const far = { ...asked.task, window: { ...window, lookBack: 600 } } as FitRequest["task"]; // a forecast
  await expect(engine.fit({ ...asked, task: far })).rejects.toThrow(
    "No window of 600 steps back and 3 ahead fits into the train part",
  );
});

const own = { kind: "dataset", dataset: "d1" } as const;
const said = (values: readonly unknown[]) => values as readonly (readonly number[])[]; // of a forecast

test("is judged on any data as it was when it was fitted", async () => {
  const info = await engine.open(makeTraffic(1500));
  const run = await engine.fit(asked);
  const again = await engine.call("run/evaluate", { run, dataset: info.id });
  // The same windows, rules and scales; the whole of it, intervals included.
  expect(again).toEqual(run.evaluation?.test);
  const other = await engine.open(makeTraffic(400), "d2");
  const outside = await engine.call("run/evaluate", { run, dataset: other.id });
  expect(outside.n).toBe(400 - 12 - 3 + 1);
  expect(outside.rivals).toHaveLength(5);
  await expect(engine.call("run/evaluate", { run, dataset: (await engine.open(daily(), "d3")).id })).rejects.toThrow(
    "steps of 1 day; the model has learned steps of 1 hour",
  );
});

const daily = () =>
  new File(
    [
      `when,cars\n${Array.from({ length: 40 }, (_, i) => `2024-${1 + Math.floor(i / 28)}-${1 + (i % 28)},${i % 7}`).join("\n")}`,
    ],
    "daily.csv",
  );

test("goes on after the last known value, and after any row what it said of the next ones", async () => {
  await engine.open(makeTraffic(1500));
  const run = await engine.fit({ ...asked, task: { ...asked.task, features: ["when"] } });
  const next = await engine.call("run/predict", { run, on: own });
  const last = 1500 - 10; // ten hours are not there, one stands there twice
  expect(next.rows).toEqual([last]);
  expect(next.coming?.times[0]?.map((time) => new Date(time).toISOString())).toEqual(
    [0, 1, 2].map((hours) => new Date(Date.UTC(2024, 0, 1) + (1500 + hours) * hour).toISOString()),
  );
  expect(next.coming?.history[0]?.values).toHaveLength(200);
  expect(said(next.values)[0]).toHaveLength(3);

  const track = await engine.call("run/track", { run, subset: "test", series: 0 });
  const { firstPlace, rows, predicted } = track;
  const before = rows[firstPlace - 1]!; // the test part has rows before it
  const after = await engine.call("run/predict", { run, on: { ...own, rows: [before, 2] } });
  // The same model on the same window; the third row has too little past.
  expect(said(after.values)[0]![1]).toBeCloseTo(predicted[1]![1]!, 9);
  expect(after.values[1]).toBeNull();

  // Rolled: the first steps are the ones that were learned.
  const rolled = said((await engine.call("run/predict", { run, on: { ...own, steps: 48 } })).values)[0]!;
  expect(rolled.slice(0, 3)).toEqual(said(next.values)[0]);
  expect(rolled).toHaveLength(48);
  await expect(engine.call("run/predict", { run, on: { ...own, steps: 0 } })).rejects.toThrow("whole number");

  const csv = await engine.call("run/predictions-csv", { run, on: own });
  const lines = (await csv.text()).trim().split("\r\n");
  expect(lines[0]).toContain("when,steps ahead,cars,enough in 80 %");
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^2024-03-03 12:00:00,1,/);
});

test("rolled on, it knows the calendar of every step", async () => {
  const levelAt = (hours: number) => 100 + 50 * Math.sin((2 * Math.PI * Math.floor(hours / 24)) / 7);
  const rows = Array.from({ length: 24 * 40 }, (_, i) => {
    const time = new Date(Date.UTC(2024, 0, 1) + i * hour).toISOString().slice(0, 16).replace("T", " ");
    return `${time},${levelAt(i).toFixed(9)}`;
  });
  await engine.open(new File([["when,level", ...rows].join("\n")], "levels.csv"));
  const task: FitRequest["task"] = {
    kind: "forecasting",
    target: "level",
    window: { lookBack: 2, horizon: 1, time: "when" },
    features: ["when"],
  };
  const run = await engine.fit({ ...asked, task });
  const [values] = said((await engine.call("run/predict", { run, on: { ...own, steps: 24 * 9 } })).values);
  // The past alone could not know the jump at midnight; the digits of the file are 1e-9.
  values!.forEach((value, i) => expect(Math.abs(value - levelAt(24 * 40 + i))).toBeLessThan(1e-5));
});

test("a forecast that looks at the past of others cannot be rolled on", async () => {
  await engine.open(makeTraffic(800));
  const run = await engine.fit({ ...asked, task: { ...asked.task, features: ["warmth"] } });
  expect((await engine.call("run/predict", { run, on: own })).values).toHaveLength(1);
  await expect(engine.call("run/predict", { run, on: { ...own, steps: 4 } })).rejects.toThrow("at most 3 steps, not 4");
});

/** Two junctions, the second with four times as many cars; the rows of both by turns. */
function makeJunctions(): File {
  const random = createRandom(6);
  const rows = Array.from({ length: 600 }, (_, i) =>
    ["north", "south"].map((name, k) => {
      const time = new Date(Date.UTC(2024, 0, 1) + i * hour).toISOString().slice(0, 16).replace("T", " ");
      const cars = (k === 0 ? 1 : 4) * (50 + 20 * Math.sin(i / 4) + 3 * random.normal());
      return `${time},${name},${cars.toFixed(2)}`;
    }),
  );
  return new File([["when,junction,cars", ...rows.flat()].join("\n")], "junctions.csv");
}

test("several series are learned together, judged by series and go on each by itself", async () => {
  await engine.open(makeJunctions());
  const several = { ...window, series: "junction" };
  const run = await engine.fit({
    ...asked,
    task: { kind: "forecasting", target: "cars", window: several, features: [] },
  });
  const { bySeries = [], reserves = [] } = run.evaluation!.test;
  expect(bySeries.map(({ series }) => series)).toEqual(["north", "south"]);
  expect((bySeries[0]!.mae + bySeries[1]!.mae) / 2).toBeCloseTo(metricsOf(run).mae, 9);
  expect(bySeries[1]!.mae).toBeGreaterThan(2 * bySeries[0]!.mae);
  const enough = reserves.find(({ share }) => share === 0.95)!;
  expect(enough.added).toHaveLength(3);
  // 240 test windows of two series: four standard deviations of a share of 0.95, were they independent, are 0.056.
  expect(Math.abs(enough.covered - 0.95)).toBeLessThan(0.056);
  const next = await engine.call("run/predict", { run, on: own });
  expect(next.coming?.names).toEqual(["north", "south"]);
  const south = await engine.call("run/track", { run, subset: "test", series: 1 });
  expect(south).toMatchObject({ names: ["north", "south"], series: 1 });
  expect(south.times).toHaveLength(600);
  expect(south.actual[0]).toBeGreaterThan(100);
});

test("can be watched while it learns", async () => {
  await engine.open(makeTraffic(800));
  let asking: Promise<unknown> | null = null;
  // Longer than it takes to be asked, and over once it has answered.
  const training = { epochs: 10_000, earlyStopping: false } as const;
  const run = await engine.fit(
    { ...asked, model: "mlp", hyperparameters: { units: [8], dropout: 0 }, training },
    (event) => {
      if (event.type !== "epoch" || asking) return;
      asking = engine.call("fit/look-ahead", { run: "r1" });
      void asking.finally(() => engine.call("fit/stop", { run: "r1" }));
    },
  );
  const look = (await asking!) as { readonly times: number[]; readonly actual: number[]; readonly predicted: number[] }; // asked in the first epoch
  expect(look.predicted.every(Number.isFinite)).toBe(true);
  const count = run.rowCounts.validation;
  expect([look.times.length, look.actual.length, look.predicted.length]).toEqual([count, count, count]);
  expect(await engine.call("fit/look-ahead", { run: "r1" })).toBeNull();
});
