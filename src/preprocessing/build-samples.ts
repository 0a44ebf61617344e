/** From a data set, a question and a split to what an estimator takes. */
import { allRows } from "../core/all-rows";
import { answerName } from "../core/answer-columns";
import { createBlock, type Block } from "../core/block";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { findColumn } from "../core/find-column";
import type { SeriesFacts } from "../core/forecast";
import { groupCodes } from "../core/group-codes";
import type { FittedPipeline, PipelineStep, StepEffect } from "../core/pipeline";
import type { Samples } from "../core/samples";
import type { Split, Subset } from "../core/split";
import type { Task } from "../core/task";
import type { Work } from "../core/work";
import { fullScaleOf } from "./feature-columns";
import { pick, takeFrame } from "./frame";
import { fewestRows } from "./label-targets";
import { layOut } from "./lay-out";
import { fitPipeline, transformFrame, type FeatureFrame } from "./pipeline";
import type { Targets } from "./outcomes";
import type { WindowHistory } from "./windows/window-history";

export interface Question {
  readonly task: Task;
  readonly features: readonly string[];
  readonly pipeline: readonly PipelineStep[];
  /** The column whose values are the units of the split, where it is by group. */
  readonly groupBy?: string;
  /** Of windows of a series: the model takes the steps one after the other, [window, step, feature]; else they lie side by side, [window, step × feature]. */
  readonly readsSteps?: boolean;
}

/** What preparing gives beside the numbers themselves. */
interface Outcome {
  /** Class names in code order, or the labels; empty for regression. */
  readonly categories: readonly string[];
  readonly pipeline: FittedPipeline;
  /** What the steps, fitted on training rows, did to all rows of the split together. */
  readonly effects: readonly StepEffect[];
}

export interface Prepared extends Outcome {
  readonly train: Samples;
  /** null where the split has no validation rows. */
  readonly validation: Samples | null;
  readonly test: Samples;
  /** Group of each sample's row, numbered over the whole data set; null where the split is not by group. */
  readonly groups: Readonly<Record<Subset, Int32Array<ArrayBuffer>>> | null;
  /** Where samples are parts of texts: rows of the texts of each subset. */
  readonly texts?: Split;
  /** Of windows of a series: where they come from. */
  readonly windows?: WindowHistory;
}

export interface Rehearsal extends Outcome {
  /** Samples of all subsets together. */
  readonly rowCount: number;
  /** Data set row number and inputs of the first training sample, of any shape. */
  readonly first: { readonly row: number; readonly inputs: Block["data"] };
  /** Of a forecast: what was found of its series. */
  readonly series?: SeriesFacts;
}

/**
 * Fits the pipeline on the training rows and lays out all subsets.
 * Throws `prepare/no-features`, `prepare/too-few-rows`, `prepare/one-class`, `prepare/constant-target`, `prepare/rare-label`, and what fitting and applying the pipeline throw.
 */
export function* prepare(dataset: Dataset, question: Question, targets: Targets, split: Split): Work<Prepared> {
  const { outcome, frame, places, known } = yield* carryOut(dataset, question, targets, split);
  const { features } = outcome.pipeline;
  const train = yield* takeSamples(frame, places.train, known, features);
  const validation = split.validation.length > 0 ? yield* takeSamples(frame, places.validation, known, features) : null;
  const test = yield* takeSamples(frame, places.test, known, features);
  const { groupBy } = question;
  return {
    ...outcome,
    train,
    validation,
    test,
    groups: groupBy === undefined ? null : groupsOf(dataset, groupBy, { train, validation, test }),
  };
}

/** Does and refuses the same without laying the numbers out: what a preview needs, in a fraction of the memory. */
export function* rehearse(dataset: Dataset, question: Question, targets: Targets, split: Split): Work<Rehearsal> {
  const { outcome, frame, places } = yield* carryOut(dataset, question, targets, split);
  const place = places.train[0]!; // checked not to be empty
  return {
    ...outcome,
    rowCount: places.train.length + places.validation.length + places.test.length,
    first: { row: frame.rows[place]!, inputs: (yield* layOut(frame.features, Uint32Array.of(place))).data }, // in the frame
  };
}

function* carryOut(dataset: Dataset, question: Question, targets: Targets, split: Split) {
  const { task, features } = question;
  if (features.length === 0) throw fail("prepare/no-features", { target: answerName(task) });
  const pipeline = yield* fitPipeline(dataset, features, question.pipeline, split.train);
  if (pipeline.features.length === 0) throw fail("prepare/no-features", { target: answerName(task) });

  const known = spreadTargets(targets, dataset.rowCount, task.kind === "multilabel");
  const whole = { ...takeFrame(dataset, features, concatenate(split)), learnedRows: split.train.length };
  const frame = yield* transformFrame(pipeline, whole);
  const placesOf = (name: Subset) => {
    const places = findPlaces(frame.rows, split[name], known);
    if (places.length > 0 || split[name].length === 0) return places;
    throw fail("prepare/too-few-rows", { subset: name, rows: 0 });
  };
  const train = placesOf("train");
  requireVariety(frame.rows, train, known, task, targets.categories);
  const places: Readonly<Record<Subset, Uint32Array<ArrayBuffer>>> = {
    train,
    validation: placesOf("validation"),
    test: placesOf("test"),
  };
  const outcome: Outcome = { categories: targets.categories, pipeline, effects: frame.effects };
  return { outcome, frame, places, known };
}

/** The outcomes by the row of the data set. */
interface KnownTargets {
  /** [row, width]; NaN where unknown. */
  readonly byRow: Float64Array<ArrayBuffer>;
  readonly width: number;
  readonly rowCount: number;
  readonly isLabels: boolean;
}

function spreadTargets({ rows, values, width }: Targets, rowCount: number, isLabels: boolean): KnownTargets {
  const byRow = new Float64Array(rowCount * width).fill(NaN);
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < width; k++) byRow[rows[i]! * width + k] = values[i * width + k]!; // aligned
  }
  return { byRow, width, rowCount, isLabels };
}

function concatenate(split: Split): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(split.train.length + split.validation.length + split.test.length);
  rows.set(split.train);
  rows.set(split.validation, split.train.length);
  rows.set(split.test, split.train.length + split.validation.length);
  return rows;
}

/** Where the rows of a subset with a known outcome stand among those that the pipeline left. */
function findPlaces(
  rows: Uint32Array<ArrayBuffer>,
  subset: Uint32Array<ArrayBuffer>,
  { byRow, width, rowCount }: KnownTargets,
): Uint32Array<ArrayBuffer> {
  const isWanted = new Uint8Array(rowCount);
  for (const row of subset) isWanted[row] = Number(!Number.isNaN(byRow[row * width]));
  const places = new Uint32Array(subset.length);
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    if (isWanted[rows[place]!]) places[count++] = place; // place < length
  }
  return places.slice(0, count);
}

function* takeSamples(
  frame: FeatureFrame,
  places: Uint32Array<ArrayBuffer>,
  known: KnownTargets,
  features: readonly string[],
): Work<Samples> {
  const rows = pick(frame.rows, new Uint32Array(places.length), places);
  return {
    inputs: yield* layOut(frame.features, places),
    targets: targetsOf(known, rows),
    features,
    rows,
    ...(frame.features.kind === "pictures" ? { fullScale: fullScaleOf(frame.features.column) } : {}),
    ...(frame.features.kind === "tokens" ? { vocabularySize: frame.features.vocabularySize } : {}),
  };
}

function targetsOf({ byRow, width, isLabels }: KnownTargets, rows: Uint32Array<ArrayBuffer>): Block {
  if (!isLabels) return createBlock(pick(byRow, new Float64Array(rows.length), rows), [rows.length]);
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, i) => values.set(byRow.subarray(row * width, (row + 1) * width), i * width));
  return createBlock(values, [rows.length, width]);
}

/** The training rows by themselves must have something to tell apart. */
function requireVariety(
  rows: Uint32Array<ArrayBuffer>,
  places: Uint32Array<ArrayBuffer>,
  { byRow, width }: KnownTargets,
  task: Task,
  categories: readonly string[],
): void {
  const targetAt = (place: number, label = 0) => byRow[rows[place]! * width + label]!; // places are in the rows, and those in the data set
  if (task.kind === "multilabel") {
    categories.forEach((label, k) => {
      const count = places.reduce((sum, place) => sum + targetAt(place, k), 0);
      if (count < fewestRows || count === places.length) {
        throw fail("prepare/rare-label", { label, rows: count, of: places.length });
      }
    });
    return;
  }
  if (task.kind === "reconstruction") return;
  const first = targetAt(places[0]!); // checked not to be empty
  if (places.some((place) => targetAt(place) !== first)) return;
  if (task.kind !== "classification") throw fail("prepare/constant-target", { target: answerName(task) });
  throw fail("prepare/one-class", { target: task.target, category: categories[first] ?? "" });
}

function groupsOf(
  dataset: Dataset,
  by: string,
  samples: { readonly [name in Subset]: Samples | null },
): Readonly<Record<Subset, Int32Array<ArrayBuffer>>> {
  const { codes } = groupCodes(findColumn(dataset.columns, by), allRows(dataset));
  const of = (name: Subset) => Int32Array.from(samples[name]?.rows ?? [], (row) => codes[row]!); // row is in the data set
  return { train: of("train"), validation: of("validation"), test: of("test") };
}
