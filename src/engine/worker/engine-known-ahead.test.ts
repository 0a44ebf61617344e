/** Columns of a forecast whose coming values are known, through the real jobs. */
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

const day = 86_400_000;
const lookBack = 5;

/** Trips a day: 100, on holidays that come at random 40 less, and noise of a deviation of 2; behind the last known day so many whose holidays alone are known. Of some days something else is said, or nothing. */
function makeTrips(days: number, coming: number, said: Readonly<Record<number, string>> = {}): File {
  const random = createRandom(9);
  const rows = Array.from({ length: days + coming }, (_, i) => {
    const isHoliday = random.next() < 0.2;
    const trips = (100 - (isHoliday ? 40 : 0) + 2 * random.normal()).toFixed(3);
    const date = new Date(Date.UTC(2023, 0, 1) + i * day).toISOString().slice(0, 10);
    return `${date},${said[i] ?? (isHoliday ? "holiday" : "open")},${i < days ? trips : ""}`;
  });
  return new File([["date,kind,trips", ...rows].join("\n")], "trips.csv");
}

const task = {
  kind: "forecasting",
  target: "trips",
  window: { lookBack, horizon: 3, time: "date" },
  features: ["kind"],
} as const;
const asked: FitRequest = { dataset: "d1", task: { ...task, knownAhead: ["kind"] }, model: "linear" };
const maeOf = (run: Run) => (run.evaluation!.test.metrics as ForecastingMetrics).mae; // of a forecast
const own = { kind: "dataset", dataset: "d1" } as const;

test("holidays of the days to come are looked at, each by the step that it is for", async () => {
  const info = await engine.open(makeTrips(500, 3));
  const past = await engine.fit({ ...asked, task });
  const known = await engine.fit(asked);
  // Of noise with a deviation of 2 the mean absolute error is 1.6; without the holidays 40 × 2 × 0.2 × 0.8 = 12.8 more or less.
  expect(maeOf(past)).toBeGreaterThan(8);
  expect(maeOf(known)).toBeLessThan(2.2);
  const scores = (known.evaluation!.test.metrics as ForecastingMetrics).byHorizon; // of a forecast
  expect(scores.every(({ mae }) => mae < 2.5)).toBe(true);
  // Judged from what was stored, the same.
  expect(await engine.call("run/evaluate", { run: known, dataset: info.id })).toEqual(known.evaluation?.test);

  const next = await engine.call("run/predict", { run: known, on: own });
  const [said] = next.values as unknown as readonly (readonly number[])[]; // of a forecast
  const { values } = await engine.call("data/rows", { dataset: info.id, from: 500, to: 503 });
  const kinds = values[1]!; // of three columns
  expect(kinds).toHaveLength(3);
  said!.forEach((value, i) => expect(Math.abs(value - (kinds[i] === "holiday" ? 60 : 100))).toBeLessThan(6));
  await expect(engine.call("run/predict", { run: known, on: { ...own, steps: 4 } })).rejects.toThrow("at most 3 steps");
});

test("without rows for the days to come it says what is missing; what is not looked at cannot be known", async () => {
  await engine.open(makeTrips(300, 2));
  const run = await engine.fit(asked);
  await expect(engine.call("run/predict", { run, on: own })).rejects.toThrow("“kind” of the next 3 steps");
  // A row that does not say it is as good as none.
  await engine.open(makeTrips(300, 3, { 301: "" }), "d2");
  await expect(engine.call("run/predict", { run, on: { ...own, dataset: "d2" } })).rejects.toThrow(
    "“kind” of the next 3 steps",
  );
  const short = { ...asked.task, window: { ...task.window, lookBack: 2 } } as FitRequest["task"]; // a forecast
  await expect(engine.fit({ ...asked, task: short })).rejects.toThrow("looks back at least 3 steps, not 2");
  await expect(engine.fit({ ...asked, task: { ...task, knownAhead: ["date"] } })).rejects.toThrow("“date”");
  await expect(engine.fit({ ...asked, task: { ...task, features: [], knownAhead: ["kind"] } })).rejects.toThrow(
    "“kind”",
  );
});

test("the steps learn nothing of rows after the training rows, which are known ahead of the last of these", async () => {
  await engine.open(makeTrips(300, 0, { 180: "strike", 181: "strike", 182: "strike" }));
  const split = { kind: "time", by: "date", validation: 0.2, test: 0.2 } as const;
  const { featureCount } = await engine.call("prepare/preview", { request: { ...asked, split } });
  // Of each step the trips, holiday and open; the first 180 days know no strike.
  expect(featureCount).toBe(3 * lookBack);
});
