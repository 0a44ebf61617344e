/** The series of any data set, as a model of windows that has been learned looks at them. */
import type { Block } from "../../core/block";
import type { NumberColumn } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { includedRows } from "../../core/excluded-rows";
import { isMissingAt } from "../../core/column-values";
import { fail } from "../../core/failure";
import type { ForecastMemory, WindowMemory } from "../../core/forecast";
import type { FittedPipeline } from "../../core/pipeline";
import { fillForward, stepTolerance, type Series } from "../../core/series";
import { answerSteps, type ForecastingTask, type SeriesWindow, type WindowedTask } from "../../core/task";
import type { Work } from "../../core/work";
import { conformFrame } from "../conform-frame";
import { transformFrame } from "../pipeline";
import { namedColumns } from "../sentence";
import { readKnownTargets } from "../targets";
import { readSeries } from "./read-series";
import { knownColumns, withKnownAhead } from "./step-to-come";
import { stepWording } from "./step-words";
import { besideTarget, lookBackAt, pastColumns } from "./window-columns";

export interface LearnedForecast {
  readonly task: ForecastingTask;
  readonly pipeline: FittedPipeline;
  readonly memory: ForecastMemory;
}

/** What opening needs of anything that has learned windows. */
export interface LearnedWindows {
  readonly task: WindowedTask;
  readonly pipeline: FittedPipeline;
  /** Class names in code order; none of numbers. */
  readonly categories?: readonly string[];
  readonly memory: WindowMemory;
}

export interface OpenedSeries extends Pick<SeriesWindow, "lookBack" | "horizon"> {
  readonly series: Series;
  /** Steps from now to the first one that holds the answer, whose row stands for the window. */
  readonly firstAnswer: number;
  /** [place], the target, or its class; NaN where missing. */
  readonly values: Float64Array<ArrayBuffer>;
  /** By place: the target's own past first. */
  readonly columns: readonly NumberColumn[];
  /** [window, step, feature] or [window, step × feature], as the model takes them. */
  inputsAt(ends: Uint32Array): Work<Block>;
  /** Whether a model that looked back from this place would have what it needs. */
  hasPast(end: number): boolean;
  /** Whether what is known ahead is said for every value to come. */
  hasFuture(end: number): boolean;
}

/** Whether the model takes steps one after the other. */
export function readsSteps({ inputShape }: FittedPipeline): boolean {
  return inputShape?.length === 2;
}

/** Throws `fit/missing-column`, `fit/other-step`, `data/conversion`, and what `readSeries` and applying the pipeline throw. */
export function* openSeries(dataset: Dataset, learned: LearnedWindows): Work<OpenedSeries> {
  const { task, pipeline, categories = [], memory } = learned;
  const { target, window } = task;
  // What is asked of now is not looked at, and need not be known.
  const isAsked = window.horizon === 0;
  requireColumns(dataset, [isAsked ? undefined : target, window.time, window.series]);
  const { series } = readSeries(dataset, window, includedRows(dataset));
  requireStep(series, memory.step);
  const values =
    task.kind === "classification"
      ? classesOf(dataset, task, series.rows, categories)
      : isAsked && !dataset.columns.some(({ name }) => name === target)
        ? new Float64Array(series.rows.length).fill(NaN)
        : targetOf(dataset, target, series.rows);
  const { mean, deviation } = memory;
  const unit = mean === undefined || deviation === undefined ? null : { mean, deviation };
  const own = isAsked ? [] : pastColumns(task, categories, values, unit, series);
  const others = yield* otherColumns(dataset, series, { task, pipeline });
  const columns = [...own, ...others];
  const filled = fillForward(values, series.runStarts, window.lookBack);
  const ahead = knownColumns(dataset, task);
  return {
    ...{ series, values, columns, lookBack: window.lookBack, horizon: window.horizon },
    firstAnswer: answerSteps(task).first,
    inputsAt: (ends) => lookBackAt(columns, ends, window.lookBack, readsSteps(pipeline)),
    hasFuture(end) {
      const last = end + window.horizon;
      if (ahead.length === 0) return true;
      if (series.runStarts[last] !== series.runStarts[end]) return false;
      const rows = series.rows.subarray(end + 1, last + 1);
      return ahead.every((column) => rows.every((row) => !isMissingAt(column, row)));
    },
    hasPast(end) {
      const start = end - window.lookBack + 1;
      if (start < 0 || series.runStarts[end]! > start) return false; // end is a place
      return isAsked || filled.subarray(start, end + 1).every((value) => !Number.isNaN(value));
    },
  };
}

/** Places that whole windows with known targets end at; `isWanted` says so by the row of the first answer. */
export function windowEnds(
  { series, values, lookBack, horizon, firstAnswer, hasPast }: OpenedSeries,
  isWanted: (row: number) => boolean,
): Uint32Array<ArrayBuffer> {
  const ends: number[] = [];
  for (let end = lookBack - 1; end + horizon < series.rows.length; end++) {
    if (series.runStarts[end + horizon]! > end - lookBack + 1) continue; // a place
    if (!isWanted(series.rows[end + firstAnswer]!) || !hasPast(end)) continue; // as above
    if (values.subarray(end + firstAnswer, end + 1 + horizon).every((value) => !Number.isNaN(value))) ends.push(end);
  }
  return Uint32Array.from(ends);
}

function* otherColumns(
  dataset: Dataset,
  series: Series,
  { task, pipeline }: Pick<LearnedWindows, "task" | "pipeline">,
): Work<readonly NumberColumn[]> {
  if (pipeline.inputColumns.length === 0) return [];
  const names = pipeline.inputColumns.map(({ name }) => name);
  const ahead = withKnownAhead(dataset, series, task, names);
  const frame = yield* transformFrame(pipeline, conformFrame(ahead, pipeline, series.rows));
  return besideTarget(frame, series, task.target);
}

/** Throws `fit/missing-column`. */
export function requireColumns({ columns }: Dataset, wanted: readonly (string | undefined)[]): void {
  const names = wanted.filter((name) => name !== undefined);
  const missing = names.filter((name) => !columns.some((column) => column.name === name));
  if (missing.length > 0) throw fail("fit/missing-column", { columns: namedColumns(missing), count: missing.length });
}

/** Throws `fit/other-step`. */
export function requireStep({ step, isDated }: Series, learned: number): void {
  if (Math.abs(step - learned) <= stepTolerance * learned) return;
  const [now, then] = [stepWording(step, isDated), stepWording(learned, isDated)];
  throw fail("fit/other-step", { stepEn: now.en, stepZh: now.zh, learnedEn: then.en, learnedZh: then.zh });
}

/** Numbers that another file has as texts are read as numbers. */
function targetOf(dataset: Dataset, name: string, rows: Uint32Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const wanted = { name, kind: "number", categories: [], range: null, typical: null } as const;
  const [column] = conformFrame(dataset, { steps: [], features: [], inputColumns: [wanted] }, rows).columns;
  if (column?.kind !== "number") throw new Error("a number column was asked for");
  return column.values;
}

/** Class codes; NaN where the column does not say, or is not there. */
function classesOf(
  dataset: Dataset,
  task: Extract<WindowedTask, { readonly kind: "classification" }>,
  rows: Uint32Array<ArrayBuffer>,
  categories: readonly string[],
): Float64Array<ArrayBuffer> {
  const column = dataset.columns.find(({ name }) => name === task.target);
  const isKnown = column && rows.some((row) => !isMissingAt(column, row));
  const known = isKnown ? readKnownTargets(dataset, task, rows, categories) : null;
  const codeOf = new Map(known ? Array.from(known.rows, (row, i) => [row, known.values[i]!]) : []); // aligned
  return Float64Array.from(rows, (row) => codeOf.get(row) ?? NaN);
}
