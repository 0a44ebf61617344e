/** A forecast beside the simple rules, on the same windows of the same series. */
import type { Block } from "../../core/block";
import type { ForecastMemory, LearnedRules, QuantileMemory } from "../../core/forecast";
import { widenBand } from "../../core/forecast-outputs";
import type { Evaluation } from "../../core/evaluation";
import type { Work } from "../../core/work";
import { evaluateForecast } from "../../metrics/evaluate-forecast";
import { applyRules, learnRules, type WindowedSeries } from "../../metrics/forecast-baselines";
import { naiveScales } from "../../metrics/naive-scale";
import { timeBlocks } from "../../metrics/time-blocks";
import { valueDays } from "../../metrics/value-days";
import type { WindowHistory } from "../../preprocessing/windows/window-history";

/** What the rules learn from the windows that the model has learned from. */
export function rulesOf(history: WindowHistory): Work<LearnedRules> {
  return learnRules({ ...history, trainEnds: history.ends.train });
}

export interface JudgedWindows {
  /** Places of the last rows looked back at. */
  readonly ends: Uint32Array;
  /** [window, step ahead], as are the outputs. */
  readonly targets: Float64Array;
  readonly outputs: Block;
  /** [window, step ahead, level] */
  readonly quantiles?: Block;
}

/** Of windows whose targets are in the series. */
export function judgeForecast(
  windowed: WindowedSeries,
  { rules, reserves, quantiles: learned }: Pick<ForecastMemory, "rules" | "reserves" | "quantiles">,
  { ends, targets, outputs, quantiles }: JudgedWindows,
  seed: number,
): Evaluation {
  const { series, lookBack, horizon } = windowed;
  const { numbers, names } = series;
  return evaluateForecast({
    targets,
    predictions: Float64Array.from(outputs.data),
    baselines: applyRules(rules, windowed, ends),
    scales: naiveScales(rules.scales, series, ends),
    blocks: blocksOf(windowed, ends),
    ...{ lookBack, horizon, seed, reserves },
    days: valueDays(windowed, ends),
    ...(learned && quantiles ? { quantiles: { ...learned, values: bandOf(quantiles, learned).data } } : {}),
    ...(names.length > 1
      ? { series: { names, numbers: Uint32Array.from(ends, (end) => numbers[end]!) } } // a place
      : {}),
  });
}

/** Quantiles as they are said: the band as wide as validation windows have shown that it must be. */
export function bandOf(quantiles: Block, learned: QuantileMemory | undefined): Block {
  return learned?.margins ? widenBand(quantiles, learned.margins, learned.levels) : quantiles;
}

/** [window], the stretch of time that it is in: windows next to each other are alike. */
export function blocksOf(
  { series, horizon }: Pick<WindowedSeries, "series" | "horizon">,
  ends: Uint32Array,
): Int32Array<ArrayBuffer> {
  // By where they end: the place behind may be another series', or one after a gap.
  const times = Float64Array.from(ends, (end) => series.times[end]!); // a place
  return timeBlocks(times, { ...series, horizon: Math.max(1, horizon) });
}
