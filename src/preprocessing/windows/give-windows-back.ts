/** From a data set and a series to windows that are to be given back: to learn from, and of any data to be judged. */
import { createBlock, type Block } from "../../core/block";
import type { NumberColumn } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { includedRows } from "../../core/excluded-rows";
import { fail } from "../../core/failure";
import type { FittedPipeline } from "../../core/pipeline";
import type { Samples } from "../../core/samples";
import { fillForward, type Series } from "../../core/series";
import { subsets, type Split, type Subset } from "../../core/split";
import type { WindowReconstruction } from "../../core/task";
import type { Work } from "../../core/work";
import type { Prepared, Question } from "../build-samples";
import { conformFrame } from "../conform-frame";
import { takeFrame, type Frame } from "../frame";
import { fitPipeline, transformFrame } from "../pipeline";
import type { Targets } from "../outcomes";
import { seriesEffect, wholeWindowsEffect } from "./effects";
import { requireColumns, requireStep } from "./open-series";
import { readSeries } from "./read-series";
import { findWholeWindows, isWhole, kindOfWindow, type RowKinds } from "./whole-windows";
import { besideTarget, longestRun, lookBackAt, requireMemory } from "./window-columns";

/**
 * Steps are fitted on the usual training rows and done to all. A sample's row is its last, its target the code of its kind. A missing number is the last one before it in the run, where one is near.
 * Throws what `readSeries` and fitting and applying the pipeline throw, `prepare/no-features`, `prepare/no-windows` and `fit/memory`.
 */
export function* prepareGivenWindows(
  dataset: Dataset,
  question: Question & { readonly task: WindowReconstruction },
  targets: Targets,
  split: Split,
): Work<Prepared> {
  const { task, features } = question;
  const { lookBack } = task.window;
  if (features.length === 0) throw fail("prepare/no-features", { target: task.normal?.column ?? "" });
  const reading = readSeries(dataset, task.window, includedRows(dataset));
  const { series } = reading;
  const kinds = kindsOf(targets, task, dataset.rowCount, series);
  const found = findWholeWindows(series, lookBack, split, kinds);
  for (const subset of subsets) {
    const isWanted = subset === "train" || split[subset].length > 0;
    if (!isWanted || found.ends[subset].length > 0) continue;
    throw fail("prepare/no-windows", { lookBack, horizon: 0, subset, longest: longestRun(series) });
  }
  const trainPlaces = usualPlaces(series, kinds, split.train);
  const usualRows = Uint32Array.from(trainPlaces, (place) => series.rows[place]!); // a place
  const pipeline = yield* fitPipeline(dataset, features, question.pipeline, usualRows);
  const taken = takeFrame(dataset, features, series.rows);
  const given = filled(taken, series, lookBack);
  const filledIn = missingIn(taken) - missingIn(given);
  const frame = yield* transformFrame(pipeline, given);
  const columns = besideTarget(frame, series, null);
  const count = subsets.reduce((sum, subset) => sum + found.ends[subset].length, 0);
  requireMemory(count * lookBack * columns.length);
  const names = columns.map(({ name }) => name);
  const take = function* (subset: Subset): Work<Samples> {
    const ends = found.ends[subset];
    return {
      inputs: yield* lookBackAt(columns, ends, lookBack, true),
      targets: kindsAt(kinds, ends, lookBack),
      features: names,
      rows: Uint32Array.from(ends, (end) => series.rows[end]!), // a place
    };
  };
  return {
    categories: targets.categories,
    pipeline: { ...pipeline, features: names, inputShape: [lookBack, names.length] },
    effects: [...frame.effects, seriesEffect(reading), wholeWindowsEffect(found, lookBack, names.length, filledIn)],
    train: yield* take("train"),
    validation: split.validation.length > 0 ? yield* take("validation") : null,
    test: yield* take("test"),
    groups: null,
    windows: { series, values: kinds.codes, trainPlaces, ends: found.ends, lookBack, horizon: 0, unit: null },
  };
}

/** The series of any data as a model of windows is given them. */
export interface OpenedWindows {
  readonly series: Series;
  /** Places that whole windows end at, ascending. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** By place, as the steps made them. */
  readonly columns: readonly NumberColumn[];
  /** [window, step, feature] */
  inputsAt(ends: Uint32Array): Work<Block>;
}

/** Throws `fit/missing-column`, `fit/other-step`, `data/conversion`, and what `readSeries` and applying the pipeline throw. */
export function* openWindows(
  dataset: Dataset,
  { window }: WindowReconstruction,
  pipeline: FittedPipeline,
  learnedStep: number | undefined,
): Work<OpenedWindows> {
  const { lookBack } = window;
  requireColumns(dataset, [window.time, window.series]);
  const { series } = readSeries(dataset, window, includedRows(dataset));
  if (learnedStep !== undefined) requireStep(series, learnedStep);
  const given = filled(conformFrame(dataset, pipeline, series.rows), series, lookBack);
  const columns = besideTarget(yield* transformFrame(pipeline, given), series, null);
  return {
    ...{ series, columns },
    ends: Uint32Array.from(series.rows.keys()).filter((end) => isWhole(series, end, lookBack)),
    inputsAt: (ends) => lookBackAt(columns, ends, lookBack, true),
  };
}

/** What the rows of a series are, of outcomes that were read row by row. */
export function kindsOf(
  { rows, values, categories }: Pick<Targets, "rows" | "values" | "categories">,
  { normal }: WindowReconstruction,
  rowCount: number,
  series: Series,
): RowKinds {
  const byRow = new Float64Array(rowCount).fill(NaN);
  rows.forEach((row, i) => (byRow[row] = values[i]!)); // aligned
  return {
    codes: Float64Array.from(series.rows, (row) => byRow[row]!), // row is in the data set
    normal: normal ? categories.indexOf(normal.category) : null,
  };
}

function kindsAt(kinds: RowKinds, ends: Uint32Array, lookBack: number): Block {
  return createBlock(
    Float64Array.from(ends, (end) => kindOfWindow(kinds, end, lookBack)),
    [ends.length],
  );
}

function usualPlaces({ rows }: Series, { codes, normal }: RowKinds, wanted: Uint32Array): Uint32Array<ArrayBuffer> {
  const isWanted = new Set(wanted);
  const isUsual = (place: number) => normal === null || codes[place] === normal;
  return Uint32Array.from(rows.keys()).filter((place) => isWanted.has(rows[place]!) && isUsual(place)); // a place
}

/** Missing numbers by the last one before in the run; a step fills what is left. */
function filled({ columns, ...frame }: Frame, { runStarts }: Series, reach: number): Frame {
  return {
    ...frame,
    columns: columns.map((column) =>
      column.kind === "number" ? { ...column, values: fillForward(column.values, runStarts, reach) } : column,
    ),
  };
}

/** Missing numbers. */
function missingIn({ columns }: Frame): number {
  return columns.reduce(
    (sum, column) => sum + (column.kind === "number" ? column.values.filter(Number.isNaN).length : 0),
    0,
  );
}
