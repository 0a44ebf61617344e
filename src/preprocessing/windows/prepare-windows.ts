/** From a data set and a question about a series to windows: what each model looks back at, and the values that follow. */
import type { Block } from "../../core/block";
import type { NumberColumn } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { includedRows } from "../../core/excluded-rows";
import { fail } from "../../core/failure";
import type { FittedPipeline, StepEffect } from "../../core/pipeline";
import type { Series } from "../../core/series";
import { subsets, type Split, type Subset } from "../../core/split";
import type { Samples } from "../../core/samples";
import { answerSteps, type WindowedTask } from "../../core/task";
import type { Work } from "../../core/work";
import type { Prepared, Question } from "../build-samples";
import { takeFrame } from "../frame";
import { fitPipeline, transformFrame } from "../pipeline";
import type { Targets } from "../outcomes";
import { seriesEffect, windowsEffect } from "./effects";
import { findWindows } from "./find-windows";
import { readSeries } from "./read-series";
import { withKnownAhead } from "./step-to-come";
import { answersAt, besideTarget, longestRun, lookBackAt, pastColumns, requireMemory } from "./window-columns";

export interface WindowQuestion extends Question {
  readonly task: WindowedTask;
}

/**
 * Steps are fitted on training rows and done to all; every window is then cut from them. The first features of a step are the target's own past: its value, in
 * units of its deviation among the training rows, or its class. A sample's row is that of its answer, of several values to come the first. What is looked back at and missing is the last value before.
 * Throws what `readSeries` and fitting and applying the pipeline throw, `prepare/constant-target`, `prepare/one-class`, `prepare/no-features`, `prepare/no-windows`, and `fit/memory`.
 */
export function* prepareWindows(
  dataset: Dataset,
  question: WindowQuestion,
  targets: Targets,
  split: Split,
): Work<Prepared> {
  const { task, readsSteps = false } = question;
  const { window } = task;
  const { lookBack, horizon } = window;
  const reading = readSeries(dataset, window, includedRows(dataset));
  const { series } = reading;
  const values = valuesOf(targets, dataset.rowCount, series);
  requireTwo(task, targets.categories);
  const { first, last } = answerSteps(task);
  const found = findWindows(
    series,
    window,
    values,
    split,
    first < last || task.kind === "forecasting" ? "each" : "last",
  );
  for (const subset of subsets) {
    const isWanted = subset === "train" || split[subset].length > 0;
    if (isWanted && found.ends[subset].length === 0) {
      throw fail("prepare/no-windows", { ...window, subset, longest: longestRun(series) });
    }
  }
  const trainPlaces = placesOf(series, split.train);
  const answersOf = (ends: Uint32Array) => answersAt(task, targets.categories, values, ends);
  const answers = answersOf(found.ends.train);
  requireVariety(answers.data, task, targets.categories);
  const unit = horizon === 0 || task.kind === "classification" ? null : unitOf(task.target, values, trainPlaces);
  const own = horizon === 0 ? [] : pastColumns(task, targets.categories, values, unit, series);
  const { pipeline, others, effects } = yield* otherColumns(dataset, question, series, split);
  const columns = [...own, ...others];
  if (columns.length === 0) throw fail("prepare/no-features", { target: task.target });
  const count = subsets.reduce((sum, subset) => sum + found.ends[subset].length, 0);
  requireMemory(count * lookBack * columns.length);
  const features = readsSteps ? columns.map(({ name }) => name) : besideEachOther(columns, lookBack);
  const take = function* (subset: Subset): Work<Samples> {
    const ends = found.ends[subset];
    return {
      inputs: yield* lookBackAt(columns, ends, lookBack, readsSteps),
      targets: answersOf(ends),
      features,
      rows: Uint32Array.from(ends, (end) => series.rows[end + first]!), // an answer is in the series
      ...(unit ? { lastValue: { at: (lookBack - 1) * columns.length, ...unit } } : {}),
    };
  };
  const train = yield* take("train");
  return {
    categories: targets.categories,
    pipeline: { ...pipeline, features, inputShape: train.inputs.shape.slice(1) },
    effects: [...effects, seriesEffect(reading), windowsEffect(found, window, columns.length)],
    train,
    validation: split.validation.length > 0 ? yield* take("validation") : null,
    test: yield* take("test"),
    groups: null,
    windows: {
      ...{ series, values, trainPlaces, ends: found.ends },
      ...{ lookBack, horizon, unit },
    },
  };
}

/** The target by place: values or class codes, NaN where unknown. */
function valuesOf(targets: Targets, rowCount: number, { rows }: Series): Float64Array<ArrayBuffer> {
  const byRow = new Float64Array(rowCount).fill(NaN);
  targets.rows.forEach((row, i) => (byRow[row] = targets.values[i]!)); // aligned
  return Float64Array.from(rows, (row) => byRow[row]!); // row is in the data set
}

function placesOf({ rows }: Series, wanted: Uint32Array): Uint32Array<ArrayBuffer> {
  const isWanted = new Set(wanted);
  return Uint32Array.from(rows.keys()).filter((place) => isWanted.has(rows[place]!)); // a place
}

/** The training windows by themselves must have something to tell apart. */
function requireVariety(answers: Block["data"], { kind, target }: WindowedTask, categories: readonly string[]): void {
  const [first = 0] = answers;
  if (answers.some((answer) => answer !== first)) return;
  if (kind !== "classification") throw fail("prepare/constant-target", { target });
  throw fail("prepare/one-class", { target, category: categories[first] ?? "" });
}

/** Whether something comes within so many steps is asked of two classes. */
function requireTwo({ target, window }: WindowedTask, categories: readonly string[]): void {
  if (window.within !== true || categories.length === 2) return;
  throw fail("fit/setting", {
    setting: "window.within",
    reasonEn: `whether it comes within ${window.horizon} steps is asked of two classes; “${target}” has ${categories.length}`,
    reasonZh: `“在 ${window.horizon} 步之内是否出现”只适用于两个类别；“${target}”有 ${categories.length} 个`,
  });
}

/** In which the target's own past is given to the model. */
function unitOf(target: string, values: Float64Array, trainPlaces: Uint32Array) {
  const known = Float64Array.from(trainPlaces, (place) => values[place]!).filter(Number.isFinite); // a place
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  if (!(deviation > 0)) throw fail("prepare/constant-target", { target });
  return { mean, deviation };
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
): Work<OtherColumns> {
  if (features.length === 0) return { pipeline: nothing, others: [], effects: [] };
  // What is known ahead of the last training rows is said by rows of the other subsets.
  const pipeline = yield* fitPipeline(dataset, features, steps, split.train);
  const ahead = withKnownAhead(dataset, series, task, features);
  const frame = yield* transformFrame(pipeline, takeFrame(ahead, features, series.rows));
  return { pipeline, others: besideTarget(frame, series, task.target), effects: frame.effects };
}

/** "volume (−2)", "volume (−1)", "volume (now)": the oldest step first. */
function besideEachOther(columns: readonly NumberColumn[], lookBack: number): readonly string[] {
  return Array.from({ length: lookBack }, (_, step) => lookBack - 1 - step).flatMap((ago) =>
    columns.map(({ name }) => `${name} (${ago === 0 ? "now" : `−${ago}`})`),
  );
}
