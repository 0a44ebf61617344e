/** Windows that a fit is watched by: what its model of the moment answers beside what came. */
import { createBlock, sizeOf } from "../../core/block";
import type { LiveModel } from "../../core/estimator";
import type { ForecastLook } from "../../core/forecast";
import type { Samples } from "../../core/samples";
import type { Subset } from "../../core/split";
import { answerSteps, type WindowedTask } from "../../core/task";
import type { WindowHistory } from "../../preprocessing/windows/window-history";

/** Windows that are drawn while a model learns. */
const mostAhead = 200;

/** Neighbouring windows of one series. */
export interface WatchedWindows {
  /** Numbers of the first sample and behind the last. */
  readonly from: number;
  readonly to: number;
  /** [window], the time of the first answer. */
  readonly times: Float64Array;
  readonly isDated: boolean;
  /** Code of the class whose coming is drawn; null of numbers. */
  readonly code: number | null;
  /** Place of the forecast among the quantiles of a value. */
  readonly middle: number;
}

/**
 * The last windows of the last series; of a class those of the series in which its coming changes most often, around the last change. The class is the positive one, of more than
 * two the one that comes most often after the commonest.
 */
export function watchedWindows(
  task: WindowedTask,
  { series, ends }: WindowHistory,
  subset: Subset,
  { targets }: Samples,
  categories: readonly string[],
): WatchedWindows | null {
  const own = ends[subset];
  if (own.length === 0) return null;
  const code = task.kind === "classification" ? drawnClass(task.positive, categories, targets.data) : null;
  const numberOf = (i: number) => series.numbers[own[i]!]!; // a window ends in the series
  let [number, most, last] = [numberOf(own.length - 1), 0, own.length];
  if (code !== null) {
    const changes = new Map<number, number>();
    for (let i = 1; i < own.length; i++) {
      const here = numberOf(i);
      if (numberOf(i - 1) !== here || (targets.data[i] === code) === (targets.data[i - 1] === code)) continue;
      const count = (changes.get(here) ?? 0) + 1;
      changes.set(here, count);
      if (count >= most) [number, most, last] = [here, count, i];
    }
  }
  const inSeries = Array.from(own.keys()).filter((i) => numberOf(i) === number);
  const end = (inSeries.at(-1) ?? 0) + 1;
  const to = Math.min(end, last + mostAhead / 4);
  const from = Math.max(inSeries[0] ?? 0, to - mostAhead);
  const { first } = answerSteps(task);
  const times = Float64Array.from(own.subarray(from, to), (place) => series.times[place + first]!); // an answer is in the series
  const middle = Math.max(0, (task.kind === "forecasting" && task.quantiles?.indexOf(0.5)) || 0);
  return { from, to, times, isDated: series.isDated, code, middle };
}

function drawnClass(positive: string | undefined, categories: readonly string[], answers: ArrayLike<number>): number {
  if (positive !== undefined) return Math.max(0, categories.indexOf(positive));
  const counts = categories.map(() => 0);
  for (let i = 0; i < answers.length; i++) counts[answers[i]!]!++; // class codes
  const byCount = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]!); // codes
  return byCount[1] ?? 0;
}

/** Of a forecast the first step ahead. */
export async function lookAhead(
  model: LiveModel,
  { inputs, targets }: Samples,
  { from, to, times, isDated, code, middle }: WatchedWindows,
  categories: readonly string[],
): Promise<Omit<ForecastLook, "epoch">> {
  const width = sizeOf(inputs.shape.slice(1));
  const taken = Float64Array.from(inputs.data.subarray(from * width, to * width));
  const said = await model.predict(createBlock(taken, [to - from, ...inputs.shape.slice(1)]));
  const horizon = sizeOf(targets.shape.slice(1));
  const truth = Array.from({ length: to - from }, (_, i) => targets.data[(from + i) * horizon]!); // [sample, step ahead]
  const outputs = sizeOf(said.shape.slice(1));
  return {
    isDated,
    category: code === null ? null : (categories[code] ?? null),
    times: Array.from(times),
    actual: code === null ? truth : truth.map((answer) => Number(answer === code)),
    predicted: truth.map((_, i) => said.data[i * outputs + (code ?? middle)]!), // as above
  };
}
