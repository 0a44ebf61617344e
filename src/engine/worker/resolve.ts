/** From what is asked to what is done: fills in every default and refuses what cannot be. Shared by the preview and the fit, so that both do the same. */
import type { ColumnInfo } from "../../core/column";
import type { Dataset, DatasetInfo } from "../../core/dataset";
import { includedRows } from "../../core/excluded-rows";
import { fail } from "../../core/failure";
import { resolveFields, type FieldProblem } from "../../core/field";
import { findColumn, findColumns } from "../../core/find-column";
import type { JsonObject } from "../../core/json";
import type { ModelSpec, Preset } from "../../core/model-spec";
import type { PipelineStep } from "../../core/pipeline";
import type { FitRequest, ResolvedFit } from "../../core/run";
import type { Split, SplitRequest } from "../../core/split";
import type { Task } from "../../core/task";
import { resolveTraining, type TrainingSettings } from "../../core/training";
import type { Work } from "../../core/work";
import { restrictSplit, rowsToDeal } from "../../data/edits/rows-to-deal";
import { proposeSplit } from "../../data/split/propose-split";
import { splitRows } from "../../data/split/split-rows";
import { familyOf, modelOf } from "../../models/registry";
import type { Question } from "../../preprocessing/build-samples";
import { withPictureSizes } from "../../preprocessing/pictures/picture-size";
import { proposeFeatures, proposePipeline } from "../../preprocessing/propose";
import { restrictPipeline } from "../../preprocessing/restrict-pipeline";
import { readTargets, type Targets } from "../../preprocessing/targets";
import type { StoredDataset } from "../../storage/storage";

export interface Resolution {
  readonly resolved: ResolvedFit;
  readonly family: ModelSpec;
  readonly question: Question;
  readonly targets: Targets;
  readonly split: Split;
  readonly proposedPipeline: readonly PipelineStep[];
}

/** Throws `data/unknown-column`, `fit/unknown-model`, `fit/refused`, `fit/setting` and `prepare/…`. */
export function* resolveFit({ dataset, info }: StoredDataset, request: FitRequest): Work<Resolution> {
  findColumn(dataset.columns, request.task.target);
  const asIs = request.split ?? proposeSplit(info, request.task);
  const features = resolveFeatures(dataset, info, request.task, asIs);
  const featureInfos = infosOf(info, features);
  const { family, preset } = resolveModel(request, featureInfos);
  requireAccepted(family, { ...request.task, features }, featureInfos);
  const training = resolveTraining(request.training ?? {}, { ...family.training, ...preset?.training });
  const splitRequest = withFractions(request.split ? asIs : sparingly(asIs, training));
  yield;
  const targets = readTargets(dataset, request.task, includedRows(dataset));
  const task = withPositive({ ...request.task, features }, targets.categories);
  const seed = resolveSeed(request.seed);
  yield;
  const split = dealRows(dataset, task, targets, splitRequest, seed);
  yield;
  const proposedPipeline = proposePipeline(featureInfos);
  const names = dataset.columns.map((column) => column.name);
  const asked = request.pipeline ? restrictPipeline(request.pipeline, features, names) : proposedPipeline;
  const hyperparameters = resolveHyperparameters(family, preset, request.hyperparameters ?? {});
  const pipeline = withPictureSizes(asked, dataset.columns, split.train, Number(hyperparameters.imageSize ?? 0));
  const groupBy = splitRequest.kind === "group" ? splitRequest.by : undefined;
  return {
    resolved: {
      dataset: dataset.id,
      task,
      family: family.id,
      preset: preset?.id ?? null,
      hyperparameters,
      pipeline,
      split: splitRequest,
      training,
      seed,
      intendedUse: request.intendedUse ?? "",
    },
    family,
    question: { task, features, pipeline, ...(groupBy === undefined ? {} : { groupBy }) },
    targets,
    split,
    proposedPipeline,
  };
}

/** Where nothing steers by validation rows, none are taken from the training rows that a table names. */
function sparingly(split: SplitRequest, { earlyStopping, schedule }: TrainingSettings): SplitRequest {
  if (split.kind !== "given" || earlyStopping !== false || schedule === "plateau") return split;
  return { ...split, validation: 0 };
}

/** A given split is carved only by fractions that were asked for; the others default to a fifth each. */
function withFractions(split: SplitRequest): SplitRequest {
  return split.kind === "given" ? split : { ...split, validation: split.validation ?? 0.2, test: split.test ?? 0.2 };
}

/** A corrected data set is dealt as it was opened, so that runs before and after a correction are judged on the same rows. */
function dealRows(dataset: Dataset, task: Task, targets: Targets, request: SplitRequest, seed: number): Split {
  if (dataset.edits) {
    return restrictSplit(splitRows({ dataset, request, ...rowsToDeal(dataset, task), seed }), targets.rows);
  }
  const targetCodes = task.kind === "classification" ? Int32Array.from(targets.values) : null;
  return splitRows({ dataset, request, rows: targets.rows, targetCodes, seed });
}

function resolveFeatures(dataset: Dataset, info: DatasetInfo, task: Task, split: SplitRequest): readonly string[] {
  const asked = task.features;
  if (!asked) {
    // What deals the rows out says nothing about a row that comes from elsewhere.
    const dealsOut = split.kind === "group" || split.kind === "given" ? split.by : undefined;
    const proposed = proposeFeatures(info.columns, task.target).filter((name) => name !== dealsOut);
    if (proposed.length === 0) throw fail("prepare/no-features", { target: task.target });
    return proposed;
  }
  findColumns(dataset.columns, asked);
  if (asked.length === 0) throw fail("prepare/no-features", { target: task.target });
  if (!asked.includes(task.target)) return [...new Set(asked)];
  throw fail("fit/setting", {
    setting: "features",
    reasonEn: `“${task.target}” is the outcome and cannot be a feature as well`,
    reasonZh: `“${task.target}”是预测目标，不能同时作为特征`,
  });
}

function infosOf(info: DatasetInfo, names: readonly string[]): readonly ColumnInfo[] {
  const byName = new Map(info.columns.map((column) => [column.name, column]));
  return names.map((name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`the column ${name} is not described`);
    return found;
  });
}

function resolveModel(
  request: FitRequest,
  features: readonly ColumnInfo[],
): { readonly family: ModelSpec; readonly preset: Preset | null } {
  if (request.model) return modelOf(request.model);
  if (features.some((column) => column.kind === "image")) return { family: familyOf("cnn"), preset: null };
  // The simple one is the honest one to begin with.
  return { family: familyOf(request.task.kind === "classification" ? "logistic" : "linear"), preset: null };
}

function requireAccepted(family: ModelSpec, task: Task, features: readonly ColumnInfo[]): void {
  const verdict = family.accepts(task, features);
  if (verdict.ok) return;
  const { reason } = verdict;
  throw fail("fit/refused", { model: family.label, reasonEn: reason.en, reasonZh: reason.zh });
}

/** With two classes the second one counts as found, unless the other was named. */
function withPositive(task: Task, categories: readonly string[]): Task {
  const [, second] = categories;
  if (task.kind !== "classification" || task.positive !== undefined || categories.length !== 2) return task;
  return second === undefined ? task : { ...task, positive: second };
}

function resolveSeed(seed = 0): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw settingProblem({
    field: "seed",
    reason: { en: `the seed is ${seed}; it must be a whole number from 0`, zh: `种子为 ${seed}；应为不小于 0 的整数` },
  });
}

function resolveHyperparameters(
  family: ModelSpec,
  preset: Preset | null,
  given: Readonly<Record<string, unknown>>,
): JsonObject {
  const { values, problems } = resolveFields(family.fields, { ...preset?.hyperparameters, ...given });
  const [problem] = problems;
  if (problem) throw settingProblem(problem);
  return values;
}

function settingProblem({ field, reason }: FieldProblem) {
  return fail("fit/setting", { setting: field, reasonEn: reason.en, reasonZh: reason.zh });
}
