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
      const times = Float64Array.from(own, (end) => series.times[end + 1]!); // a target is in the series
      return evaluateForecast({
        targets,
        predictions: Float64Array.from(outputs.data),
        baselines: rules.forecast(own),
        scales: naiveScales(series, values, trainPlaces, own),
        blocks: timeBlocks(times, { ...series, horizon }),
        ...{ lookBack, horizon, seed },
      });
    },
  };
}
