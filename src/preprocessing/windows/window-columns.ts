/** What a series looks like to a model: its columns by place, and windows cut from them. */
import { createBlock, type Block } from "../../core/block";
import type { NumberColumn } from "../../core/column";
import { fail } from "../../core/failure";
import type { ForecastMemory } from "../../core/forecast";
import { fillForward, type Series } from "../../core/series";
import type { WindowedTask } from "../../core/task";
import type { Work } from "../../core/work";
import type { FeatureFrame } from "../pipeline";

const windowsPerYield = 1024;
const mostBytes = 1e9;

/** Throws `fit/memory` where windows of so many numbers in all do not fit. */
export function requireMemory(numbers: number): void {
  const bytes = 8 * numbers;
  if (bytes > mostBytes) throw fail("fit/memory", { neededMb: Math.ceil(bytes / 1e6), limitMb: mostBytes / 1e6 });
}

/** Steps of the longest stretch without a gap. */
export function longestRun({ runStarts }: Series): number {
  return runStarts.reduce((longest, start, place) => Math.max(longest, place - start + 1), 0);
}

/** The target by place, in units of its deviation among the training rows, gaps filled from before. */
export function ownPast(
  name: string,
  values: Float64Array,
  { mean, deviation }: Pick<ForecastMemory, "mean" | "deviation">,
  { runStarts }: Series,
  lookBack: number,
): NumberColumn {
  const filled = fillForward(values, runStarts, lookBack);
  return { kind: "number", name, values: filled.map((value) => (value - mean) / deviation) };
}

/** The target's past by place, gaps filled from before: values in their unit, of classes a column of 0 and 1 for each, of two for the second. */
export function pastColumns(
  { kind, target, window: { lookBack } }: WindowedTask,
  categories: readonly string[],
  values: Float64Array,
  unit: Pick<ForecastMemory, "mean" | "deviation"> | null,
  series: Series,
): readonly NumberColumn[] {
  if (unit) return [ownPast(target, values, unit, series, lookBack)];
  if (kind !== "classification") throw new Error("the past of numbers has a unit");
  const filled = fillForward(values, series.runStarts, lookBack);
  const shown = categories.length === 2 ? [1] : Array.from(categories.keys());
  return shown.map((code) => ({
    kind: "number",
    name: `${target} = ${categories[code]}`,
    values: filled.map((value) => Number(value === code)),
  }));
}

/**
 * What is true of the windows that end at these places: of a forecast [window, step ahead], else [window] the one value that is so many steps ahead, or whether the
 * positive class comes up to then.
 */
export function answersAt(
  task: WindowedTask,
  categories: readonly string[],
  values: Float64Array,
  ends: Uint32Array,
): Block {
  const { horizon, within } = task.window;
  if (task.kind === "forecasting") return valuesToCome(values, ends, horizon);
  if (within !== true)
    return createBlock(
      Float64Array.from(ends, (end) => values[end + horizon]!),
      [ends.length],
    ); // in the series
  const found = positiveCode(task, categories);
  const answers = Float64Array.from(ends, (end) =>
    values.subarray(end + 1, end + 1 + horizon).includes(found) ? found : 1 - found,
  );
  return createBlock(answers, [ends.length]);
}

function positiveCode(task: WindowedTask, categories: readonly string[]): number {
  const named = task.kind === "classification" ? categories.indexOf(task.positive ?? "") : -1;
  return named < 0 ? 1 : named;
}

/** What the steps made of the other columns (of all, where there is no target), by place and without gaps. Throws `fit/setting` where that is nothing of numbers. */
export function besideTarget(frame: FeatureFrame, series: Series, target: string | null): readonly NumberColumn[] {
  const made = frame.features;
  if (made.kind !== "numbers" || made.columns.length === 0) {
    const reasonEn = "only columns that the steps turn into numbers can be looked back at";
    throw fail("fit/setting", { setting: "features", reasonEn, reasonZh: "只能回看经步骤转换为数值的列" });
  }
  const placeOf = new Map(Array.from(series.rows, (row, place) => [row, place]));
  return made.columns.map((column): NumberColumn => {
    const name = column.name === target ? `${column.name} (2)` : column.name;
    // A row that a step left out says what the row before it did; the first ones the mean, 0 once scaled.
    const values = new Float64Array(series.rows.length).fill(NaN);
    frame.rows.forEach((row, i) => (values[placeOf.get(row)!] = column.values[i]!)); // the steps only leave out rows; aligned
    const filled = fillForward(values, series.runStarts, series.rows.length);
    return { kind: "number", name, values: filled.map((value) => (Number.isNaN(value) ? 0 : value)) };
  });
}

/** [window, step, feature], or side by side [window, step × feature]; the windows end at these places. */
export function* lookBackAt(
  columns: readonly NumberColumn[],
  ends: Uint32Array,
  lookBack: number,
  readsSteps: boolean,
): Work<Block> {
  const width = columns.length;
  const data = new Float64Array(ends.length * lookBack * width);
  let at = 0;
  for (let i = 0; i < ends.length; i++) {
    if (i % windowsPerYield === windowsPerYield - 1) yield;
    const end = ends[i]!; // i < length
    for (let place = end - lookBack + 1; place <= end; place++) {
      for (let k = 0; k < width; k++) data[at++] = columns[k]!.values[place]!; // windows are in the series
    }
  }
  return createBlock(data, readsSteps ? [ends.length, lookBack, width] : [ends.length, lookBack * width]);
}

/** [window, step ahead] */
export function valuesToCome(values: Float64Array, ends: Uint32Array, horizon: number): Block {
  const data = new Float64Array(ends.length * horizon);
  ends.forEach((end, i) => data.set(values.subarray(end + 1, end + 1 + horizon), i * horizon));
  return createBlock(data, [ends.length, horizon]);
}
