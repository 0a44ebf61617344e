/** A stored model of classes or numbers over windows at work: judged on any data, and asked what is to come after any row. */
import { createBlock, type Block } from "../../core/block";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import type { WindowMemory } from "../../core/forecast";
import type { Predictions, Run } from "../../core/run";
import { groupCodes } from "../../core/group-codes";
import { fillForward } from "../../core/series";
import type { SplitRequest } from "../../core/split";
import { answerSteps, asksWindows, type AnsweredWindow } from "../../core/task";
import { inBreaths } from "../../core/work";
import { learnFollows, type KnownNow } from "../../metrics/evaluate-windows";
import {
  openSeries,
  windowEnds,
  type LearnedWindows,
  type OpenedSeries,
} from "../../preprocessing/windows/open-series";
import { answersAt } from "../../preprocessing/windows/window-columns";
import type { WindowHistory } from "../../preprocessing/windows/window-history";
import type { StoredModel } from "../../storage/storage";
import { predictedOf, type Judgement } from "./judge";
import { blocksOf } from "./judge-forecast";
import { withRestored } from "./restored-model";

export interface AnsweringModel extends LearnedWindows {
  readonly task: AnsweredWindow;
  readonly categories: readonly string[];
}

/** What a run has learned of windows; null where it is of another kind. Throws `api/unsupported` for a model that was stored without what it needs. */
export function learnedWindows(run: Run, { windows, pipeline, categories }: StoredModel): AnsweringModel | null {
  const { task } = run.request;
  if (!asksWindows(task)) return null;
  if (windows) return { task, pipeline, categories, memory: windows };
  throw fail("api/unsupported", {
    what: "windows of other rows by a model of an older version",
    supported: "train it again",
  });
}

/** What of now and of training windows is kept beside the model. */
export function rememberWindows(
  task: AnsweredWindow,
  history: WindowHistory,
  answers: Float64Array,
  categories: readonly string[],
): WindowMemory {
  const { series, unit, ends } = history;
  const known = task.kind === "classification" && task.window.horizon > 0;
  return {
    step: series.step,
    ...unit,
    ...(known ? { follows: learnFollows(valuesNow(history, ends.train), answers, categories.length) } : {}),
  };
}

/** What windows are in the middle of; null where that is what is asked for. */
export function knownNow(
  { window: { horizon } }: AnsweredWindow,
  known: Pick<WindowHistory, "series" | "values" | "lookBack">,
  ends: Uint32Array,
  { follows }: WindowMemory,
): KnownNow | null {
  if (horizon === 0) return null;
  return { values: valuesNow(known, ends), ...(follows ? { follows } : {}) };
}

function valuesNow(
  { series, values, lookBack }: Pick<WindowHistory, "series" | "values" | "lookBack">,
  ends: Uint32Array,
): Float64Array<ArrayBuffer> {
  const filled = fillForward(values, series.runStarts, lookBack);
  return Float64Array.from(ends, (end) => filled[end]!); // a place
}

/** What windows are drawn by for intervals: the groups of a split by group, such as patients, else stretches of time, at least as long as the `horizon` where there are enough. */
export function windowUnits(
  { columns }: Dataset,
  { kind, by }: SplitRequest,
  rows: Uint32Array<ArrayBuffer>,
  known: Pick<WindowHistory, "series" | "horizon">,
  ends: Uint32Array,
): Pick<Judgement, "groups" | "unit"> {
  const column = kind === "group" ? columns.find(({ name }) => name === by) : undefined;
  if (column) return { groups: groupCodes(column, rows).codes, unit: column.name };
  return { groups: blocksOf(known, ends), unit: "windows" };
}

/** Of whole windows whose answer is known and stands in one of the rows. Throws `fit/no-labels`, and what opening the series throws. */
export async function judgeWindows(
  model: StoredModel,
  run: Run,
  learned: AnsweringModel,
  dataset: Dataset,
  asked: Iterable<number>,
): Promise<Judgement> {
  const { task, categories, memory } = learned;
  const { split, seed } = run.request;
  const opened = await inBreaths(openSeries(dataset, learned));
  const wanted = new Set(asked);
  const ends = windowEnds(opened, (row) => wanted.has(row));
  if (ends.length === 0) throw fail("fit/no-labels", { column: task.target });
  const { first } = answerSteps(task);
  const rows = Uint32Array.from(ends, (end) => opened.series.rows[end + first]!); // an answer is in the series
  return {
    ...{ task, categories, rows, seed },
    targets: Float64Array.from(answersAt(task, categories, opened.values, ends).data),
    outputs: await outputsAt(model, opened, ends),
    trainTargets: model.trainTargets,
    ...windowUnits(dataset, split, rows, opened, ends),
    units: null,
    now: knownNow(task, opened, ends, memory),
  };
}

/** What is said of the windows that end at the rows: all rows, or with `latest` the last one of each series. Throws what opening the series throws. */
export async function answersAfter(
  model: StoredModel,
  learned: AnsweringModel,
  dataset: Dataset,
  asked: { readonly rows: Iterable<number>; readonly latest?: boolean },
): Promise<Predictions> {
  const { task, categories } = learned;
  const opened = await inBreaths(openSeries(dataset, learned));
  const { series } = opened;
  const placeOf = new Map(Array.from(series.rows, (row, place) => [row, place]));
  const rows = asked.latest ? lastRows(opened) : Array.from(asked.rows);
  const places = rows.map((row) => placeOf.get(row) ?? null);
  const able = places.flatMap((place) => (place !== null && opened.hasPast(place) ? [place] : []));
  if (able.length === 0 && asked.latest) throw fail("fit/no-past", { lookBack: opened.lookBack });
  const outputs = await outputsAt(model, opened, Uint32Array.from(able));
  const predicted = predictedOf(outputs, task, categories);
  const orderOf = new Map(able.map((place, i) => [place, i]));
  const order = places.map((place) => (place === null ? undefined : orderOf.get(place)));
  const width = categories.length;
  return {
    rows,
    dataset: dataset.id,
    values: order.map((i) => {
      if (i === undefined) return null;
      return task.kind === "classification" ? (categories[predicted[i]!] ?? null) : predicted[i]!; // one for each
    }),
    ...(task.kind === "classification"
      ? {
          categories,
          probabilities: order.map((i) =>
            categories.map((_, code) => (i === undefined ? NaN : outputs.data[i * width + code]!)),
          ), // in the block
        }
      : {}),
    windows: {
      ...{ step: series.step, isDated: series.isDated },
      names: places.map((place) => (place === null ? null : (series.names[series.numbers[place]!] ?? null))), // a place
      times: places.map((place) => (place === null ? NaN : series.times[place]!)), // as above
    },
  };
}

/** The last row of each series. */
function lastRows({ series: { rows, numbers, names } }: OpenedSeries): readonly number[] {
  const last = names.map(() => 0);
  numbers.forEach((number, place) => (last[number] = rows[place]!)); // aligned
  return last;
}

async function outputsAt(model: StoredModel, opened: OpenedSeries, ends: Uint32Array): Promise<Block> {
  if (ends.length === 0) return createBlock(new Float64Array(0), [0, Math.max(1, model.categories.length)]);
  const inputs = await inBreaths(opened.inputsAt(ends));
  return withRestored(model, (fitted) => fitted.predict(inputs));
}
