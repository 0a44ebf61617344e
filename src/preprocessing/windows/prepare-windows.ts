/** From a data set and a forecasting question to windows: what each model looks back at, and the values that follow. */
import { createBlock, type Block } from "../../core/block";
import type { NumberColumn } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { includedRows } from "../../core/excluded-rows";
import { fail } from "../../core/failure";
import { findColumn } from "../../core/find-column";
import type { FittedPipeline, StepEffect } from "../../core/pipeline";
import { fillForward, type Series } from "../../core/series";
import { subsets, type Split, type Subset } from "../../core/split";
import type { ForecastingTask } from "../../core/task";
import type { Work } from "../../core/work";
import type { Prepared, Question } from "../build-samples";
import { takeFrame } from "../frame";
import { fitPipeline, transformFrame } from "../pipeline";
import { seriesEffect, windowsEffect } from "./effects";
import { findWindows } from "./find-windows";
import { readSeries } from "./read-series";
import { withStepToCome } from "./step-to-come";
import type { WindowHistory } from "./window-history";

export interface PreparedWindows extends Prepared {
  readonly forecast: WindowHistory;
}

export interface WindowQuestion extends Question {
  readonly task: ForecastingTask;
}

const mostBytes = 1e9;
const windowsPerYield = 1024;

/**
 * Steps are fitted on training rows and done to all; every window is then cut from them. The first feature of a step is the target's own value, in
 * units of its deviation among the training rows. A sample's row is that of the first value to come. What is looked back at and missing is the last value before.
 * Throws what `readSeries` and fitting and applying the pipeline throw, `prepare/target-kind`, `prepare/constant-target`, `prepare/too-few-rows`, and `fit/memory`.
 */
export function* prepareWindows(dataset: Dataset, question: WindowQuestion, split: Split): Work<PreparedWindows> {
  const { task, readsSteps = false } = question;
  const { window } = task;
  const reading = readSeries(dataset, window, includedRows(dataset));
  const { series } = reading;
  const values = targetOf(dataset, task, series);
  const found = findWindows(series, window, values, split);
  for (const subset of subsets) {
    const isWanted = subset === "train" || split[subset].length > 0;
    if (isWanted && found.ends[subset].length === 0) throw fail("prepare/too-few-rows", { subset, rows: 0 });
  }
  const trainPlaces = placesOf(series, split.train);
  const own = ownPast(task, values, trainPlaces, series, window.lookBack);
  const { pipeline, others, effects } = yield* otherColumns(dataset, question, series, split, window.time);
  const columns = [own, ...others];
  const count = subsets.reduce((sum, subset) => sum + found.ends[subset].length, 0);
  const bytes = 8 * count * window.lookBack * columns.length;
  if (bytes > mostBytes) throw fail("fit/memory", { neededMb: Math.ceil(bytes / 1e6), limitMb: mostBytes / 1e6 });
  const features = readsSteps ? columns.map(({ name }) => name) : besideEachOther(columns, window.lookBack);
  const take = function* (subset: Subset) {
    const ends = found.ends[subset];
    const inputs = yield* lookBackAt(columns, ends, window.lookBack);
    const shape = [ends.length, window.lookBack * columns.length];
    return {
      inputs: readsSteps ? inputs : createBlock(inputs.data, shape),
      targets: valuesToCome(values, ends, window.horizon),
      features,
      rows: Uint32Array.from(ends, (end) => series.rows[end + 1]!), // a target is in the series
    };
  };
  const train = yield* take("train");
  return {
    categories: [],
    pipeline: { ...pipeline, features, inputShape: train.inputs.shape.slice(1) },
    effects: [...effects, seriesEffect(reading), windowsEffect(found, window, columns.length)],
    train,
    validation: split.validation.length > 0 ? yield* take("validation") : null,
    test: yield* take("test"),
    groups: null,
    forecast: {
      ...{ series, values, trainPlaces, ends: found.ends },
      ...{ lookBack: window.lookBack, horizon: window.horizon },
    },
  };
}

function targetOf(dataset: Dataset, { target }: ForecastingTask, { rows }: Series): Float64Array<ArrayBuffer> {
  const column = findColumn(dataset.columns, target);
  if (column.kind !== "number") {
    throw fail("prepare/target-kind", { target, kind: column.kind, task: "forecasting" });
  }
  return Float64Array.from(rows, (row) => column.values[row]!); // row is in the column
}

function placesOf({ rows }: Series, wanted: Uint32Array): Uint32Array<ArrayBuffer> {
  const isWanted = new Set(wanted);
  return Uint32Array.from(rows.keys()).filter((place) => isWanted.has(rows[place]!)); // a place
}

/** The target by place, in units of its deviation among the training rows, gaps filled from before. */
function ownPast(
  { target }: ForecastingTask,
  values: Float64Array,
  trainPlaces: Uint32Array,
  { runStarts }: Series,
  lookBack: number,
): NumberColumn {
  const known = Float64Array.from(trainPlaces, (place) => values[place]!).filter(Number.isFinite); // a place
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  if (!(deviation > 0)) throw fail("prepare/constant-target", { target });
  const filled = fillForward(values, runStarts, lookBack);
  return { kind: "number", name: target, values: filled.map((value) => (value - mean) / deviation) };
}

interface OtherColumns {
  readonly pipeline: FittedPipeline;
  /** By place, without gaps. */
  readonly others: readonly NumberColumn[];
  readonly effects: readonly StepEffect[];
}

const nothing: FittedPipeline = { steps: [], features: [], inputShape: [0], inputColumns: [] };

function* otherColumns(
  dataset: Dataset,
  { features, pipeline: steps, task }: WindowQuestion,
  series: Series,
  split: Split,
  time: string | undefined,
): Work<OtherColumns> {
  if (features.length === 0) return { pipeline: nothing, others: [], effects: [] };
  const ahead = time !== undefined && features.includes(time) ? withStepToCome(dataset, series, time) : dataset;
  const pipeline = yield* fitPipeline(ahead, features, steps, split.train);
  const frame = yield* transformFrame(pipeline, takeFrame(ahead, features, series.rows));
  const made = frame.features;
  if (made.kind !== "numbers" || made.columns.length === 0) {
    const reasonEn = "only columns that the steps turn into numbers can be looked back at";
    throw fail("fit/setting", { setting: "features", reasonEn, reasonZh: "只能回看经步骤转换为数值的列" });
  }
  const placeOf = new Map(Array.from(series.rows, (row, place) => [row, place]));
  const others = made.columns.map((column): NumberColumn => {
    const name = column.name === task.target ? `${column.name} (2)` : column.name;
    // A row that a step left out says what the row before it did; the first ones the mean, 0 once scaled.
    const values = new Float64Array(series.rows.length).fill(NaN);
    frame.rows.forEach((row, i) => (values[placeOf.get(row)!] = column.values[i]!)); // the steps only leave out rows; aligned
    const filled = fillForward(values, series.runStarts, series.rows.length);
    return { kind: "number", name, values: filled.map((value) => (Number.isNaN(value) ? 0 : value)) };
  });
  return { pipeline, others, effects: frame.effects };
}

/** [window, step, feature] */
function* lookBackAt(columns: readonly NumberColumn[], ends: Uint32Array, lookBack: number): Work<Block> {
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
  return createBlock(data, [ends.length, lookBack, width]);
}

/** [window, step ahead] */
function valuesToCome(values: Float64Array, ends: Uint32Array, horizon: number): Block {
  const data = new Float64Array(ends.length * horizon);
  ends.forEach((end, i) => data.set(values.subarray(end + 1, end + 1 + horizon), i * horizon));
  return createBlock(data, [ends.length, horizon]);
}

/** "volume (−2)", "volume (−1)", "volume (now)": the oldest step first. */
function besideEachOther(columns: readonly NumberColumn[], lookBack: number): readonly string[] {
  return Array.from({ length: lookBack }, (_, step) => lookBack - 1 - step).flatMap((ago) =>
    columns.map(({ name }) => `${name} (${ago === 0 ? "now" : `−${ago}`})`),
  );
}
