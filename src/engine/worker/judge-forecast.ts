/** A forecast beside the simple rules, on the same windows of the same series. */
import type { Block } from "../../core/block";
import type { Evaluation } from "../../core/metrics";
import type { Subset } from "../../core/split";
import type { Work } from "../../core/work";
import { evaluateForecast } from "../../metrics/evaluate-forecast";
import { createBaselines } from "../../metrics/forecast-baselines";
import { naiveScales } from "../../metrics/naive-scale";
import { timeBlocks } from "../../metrics/time-blocks";
import type { WindowHistory } from "../../preprocessing/windows/window-history";

export interface ForecastJudge {
  /** @param targets [window, step ahead], as are the outputs. */
  evaluate(subset: Subset, targets: Float64Array, outputs: Block): Evaluation;
}

/** Learns the rules from the training windows once, for all subsets. */
export function* createForecastJudge(history: WindowHistory, seed: number): Work<ForecastJudge> {
  const { series, values, ends, trainPlaces, lookBack, horizon } = history;
  const rules = yield* createBaselines({ series, values, lookBack, horizon, trainPlaces, trainEnds: ends.train });
  return {
    evaluate(subset, targets, outputs) {
      const own = ends[subset];
      return evaluateForecast({
        targets,
        predictions: Float64Array.from(outputs.data),
        baselines: rules.forecast(own),
        scales: naiveScales(series, values, trainPlaces, own),
        blocks: blocksOf(history, subset),
        ...{ lookBack, horizon, seed },
      });
    },
  };
}

/** [window], the stretch of time that it is in: windows next to each other are alike. */
export function blocksOf({ series, ends, horizon }: WindowHistory, subset: Subset): Int32Array<ArrayBuffer> {
  // The step after now, of the last place of a series its own.
  const times = Float64Array.from(ends[subset], (end) => series.times[Math.min(end + 1, series.times.length - 1)]!); // a place
  return timeBlocks(times, { ...series, horizon: Math.max(1, horizon) });
}
