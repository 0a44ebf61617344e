/** Forecasts after the end of what is known, as far ahead as is asked: beyond the horizon that was learned, forecasts stand in for what was looked back at. */
import { createBlock, type Block } from "../../core/block";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { splitOutputs } from "../../core/forecast-outputs";
import { allRows } from "../../core/all-rows";
import type { Work } from "../../core/work";
import { conformFrame } from "../conform-frame";
import { transformFrame } from "../pipeline";
import type { LearnedForecast, OpenedSeries } from "./open-series";

/** Whether nothing but the target's own past and the calendar is looked at, so that all that comes is known or forecast. */
export function canRoll({ task, pipeline }: Pick<LearnedForecast, "task" | "pipeline">): boolean {
  return pipeline.inputColumns.every(({ name }) => name === task.window.time);
}

export interface Rolled {
  /** [end, step ahead] */
  readonly values: Block;
  /** [end, step ahead, level], up to the horizon that was learned: beyond, the forecasts before are not as certain as they are taken to be. */
  readonly quantiles?: Block;
}

/**
 * From windows that end at these places. `predict` takes [window, step, feature] or [window, step × feature], as the model was fitted.
 * Throws `fit/roll`.
 */
export async function rollForward(
  opened: OpenedSeries,
  learned: LearnedForecast,
  ends: Uint32Array,
  steps: number,
  tools: {
    predict(inputs: Block): Promise<Block>;
    carryOut<T>(work: Work<T>): Promise<T>;
  },
): Promise<Rolled> {
  const { horizon, lookBack, columns, series } = opened;
  if (steps > horizon && !canRoll(learned)) throw fail("fit/roll", { steps, horizon });
  const width = columns.length;
  const first = await tools.carryOut(opened.inputsAt(ends));
  let windows = Float64Array.from(first.data);
  const said = new Float64Array(ends.length * steps);
  let band: Block | undefined;
  for (let done = 0; done < steps; done += horizon) {
    const answer = await tools.predict(createBlock(Float64Array.from(windows), first.shape));
    const { outputs, quantiles } = splitOutputs(answer, learned.task.quantiles);
    if (done === 0) band = quantiles;
    const count = Math.min(horizon, steps - done);
    ends.forEach((_, i) => {
      said.set(outputs.data.subarray(i * horizon, i * horizon + count), i * steps + done);
    });
    if (done + horizon >= steps) break;
    // What the calendar says after each of the steps that were just forecast.
    const times = Float64Array.from({ length: ends.length * horizon }, (_, i) => {
      const end = ends[Math.floor(i / horizon)]!; // i / horizon < length
      return series.times[end]! + (done + (i % horizon) + 2) * series.step; // a place
    });
    const ahead = await tools.carryOut(calendarOf(learned, times));
    windows = shifted({ windows, outputs, ahead, width, lookBack, horizon }, learned);
  }
  return { values: createBlock(said, [ends.length, steps]), ...(band ? { quantiles: band } : {}) };
}

interface Shift {
  /** [window, step, feature] */
  readonly windows: Float64Array<ArrayBuffer>;
  readonly outputs: Block;
  /** [feature but the first][window × step ahead] */
  readonly ahead: readonly Float64Array[];
  readonly width: number;
  readonly lookBack: number;
  readonly horizon: number;
}

/** The windows a horizon later. */
function shifted(
  { windows, outputs, ahead, width, lookBack, horizon }: Shift,
  { memory: { mean, deviation } }: LearnedForecast,
): Float64Array<ArrayBuffer> {
  const size = lookBack * width;
  const later = new Float64Array(windows.length);
  for (let i = 0; i * size < windows.length; i++) {
    for (let step = 0; step < lookBack; step++) {
      const from = step + horizon;
      const to = i * size + step * width;
      if (from < lookBack) {
        later.set(windows.subarray(i * size + from * width, i * size + (from + 1) * width), to);
        continue;
      }
      const at = i * horizon + from - lookBack;
      later[to] = (outputs.data[at]! - mean) / deviation; // one for each window and step ahead
      ahead.forEach((values, k) => (later[to + 1 + k] = values[at]!)); // as above
    }
  }
  return later;
}

/** What the steps make of times alone. */
function* calendarOf({ task, pipeline }: LearnedForecast, times: Float64Array<ArrayBuffer>): Work<Float64Array[]> {
  const [column] = pipeline.inputColumns;
  if (!column || task.window.time === undefined) return [];
  const kind = column.kind === "number" ? "number" : "time";
  const dataset: Dataset = {
    id: "",
    name: "",
    rowCount: times.length,
    columns: [{ kind, name: task.window.time, values: times }],
    source: { files: [] },
    warnings: [],
  };
  const { features } = yield* transformFrame(pipeline, conformFrame(dataset, pipeline, allRows(dataset)));
  return features.kind === "numbers" ? features.columns.map(({ values }) => values) : [];
}
