/** The rules that a forecast stands beside, on real series, against the figures that Python gave for them. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allRows } from "../../core/all-rows";
import type { Dataset } from "../../core/dataset";
import { findColumn } from "../../core/find-column";
import type { SplitRequest } from "../../core/split";
import type { SeriesWindow } from "../../core/task";
import { atOnce } from "../../core/work";
import { open, sourceOf } from "../../data/open.fixture";
import { splitRows } from "../../data/split/split-rows";
import { evaluateForecast } from "../../metrics/evaluate-forecast";
import { applyRules, learnRules } from "../../metrics/forecast-baselines";
import { naiveScales } from "../../metrics/naive-scale";
import { timeBlocks } from "../../metrics/time-blocks";
import { findWindows } from "../../preprocessing/windows/find-windows";
import { readSeries } from "../../preprocessing/windows/read-series";

const folder = "../shared/data";
const files = ["traffic_metro_i94/traffic_hourly.csv", "traffic_pems_lane/train.csv", "traffic_pems_lane/test.csv"];
const isThere = files.every((file) => existsSync(`${folder}/${file}`));
if (!isThere)
  test.skip("the example files are not here: ../shared/data/traffic_metro_i94, traffic_pems_lane", () => undefined);

const openAll = (paths: readonly string[]) =>
  open(paths.map((path) => sourceOf(readFileSync(`${folder}/${path}`), path.slice(path.lastIndexOf("/") + 1))));

/** What the rules say of the test windows of a split without validation rows. */
function judgeRules(dataset: Dataset, target: string, window: SeriesWindow, request: SplitRequest) {
  const { series } = readSeries(dataset, window);
  const column = findColumn(dataset.columns, target);
  if (column.kind !== "number") throw new Error(`${target} holds no numbers`);
  const values = Float64Array.from(series.rows, (row) => column.values[row] ?? NaN);
  const split = splitRows({ dataset, request, rows: allRows(dataset), targetCodes: null, seed: 0 });
  const { ends } = findWindows(series, window, values, split);
  const isTrain = new Set(split.train);
  const trainPlaces = Uint32Array.from(series.rows.keys()).filter((place) => isTrain.has(series.rows[place]!)); // a place
  const history = { ...window, series, values, trainEnds: ends.train, trainPlaces };
  const rules = atOnce(learnRules(history));
  const baselines = applyRules(rules, history, ends.test);
  const evaluation = evaluateForecast({
    targets: Float64Array.from(ends.test, (end) => values[end + 1] ?? NaN),
    predictions: baselines[0]!.values, // always the last value
    baselines,
    scales: naiveScales(rules.scales, series, ends.test),
    blocks: timeBlocks(
      Float64Array.from(ends.test, (end) => series.times[end + 1] ?? NaN),
      { ...series, horizon: 1 },
    ),
    lookBack: window.lookBack,
    horizon: 1,
    seed: 0,
  });
  return { rmse: Object.fromEntries(evaluation.rivals?.map((rival) => [rival.rule, rival.metrics.rmse]) ?? []) };
}

const isWithin = (value: number | undefined, expected: number, share: number) =>
  expect(Math.abs((value ?? NaN) / expected - 1)).toBeLessThanOrEqual(share);

describe.runIf(isThere)("rules on real series", () => {
  test("the next hour of a motorway: last value 808, same hour of the day before 980, autoregression of 24 hours 401", async () => {
    const dataset = await openAll(files.slice(0, 1));
    const window = { lookBack: 24, horizon: 1, time: "datetime" };
    const split = { kind: "time", by: "datetime", validation: 0, test: 0.2 } as const;
    const { rmse } = judgeRules(dataset, "traffic_volume", window, split);
    // 1 %: missing volumes are filled from before here, and by interpolation there.
    isWithin(rmse["last-value"], 808, 0.01);
    isWithin(rmse["last-day"], 980, 0.01);
    isWithin(rmse["autoregression"], 401, 0.01);
  });

  test("the next five minutes of a lane: last value 11.31, autoregression of 12 steps 10.26", async () => {
    const dataset = await openAll(files.slice(1));
    const target = "Lane 1 Flow (Veh/5 Minutes)";
    const split = { kind: "given", by: "split" } as const;
    for (const time of [undefined, "5 Minutes"]) {
      const window = { lookBack: 12, horizon: 1, ...(time === undefined ? {} : { time }) };
      const { rmse } = judgeRules(dataset, target, window, split);
      isWithin(rmse["last-value"], 11.31, 0.01);
      isWithin(rmse["autoregression"], 10.26, 0.01);
    }
  });
});
