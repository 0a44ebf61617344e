/** Looking into a network of pictures: one picture in all its layers, and those that it gets most wrong. */
import { createBlock, sizeOf, type Block } from "../../core/block";
import { breathe } from "../../core/breathe";
import type { Dataset } from "../../core/dataset";
import type { LiveModel } from "../../core/estimator";
import type { Answer, Look, LookedAtCase, NetworkView, WorstCases } from "../../core/look";
import type { FittedPipeline } from "../../core/pipeline";
import type { Run } from "../../core/run";
import type { Samples } from "../../core/samples";
import type { Task } from "../../core/task";
import { inBreaths } from "../../core/work";
import { conformFrame } from "../../preprocessing/conform-frame";
import { applyPipeline, type AppliedPipeline } from "../../preprocessing/pipeline";
import type { StoredModel } from "../../storage/storage";
import { rowsOf } from "./apply-model";
import { predictedOf } from "./judge";

/** What a network was asked, and the rows on which it is looked at: validation rows where there are any, else training rows. */
export interface LookSubject {
  readonly dataset: Dataset;
  readonly task: Task;
  readonly categories: readonly string[];
  readonly pipeline: FittedPipeline;
  /** Data set row numbers. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Class codes or values, or [row, label], aligned with `rows`. */
  readonly targets: ArrayLike<number>;
}

/** Of a run that has ended. */
export function subjectOf(run: Run, dataset: Dataset, model: StoredModel): LookSubject {
  const { pipeline, categories, cases, split, trainTargets } = model;
  const judged = cases.validation
    ? { rows: cases.validation.rows, targets: cases.validation.actual }
    : { rows: split.train, targets: trainTargets };
  return { dataset, task: run.request.task, categories, pipeline, ...judged };
}

const mostChoices = 16;
const mostJudged = 512;
const mostWorst = 12;
/** Pictures that are predicted at once: a stop is heard between two pieces. */
const pieceRows = 32;

/** Null where `look` gives nothing: the network is gone by then. Throws `data/row-range`, and what applying the steps throws. */
export async function lookAt(
  look: (picture: Block | null) => Promise<NetworkView> | null,
  subject: LookSubject,
  asked: number | null,
): Promise<Omit<Look, "epoch" | "worst"> | null> {
  const choices = choicesOf(subject);
  const row = asked ?? choices[0]?.row ?? null;
  const applied = row === null ? null : await prepareRows(subject, rowsOf(subject.dataset, [row]));
  const view = await look(applied && applied.rows.length > 0 ? applied.inputs : null);
  if (!view) return null;
  const { filters, layers, outputs } = view;
  return { categories: subject.categories, choices, row, filters, layers, outputs: Array.from(outputs?.data ?? []) };
}

/** Rows as the network takes them. */
export function prepareRows(
  { dataset, pipeline }: Pick<LookSubject, "dataset" | "pipeline">,
  rows: Uint32Array<ArrayBuffer>,
): Promise<AppliedPipeline> {
  return inBreaths(applyPipeline(pipeline, conformFrame(dataset, pipeline, rows)));
}

/** Numbers of each row's target: one for each label, else 1. */
function targetWidthOf({ task, categories }: Pick<LookSubject, "task" | "categories">): number {
  return task.kind === "multilabel" ? categories.length : 1;
}

function answerAt(values: ArrayLike<number>, place: number, asked: Pick<LookSubject, "task" | "categories">): Answer {
  if (asked.task.kind !== "multilabel") return values[place]!; // aligned
  const width = targetWidthOf(asked);
  return asked.categories.flatMap((_, label) => (values[place * width + label] === 1 ? [label] : []));
}

/** The first rows of all classes in turn, of several labels by the first of each row; for values the first rows. */
export function choicesOf(subject: LookSubject): Look["choices"] {
  const { categories, rows, targets } = subject;
  const choice = (row: number, place: number) => ({ row, actual: answerAt(targets, place, subject) });
  if (categories.length === 0) return Array.from(rows.subarray(0, mostChoices), choice);
  // The last is for rows without a label.
  const byClass = [...categories, ""].map(() => new Array<Look["choices"][number]>());
  rows.forEach((row, place) => {
    const { actual } = choice(row, place);
    const [first = categories.length] = typeof actual === "number" ? [actual] : actual;
    const known = byClass[first];
    if (known && known.length < mostChoices) known.push({ row, actual });
  });
  const inTurn = Array.from({ length: mostChoices }, (_, turn) => byClass.flatMap((known) => known[turn] ?? []));
  return inTurn.flat().slice(0, mostChoices);
}

/** At most `mostJudged` of so many places, at equal distances. */
export function spreadPlaces(count: number): readonly number[] {
  return spread(count, mostJudged);
}

/** At most so many of `count` places, at equal distances. */
export function spread(count: number, most: number): readonly number[] {
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, i) => Math.floor((i * count) / taken));
}

/** Predicts some of the rows in small pieces, between which messages come in. Null where the signal came meanwhile. */
export async function judgeSome(
  model: Pick<LiveModel, "predict">,
  samples: Pick<Samples, "inputs" | "targets" | "rows">,
  subject: Pick<LookSubject, "task" | "categories">,
  signal: AbortSignal,
): Promise<Omit<WorstCases, "epoch"> | null> {
  const places = spreadPlaces(samples.rows.length);
  const outputs: number[] = [];
  for (let from = 0; from < places.length; from += pieceRows) {
    const piece = await model.predict(takeRows(samples.inputs, places.slice(from, from + pieceRows)));
    for (const value of piece.data) outputs.push(value);
    await breathe();
    if (signal.aborted) return null;
  }
  const rows = places.map((place) => samples.rows[place]!); // places of the samples
  const width = targetWidthOf(subject);
  const actual = places.flatMap((place) => [...samples.targets.data.subarray(place * width, (place + 1) * width)]);
  return worstOf(rows, actual, Float64Array.from(outputs), subject);
}

function takeRows({ data, shape }: Block, places: readonly number[]): Block {
  const width = sizeOf(shape.slice(1));
  const taken = new Float32Array(places.length * width);
  places.forEach((place, i) => taken.set(data.subarray(place * width, (place + 1) * width), i * width));
  return createBlock(taken, [places.length, ...shape.slice(1)]);
}

/** Highest loss first: of several labels those with one wrong, the farthest from the truth first; of classes those that are wrong, the least probable truth first; of values the farthest off. `outputs` are [row, class], [row, label] or [row, 1]. */
export function worstOf(
  rows: ArrayLike<number>,
  actual: ArrayLike<number>,
  outputs: Float64Array<ArrayBuffer>,
  asked: Pick<LookSubject, "task" | "categories">,
): Omit<WorstCases, "epoch"> {
  const { task, categories } = asked;
  const isClasses = task.kind === "classification";
  const width = task.kind === "regression" ? 1 : categories.length;
  const predicted = predictedOf(createBlock(outputs, [rows.length, width]), task, categories);
  const judged = Array.from(rows, (row, i): LookedAtCase & { readonly badness: number; readonly isWrong: boolean } => {
    if (task.kind === "multilabel") {
      const places = categories.map((_, label) => i * width + label);
      return {
        row,
        actual: answerAt(actual, i, asked),
        predicted: answerAt(predicted, i, asked),
        probability: NaN,
        badness: places.reduce((sum, at) => sum + Math.abs(outputs[at]! - actual[at]!), 0), // both are [row, label]
        isWrong: places.some((at) => predicted[at] !== actual[at]),
      };
    }
    const [truth, said] = [actual[i]!, predicted[i]!]; // aligned
    return {
      row,
      actual: truth,
      predicted: said,
      probability: isClasses ? outputs[i * width + said]! : NaN, // a class of the row
      badness: isClasses ? -outputs[i * width + truth]! : Math.abs(said - truth), // as above
      isWrong: !isClasses || truth !== said,
    };
  });
  const wrong = judged.filter(({ isWrong }) => isWrong);
  const cases = wrong
    .toSorted((a, b) => b.badness - a.badness || a.row - b.row)
    .slice(0, mostWorst)
    .map(({ badness: _, isWrong: __, ...known }) => known);
  return { rowCount: rows.length, wrongCount: wrong.length, cases };
}
