/** What a series looks like to a model: its columns by place, and windows cut from them. */
import { createBlock, type Block } from "../../core/block";
import type { NumberColumn } from "../../core/column";
import { fail } from "../../core/failure";
import type { ForecastMemory } from "../../core/forecast";
import { fillForward, type Series } from "../../core/series";
import type { Work } from "../../core/work";
import type { FeatureFrame } from "../pipeline";

const windowsPerYield = 1024;

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

/** What the steps made of the other columns, by place and without gaps. Throws `fit/setting` where that is nothing of numbers. */
export function besideTarget(frame: FeatureFrame, series: Series, target: string): readonly NumberColumn[] {
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
