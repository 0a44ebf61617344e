/** One honest evaluation of a forecast: the model's errors beside those of every simple rule, on the same windows. */
import type { Reserve } from "../core/forecast";
import type { Evaluation, Interval, SeriesScores } from "../core/evaluation";
import type { ForecastingMetrics, HorizonScores } from "../core/metrics";
import { unitsOf, type Units } from "./bootstrap";
import type { BaselineForecast } from "./forecast-baselines";
import { resampledIntervals, type Intervals } from "./intervals";
import { leadInterval } from "./lead-interval";
import { highestOf, judgeQuantiles, type JudgedQuantiles } from "./quantiles";
import { regressionScores, regressRows, scoreErrors, type RegressedRows } from "./regression";
import { judgeReserves } from "./reserve";
import type { ValueDays } from "./value-days";
import { equalWeights } from "./weights";

export interface ForecastInput {
  /** [window, step ahead], as are the predictions and those of the baselines. */
  readonly targets: Float64Array;
  readonly predictions: Float64Array;
  /** At least one. */
  readonly baselines: readonly BaselineForecast[];
  /** [window], mean absolute error of saying the value before, on the training rows of the window's series. */
  readonly scales: Float64Array;
  /** [window], code of the stretch of time that it is in. */
  readonly blocks: Int32Array;
  readonly lookBack: number;
  readonly horizon: number;
  readonly seed: number;
  /** [window], number of its series, and what they are called; left out where there is one. */
  readonly series?: { readonly numbers: Uint32Array; readonly names: readonly (string | null)[] };
  /** Learned from other windows. */
  readonly reserves?: readonly Reserve[];
  readonly quantiles?: JudgedQuantiles;
  readonly days?: ValueDays | null;
}

const scores = [...regressionScores, "mase"] as const;

interface ForecastRows extends RegressedRows {
  /** |error| / scale */
  readonly scaled: Float64Array;
}

/** The baseline is the rule with the smallest mean absolute error. Intervals are by blocks of time (block bootstrap). RangeError where lengths disagree. */
export function evaluateForecast(input: ForecastInput): Evaluation {
  const { targets, predictions, baselines, blocks, horizon, seed, lookBack } = input;
  const rowsOf = (values: Float64Array) => forecastRows(input, values);
  const model = rowsOf(predictions);
  const rivals = baselines.map(({ rule, values }) => ({ rule, rows: rowsOf(values) }));
  const judged = rivals.map(({ rule, rows }) => ({ rule, rows, metrics: forecastMetrics(input, rows) }));
  const best = judged.reduce((a, b) => (b.metrics.mae < a.metrics.mae ? b : a));
  const units = unitsOf(
    targets.length,
    Int32Array.from(targets, (_, i) => blocks[Math.floor(i / horizon)]!), // one for each window
  );
  const [intervals = {}, baselineIntervals = {}] = resampledIntervals(
    [model, best.rows],
    units,
    seed,
    scores,
    scoreForecast,
  ).map(byBlocks);
  return {
    metrics: forecastMetrics(input, model),
    baseline: best.metrics,
    baselineRule: { kind: "forecast", rule: best.rule, lookBack },
    n: targets.length / horizon,
    rowCount: targets.length / horizon,
    unit: "windows",
    intervals,
    baselineIntervals,
    rivals: judged.map(({ rule, rows, metrics }) => {
      const lead = leadOver(model, rows, units, seed);
      return { rule, metrics, ...(lead ? { lead } : {}) };
    }),
    ...(input.series ? { bySeries: seriesScores(input, input.series, model, best.rows) } : {}),
    ...judgeMargins(input, units),
  };
}

/** What the quantiles and the reserves are worth. A reserve is added to the highest quantile where there are some. */
function judgeMargins(
  { targets, predictions, baselines, horizon, quantiles, reserves, days = null, seed }: ForecastInput,
  units: Units,
): Pick<Evaluation, "quantiles" | "reserves"> {
  const said = quantiles ? highestOf(quantiles) : predictions;
  return {
    ...(quantiles ? { quantiles: judgeQuantiles(quantiles, targets, horizon, baselines, units, seed) } : {}),
    ...(reserves && reserves.length > 0 ? { reserves: judgeReserves(reserves, { targets, said, horizon, days }) } : {}),
  };
}

/** In the order of the series; those without a window are left out. */
function seriesScores(
  { horizon }: ForecastInput,
  { numbers, names }: NonNullable<ForecastInput["series"]>,
  model: ForecastRows,
  best: ForecastRows,
): readonly SeriesScores[] {
  const sums = names.map(() => ({ n: 0, absolute: 0, squared: 0, scaled: 0, baseline: 0 }));
  model.error.forEach((error, i) => {
    const sum = sums[numbers[Math.floor(i / horizon)]!]!; // every window is of a series
    sum.n++;
    sum.absolute += Math.abs(error);
    sum.squared += error ** 2;
    sum.scaled += model.scaled[i]!; // aligned
    sum.baseline += Math.abs(best.error[i]!); // the same windows
  });
  return sums.flatMap(({ n, absolute, squared, scaled, baseline }, number) => {
    if (n === 0) return [];
    const scores = { mae: absolute / n, rmse: Math.sqrt(squared / n), mase: scaled / n, baselineMae: baseline / n };
    return [{ series: names[number] ?? null, number, n: n / horizon, ...scores }];
  });
}

function forecastRows({ targets, scales, horizon }: ForecastInput, values: Float64Array): ForecastRows {
  const rows = regressRows(targets, values);
  return { ...rows, scaled: rows.error.map((error, i) => Math.abs(error) / scales[Math.floor(i / horizon)]!) }; // one for each window
}

function scoreForecast(rows: ForecastRows, weights: Int32Array): Record<(typeof scores)[number], number> {
  let [sum, total] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!; // i < length
    if (weight === 0) continue;
    sum += weight * rows.scaled[i]!; // one for each weight
    total += weight;
  }
  return { ...scoreErrors(rows, weights), mase: sum / total };
}

function forecastMetrics(input: ForecastInput, rows: ForecastRows): ForecastingMetrics {
  const { targets, horizon } = input;
  const all = equalWeights(targets.length);
  const byHorizon = Array.from({ length: horizon }, (_, ahead): HorizonScores => {
    const { mae, rmse, r2, mase, smape } = scoreForecast(
      rows,
      all.map((_, i) => Number(i % horizon === ahead)),
    );
    return { mae, rmse, r2, mase, smape };
  });
  return { kind: "forecasting", ...scoreForecast(rows, all), byHorizon };
}

function byBlocks(intervals: Intervals): Intervals {
  const renamed = Object.entries(intervals).map(([name, interval]) => [
    name,
    { ...interval, method: "block-bootstrap" },
  ]);
  return Object.fromEntries(renamed) as Intervals; // the same names
}

/** How much smaller the model's mean absolute error is, over the same resamples of blocks. */
function leadOver(model: ForecastRows, rival: ForecastRows, units: Units, seed: number): Interval | undefined {
  const gains = model.error.map((error, i) => Math.abs(rival.error[i]!) - Math.abs(error)); // the same windows
  const interval = leadInterval(gains, units, seed);
  return interval && { ...interval, method: "block-bootstrap" };
}
