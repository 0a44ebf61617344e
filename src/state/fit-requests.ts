/** From what the user has set to what is asked of the engine, and back. */
import { answerColumns } from "../core/answer-columns";
import type { ColumnInfo } from "../core/column";
import type { DatasetInfo } from "../core/dataset";
import type { ModelSpec } from "../core/model-spec";
import { emptyDraft, type Draft } from "../core/project";
import type { FitRequest } from "../core/run";
import type { SampleInfo } from "../core/sample-spec";
import { isOfSeries, type Task } from "../core/task";
import { answersKind } from "../core/writing";

/** The model in force: the chosen one, or the first that answers this kind of question; of pictures, the first that looks at them. */
function modelInForce(
  { model, task }: Draft,
  dataset: DatasetInfo | null,
  models: readonly ModelSpec[],
): string | null {
  if (model !== null || !task) return model;
  const able = models.filter((spec) => answersKind(spec, task));
  // Only some say quantiles, whatever they look at.
  if (task.kind === "forecasting" && task.quantiles)
    return able.find(({ accepts }) => accepts(task, []).ok)?.id ?? null;
  const pictures = picturesAsked(task, dataset);
  const fitting = pictures && able.find((candidate) => candidate.accepts(task, pictures).ok);
  return (fitting ?? able[0])?.id ?? null;
}

/** The columns to predict from where there are pictures among them, else null. A data set of pictures is asked about by the first of them. */
function picturesAsked({ features }: Task, dataset: DatasetInfo | null): readonly ColumnInfo[] | null {
  const columns = dataset?.columns ?? [];
  const pictures = columns.find(({ kind }) => kind === "image");
  if (!pictures) return null;
  if (!features) return [pictures];
  const asked = columns.filter(({ name }) => features.includes(name));
  return asked.some(({ kind }) => kind === "image") ? asked : null;
}

/** What the draft asks for; null while there is no question. */
export function requestOf(draft: Draft, dataset: DatasetInfo | null, models: readonly ModelSpec[]): FitRequest | null {
  const model = modelInForce(draft, dataset, models);
  if (!dataset || !draft.task || !model) return null;
  return {
    dataset: dataset.id,
    task: draft.task,
    model,
    hyperparameters: draft.hyperparameters,
    training: draft.training,
    seed: draft.seed,
    intendedUse: draft.intendedUse,
    ...(draft.pipeline ? { pipeline: draft.pipeline } : {}),
    ...(draft.split ? { split: draft.split } : {}),
  };
}

/** The draft that asks for a request, so that what a script fits shows on the page. */
export function draftOf(request: FitRequest, intendedUse: string): Draft {
  return {
    task: request.task,
    pipeline: request.pipeline ?? null,
    split: request.split ?? null,
    seed: request.seed ?? emptyDraft.seed,
    model: request.model,
    hyperparameters: request.hyperparameters ?? {},
    training: request.training ?? {},
    intendedUse: request.intendedUse ?? intendedUse,
  };
}

export function draftOfSample(sample: SampleInfo): Draft {
  return {
    ...emptyDraft,
    task: sample.task,
    model: sample.model,
    split: sample.split ?? null,
    hyperparameters: sample.hyperparameters ?? {},
    training: sample.training ?? {},
  };
}

/** What of a draft still makes sense for a data set: a question about columns that are not there is dropped. */
export function draftFor(draft: Draft, dataset: DatasetInfo): Draft {
  const names = new Set(dataset.columns.map((column) => column.name));
  if (!draft.task || !neededColumns(draft.task).every((name) => names.has(name))) {
    return { ...emptyDraft, seed: draft.seed, intendedUse: draft.intendedUse };
  }
  const hasStepColumns = draft.pipeline?.every((step) => step.columns.every((column) => names.has(column))) ?? true;
  const hasSplitColumn = draft.split?.by === undefined || names.has(draft.split.by);
  const features = draft.task.features?.filter((feature) => names.has(feature)) ?? [];
  const known = draft.task.kind === "forecasting" && draft.task.knownAhead?.filter((name) => names.has(name));
  return {
    ...draft,
    task: {
      ...withKnownPositive(draft.task, dataset),
      features: features.length > 0 ? features : undefined,
      ...(known ? { knownAhead: known } : {}),
    },
    pipeline: hasStepColumns ? draft.pipeline : null,
    split: hasSplitColumn ? draft.split : null,
  };
}

/** The columns without which there is no question. */
function neededColumns(task: Task): readonly string[] {
  if (!isOfSeries(task)) return answerColumns(task);
  const { time, series } = task.window;
  return [...answerColumns(task), time, series].filter((name) => name !== undefined);
}

/** The task without a positive class that the outcome of these data does not have. */
function withKnownPositive(task: Task, dataset: DatasetInfo): Task {
  if (task.kind !== "classification" || task.positive === undefined) return task;
  const target = dataset.columns.find((column) => column.name === task.target);
  // The page does not know the classes of a number column, nor more than a thousand: the engine checks those.
  const isKnown = !target?.categories.length || target.categories.includes(task.positive);
  return isKnown ? task : { ...task, positive: undefined };
}
