/** Forecasts with a band, through the real jobs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBlock } from "../../core/block";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { valuesToCome } from "../../preprocessing/windows/window-columns";
import type { WindowHistory } from "../../preprocessing/windows/window-history";
import { createMemoryStorage } from "../../storage/memory-storage";
import { startEngine, type TestEngine } from "./engine.fixture";
import { rememberForecast } from "./remember-forecast";

let engine: TestEngine;
beforeEach(async () => {
  engine = startEngine(createMemoryStorage(null));
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

const hour = 3_600_000;

/** Beds in use by the hour: quiet nights that vary little, days that vary ten times as much. */
function makeBeds(hours: number): File {
  const random = createRandom(8);
  const rows = Array.from({ length: hours }, (_, i) => {
    const time = new Date(Date.UTC(2024, 0, 1) + i * hour);
    const isDay = time.getUTCHours() >= 8 && time.getUTCHours() < 20;
    const beds = (isDay ? 100 : 60) + (isDay ? 10 : 1) * random.normal();
    return `${time.toISOString().slice(0, 16).replace("T", " ")},${beds.toFixed(2)}`;
  });
  return new File([["when,beds", ...rows].join("\n")], "beds.csv");
}

const levels = [0.1, 0.5, 0.9];
const ofMeans = {
  kind: "forecasting",
  target: "beds",
  window: { lookBack: 6, horizon: 2, time: "when" },
} as const;
const asked: FitRequest = {
  dataset: "d1",
  task: { ...ofMeans, quantiles: [0.9, 0.1] },
  model: "mlp",
  hyperparameters: { units: [16], dropout: 0 },
  training: { epochs: 15, batchSize: 32, learningRate: 0.01, earlyStopping: false },
  seed: 1,
};
const own = { kind: "dataset", dataset: "d1" } as const;
const quantilesOf = (run: Run) => run.evaluation!.test.quantiles!; // asked for

test("its band covers what it says, narrow at night and wide by day, and is better than last week's spread", async () => {
  const info = await engine.open(makeBeds(24 * 60));
  const run = await engine.fit(asked);
  expect(run.phase).toBe("finished");
  expect(run.request.task).toMatchObject({ quantiles: levels });
  expect(run.network?.layers.at(-1)?.outputShape).toEqual([6]);
  const { band, pinball, rivals } = quantilesOf(run);
  expect(band?.nominal).toBe(0.8);
  // 288 test windows: four standard deviations of a share of 0.8, were they independent, are 0.094.
  expect(Math.abs(band!.covered - 0.8)).toBeLessThan(0.094);
  expect(rivals.map(({ rule }) => rule)).toEqual([
    "last-value",
    "last-day",
    "last-week",
    "weekday-mean",
    "autoregression",
  ]);
  const week = rivals.find(({ rule }) => rule === "last-week")!;
  expect(Math.abs(week.covered - 0.8)).toBeLessThan(0.094);
  expect(week.lead!.low).toBeGreaterThan(0);
  expect(pinball).toBeLessThan(week.pinball);
  // The rules' spreads are from validation windows, on which they are thus not judged.
  expect(run.evaluation!.validation!.quantiles!.rivals).toEqual([]);
  // Judged again from what was stored: the same to the last digit.
  expect(await engine.call("run/evaluate", { run, dataset: info.id })).toEqual(run.evaluation?.test);

  const track = await engine.call("run/track", { run, subset: "test", series: 0 });
  const { low, high } = track.band!;
  const widthAt = (wanted: (hourOfDay: number) => boolean) => {
    const hourOf = (i: number) => new Date(track.times[track.firstPlace + i]!).getUTCHours(); // a place
    const widths = high[0]!.map((value, i) => value - low[0]![i]!).filter((_, i) => wanted(hourOf(i)));
    const known = widths.filter(Number.isFinite);
    return known.reduce((sum, width) => sum + width, 0) / known.length;
  };
  // True widths are 25.6 by day and 2.56 at night.
  expect(widthAt((at) => at >= 9 && at < 19)).toBeGreaterThan(3 * widthAt((at) => at < 7 || at >= 21));
});

test("goes on with its band as far as it was learned, and writes it", async () => {
  await engine.open(makeBeds(24 * 40));
  const run = await engine.fit({ ...asked, training: { ...asked.training, epochs: 3 } });
  const next = await engine.call("run/predict", { run, on: { ...own, steps: 4 } });
  const [said] = next.values as unknown as readonly (readonly number[])[]; // of a forecast
  const banded = next.coming!.quantiles!;
  expect(banded.levels).toEqual(levels);
  expect(banded.values[0]).toHaveLength(2);
  banded.values[0]!.forEach((quantiles, i) => {
    expect(quantiles[1]).toBe(said![i]);
    expect(quantiles.toSorted((a, b) => a - b)).toEqual(quantiles);
  });
  const csv = await engine.call("run/predictions-csv", { run, on: { ...own, steps: 4 } });
  const lines = (await csv.text()).trim().split("\r\n");
  expect(lines[0]).toMatch(/^when,steps ahead,beds,quantile 0\.1,quantile 0\.5,quantile 0\.9,enough in 80 %/);
  const cells = lines.slice(1).map((line) => line.split(","));
  expect(cells.map((line) => line.slice(3, 6).every((cell) => cell !== ""))).toEqual([true, true, false, false]);
  // What is enough stands on the highest quantile.
  const { added } = next.coming!.reserves[0]!;
  expect(Number(cells[0]![6])).toBeCloseTo(banded.values[0]![0]![2]! + added[0]!, 6);
});

test("capacity for whole days is learned on validation days and counted on test days", async () => {
  await engine.open(makeBeds(24 * 250));
  const run = await engine.fit({ ...asked, task: ofMeans, model: "linear", hyperparameters: {} });
  expect(run.evaluation!.test.quantiles).toBeUndefined();
  const reserve = run.evaluation!.test.reserves!.find(({ share }) => share === 0.95)!;
  expect(reserve.addedByDay).toHaveLength(2);
  // All hours of a day must have enough.
  expect(reserve.addedByDay![1]).toBeGreaterThan(reserve.added[1]!);
  const { enough, count, low, high } = reserve.days![1]!;
  expect(count).toBe(50);
  expect([low < enough / count, high > enough / count]).toEqual([true, true]);
  // 25 validation and 50 test days: four standard deviations of a share of 0.95 are √(0.0475 · (1/25 + 1/50)) · 4 = 0.21.
  expect(enough / count).toBeGreaterThan(0.95 - 0.21);
});

test("stopped, it has its band; what cannot say one is refused, and levels that are none", async () => {
  await engine.open(makeBeds(24 * 40));
  const run = await engine.fit({ ...asked, training: { ...asked.training, epochs: 10_000 } }, (event) => {
    if (event.type === "epoch" && event.record.epoch === 2) void engine.call("fit/stop", { run: "r1" });
  });
  expect(run.phase).toBe("stopped");
  expect(quantilesOf(run).levels.map(({ level }) => level)).toEqual(levels);
  await expect(engine.fit({ ...asked, model: "linear", hyperparameters: {} })).rejects.toThrow("no quantiles");
  const task = { ...ofMeans, quantiles: [0, 0.5] };
  await expect(engine.fit({ ...asked, task })).rejects.toThrow("between 0 and 1");
});

/** Two series of 150 values that rise by 1 and 3 a step, from the 50th on by 2 and 5, and by 7 on the validation windows from the 100th on. */
function makeRising(): WindowHistory {
  const places = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);
  const at = (place: number) => place % 150;
  const of = (place: number) => Math.floor(place / 150);
  const values = Float64Array.from(places(300), (place) => {
    const steps = [50, 50, 50].map((most, i) => Math.min(Math.max(at(place) - 50 * i, 0), most));
    return [
      [1, 2, 7],
      [3, 5, 7],
    ][of(place)]!.reduce((sum, rise, i) => sum + rise * steps[i]!, 0); // two series of three parts
  });
  const numbers = places(300).map(of);
  const endsIn = (from: number, to: number) => places(300).filter((end) => at(end) >= from && at(end) < to);
  return {
    series: {
      ...{ rows: places(300), times: Float64Array.from(places(300), at), numbers },
      ...{ runStarts: numbers.map((number) => 150 * number), names: ["a", "b"], step: 1, isDated: false },
    },
    ...{ values, lookBack: 2, horizon: 1, unit: { mean: 0, deviation: 1 } },
    trainPlaces: places(300).filter((place) => at(place) <= 100),
    ends: { train: endsIn(1, 100), validation: endsIn(100, 149), test: new Uint32Array(0) },
  };
}

test("a rule's band is learned where the model's is, or from the later half by time of every series", async () => {
  const history = makeRising();
  const { validation } = history.ends;
  const targets = Float64Array.from(valuesToCome(history.values, validation, 1).data);
  const outputs = createBlock(new Float64Array(targets.length), [targets.length, 1]);
  const quantiles = createBlock(new Float64Array(3 * targets.length), [targets.length, 1, 3]);
  const spreadOf = async (onValidation: Parameters<typeof rememberForecast>[1]) => {
    const memory = await rememberForecast(history, onValidation, levels);
    return memory.quantiles!.spreads.find(({ rule }) => rule === "last-value")!.added[0]; // asked for, and always there
  };
  expect(await spreadOf({ targets, outputs, quantiles })).toEqual([7, 7, 7]);
  // Fifty rises by 2 and as many by 5.
  expect(await spreadOf(null)).toEqual([2, 3.5, 5]);
});
