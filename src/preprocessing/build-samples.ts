/** From a data set, a question and a split to what an estimator takes. */
import { createBlock, type Block } from "../core/block";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { findColumn } from "../core/find-column";
import { groupCodes } from "../core/group-codes";
import type { FittedPipeline, PipelineStep, StepEffect } from "../core/pipeline";
import type { Samples } from "../core/samples";
import type { Split, Subset } from "../core/split";
import type { Task } from "../core/task";
import { takeFrame } from "./frame";
import { applyPipeline, fitPipeline, type AppliedPipeline } from "./pipeline";
import type { Targets } from "./targets";

export interface Question {
  readonly task: Task;
  readonly features: readonly string[];
  readonly pipeline: readonly PipelineStep[];
  /** The column whose values are the units of the split, where it is by group. */
  readonly groupBy?: string;
}

export interface Prepared {
  readonly train: Samples;
  /** null where the split has no validation rows. */
  readonly validation: Samples | null;
  readonly test: Samples;
  /** Class names in code order; empty for regression. */
  readonly categories: readonly string[];
  readonly pipeline: FittedPipeline;
  /** What the steps, fitted on training rows, did to all rows of the split together. */
  readonly effects: readonly StepEffect[];
  /** Group of each sample's row, numbered over the whole data set; null where the split is not by group. */
  readonly groups: Readonly<Record<Subset, Int32Array<ArrayBuffer>>> | null;
}

/**
 * Fits the pipeline on the training rows and lays out all subsets.
 * Throws `prepare/no-features`, `prepare/too-few-rows`, `prepare/one-class`, `prepare/constant-target`, and what fitting and applying the pipeline throw.
 */
export function prepare(dataset: Dataset, question: Question, targets: Targets, split: Split): Prepared {
  const { task, features } = question;
  if (features.length === 0) throw fail("prepare/no-features", { target: task.target });
  const pipeline = fitPipeline(dataset, features, question.pipeline, split.train);
  if (pipeline.features.length === 0) throw fail("prepare/no-features", { target: task.target });

  const targetByRow = new Float64Array(dataset.rowCount).fill(NaN);
  targets.rows.forEach((row, i) => {
    targetByRow[row] = targets.values[i]!; // aligned
  });
  const applied = applyPipeline(pipeline, takeFrame(dataset, features, concatenate(split)));
  const subset = (name: Subset) => {
    const samples = takeSubset(name, split, applied, targetByRow, pipeline.features);
    if (samples.rows.length > 0 || split[name].length === 0) return samples;
    throw fail("prepare/too-few-rows", { subset: name, rows: 0 });
  };
  const train = subset("train");
  requireVariety(train.targets.data, task, targets.categories);
  const validation = split.validation.length > 0 ? subset("validation") : null;
  const test = subset("test");
  return {
    train,
    validation,
    test,
    categories: targets.categories,
    pipeline,
    effects: applied.effects,
    groups: question.groupBy === undefined ? null : groupsOf(dataset, question.groupBy, { train, validation, test }),
  };
}

function concatenate(split: Split): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(split.train.length + split.validation.length + split.test.length);
  rows.set(split.train);
  rows.set(split.validation, split.train.length);
  rows.set(split.test, split.train.length + split.validation.length);
  return rows;
}

/** The rows of a subset out of what the pipeline left of all of them. */
function takeSubset(
  name: Subset,
  split: Split,
  applied: AppliedPipeline,
  targetByRow: Float64Array<ArrayBuffer>,
  features: readonly string[],
): Samples {
  const isWanted = new Uint8Array(targetByRow.length);
  for (const row of split[name]) isWanted[row] = Number(!Number.isNaN(targetByRow[row]));
  const places = new Uint32Array(split[name].length);
  let count = 0;
  for (let place = 0; place < applied.rows.length; place++) {
    if (isWanted[applied.rows[place]!]) places[count++] = place; // place < length
  }
  return layOut(applied, places.slice(0, count), targetByRow, features);
}

/** Copies the inputs at the given places. */
function layOut(
  applied: AppliedPipeline,
  places: Uint32Array<ArrayBuffer>,
  targetByRow: Float64Array<ArrayBuffer>,
  features: readonly string[],
): Samples {
  const width = features.length;
  const from = applied.inputs.data;
  const inputs = new Float64Array(places.length * width);
  for (let i = 0; i < places.length; i++) {
    const start = places[i]! * width; // i < length
    for (let k = 0; k < width; k++) inputs[i * width + k] = from[start + k]!; // within the row
  }
  const rows = Uint32Array.from(places, (place) => applied.rows[place]!); // places are in the rows
  const targets = Float64Array.from(rows, (row) => targetByRow[row]!); // row is in the data set
  return {
    inputs: createBlock(inputs, [places.length, width]),
    targets: createBlock(targets, [places.length]),
    features,
    rows,
  };
}

/** The training rows by themselves must have something to tell apart. */
function requireVariety(targets: Block["data"], task: Task, categories: readonly string[]): void {
  const first = targets[0]!; // checked not to be empty
  if (targets.some((value) => value !== first)) return;
  if (task.kind === "regression") throw fail("prepare/constant-target", { target: task.target });
  throw fail("prepare/one-class", { target: task.target, category: categories[first] ?? "" });
}

function groupsOf(
  dataset: Dataset,
  by: string,
  samples: { readonly [name in Subset]: Samples | null },
): Readonly<Record<Subset, Int32Array<ArrayBuffer>>> {
  const all = Uint32Array.from({ length: dataset.rowCount }, (_, row) => row);
  const { codes } = groupCodes(findColumn(dataset.columns, by), all);
  const of = (name: Subset) => Int32Array.from(samples[name]?.rows ?? [], (row) => codes[row]!); // row is in the data set
  return { train: of("train"), validation: of("validation"), test: of("test") };
}
