/** From what is asked to what is done: fills in every default and refuses what cannot be. Shared by the preview and the fit, so that both do the same. */
import { allRows } from "../../core/all-rows";
import { answerColumns, answerName } from "../../core/answer-columns";
import { sideOf } from "../../core/backbone";
import type { ColumnInfo } from "../../core/column";
import type { Dataset, DatasetInfo } from "../../core/dataset";
import type { Materials } from "../../core/estimator";
import { includedRows } from "../../core/excluded-rows";
import { acceptInputs } from "../../core/accept-inputs";
import { fail } from "../../core/failure";
import { resolveFields, type FieldProblem } from "../../core/field";
import { findColumns } from "../../core/find-column";
import type { JsonObject } from "../../core/json";
import type { ModelSpec, Preset } from "../../core/model-spec";
import type { PipelineStep } from "../../core/pipeline";
import type { FitRequest, ResolvedFit } from "../../core/run";
import type { InputForm } from "../../core/samples";
import type { Split, SplitRequest } from "../../core/split";
import { isWindowed, type ReconstructionTask, type Task, type WindowedTask } from "../../core/task";
import { resolveTraining, type TrainingSettings } from "../../core/training";
import type { Verdict } from "../../core/verdict";
import type { Work } from "../../core/work";
import { dealEdited } from "../../data/edits/deal-edited";
import { restrictSplit, rowsOfLabels } from "../../data/edits/rows-to-deal";
import { labelStrata } from "../../data/split/label-strata";
import { proposeSplit } from "../../data/split/propose-split";
import { splitRows } from "../../data/split/split-rows";
import { splitSeries } from "../../data/split/split-series";
import { familyOf, modelOf } from "../../models/registry";
import type { Question } from "../../preprocessing/build-samples";
import { findLabels, listsLabels, withoutRareLabels } from "../../preprocessing/label-targets";
import { keepNormal } from "../../preprocessing/normal-rows";
import { withPictureSizes } from "../../preprocessing/pictures/picture-size";
import { proposeFeatures, proposePipeline } from "../../preprocessing/propose";
import { restrictPipeline } from "../../preprocessing/restrict-pipeline";
import { normalisePixels } from "../../preprocessing/steps/normalise-pixels";
import { readTargets, type Targets } from "../../preprocessing/targets";
import type { StoredDataset } from "../../storage/storage";

export interface Resolution {
  readonly resolved: ResolvedFit;
  readonly family: ModelSpec;
  readonly question: Question;
  readonly targets: Targets;
  readonly split: Split;
  readonly proposedPipeline: readonly PipelineStep[];
  readonly materials: Materials;
}

/** Throws `data/unknown-column`, `fit/unknown-model`, `fit/refused`, `fit/setting` and `prepare/…`. */
export function* resolveFit(
  { dataset, info }: StoredDataset,
  given: FitRequest,
  materials: Materials = {},
): Work<Resolution> {
  const request = { ...given, task: asAsked(dataset, given.task) };
  const asIs = request.split ?? proposeSplit(info, request.task);
  const features = resolveFeatures(dataset, info, request.task, asIs);
  const featureInfos = infosOf(info, features);
  const { family, preset } = resolveModel(request, featureInfos);
  requireYes(family, family.accepts({ ...request.task, features }, featureInfos));
  // Windows of a series are read alike, whatever is asked about them.
  const usual = family.forTask?.[isWindowed(request.task) ? "forecasting" : request.task.kind];
  const training = resolveTraining(request.training ?? {}, {
    ...family.training,
    ...usual?.training,
    ...preset?.training,
  });
  const setsThreshold = request.task.kind === "reconstruction";
  const splitRequest = withFractions(request.split || setsThreshold ? asIs : sparingly(asIs, training));
  yield;
  const read = readTargets(dataset, request.task, includedRows(dataset));
  const task = withPositive({ ...request.task, features }, read.categories);
  const seed = resolveSeed(request.seed);
  yield;
  const split = dealRows(dataset, task, read, splitRequest, seed);
  const targets = withCommonLabels(task, read, split);
  yield;
  // No row of tokens can be looked back at.
  const reader = isWindowed(task) ? {} : family;
  const proposedPipeline = forFamily(
    family,
    proposePipeline(featureInfos, reader, isWindowed(task) ? "forecasting" : task.kind),
  );
  const names = dataset.columns.map((column) => column.name);
  const asked = request.pipeline
    ? forFamily(family, restrictPipeline(request.pipeline, features, names))
    : proposedPipeline;
  const hyperparameters = settled(
    resolveHyperparameters(family, {
      ...usual?.hyperparameters,
      ...preset?.hyperparameters,
      ...request.hyperparameters,
    }),
    materials,
  );
  const ownSide = materials.backbone ? sideOf(materials.backbone.info) : 0;
  const imageSize = Number(hyperparameters.imageSize ?? 0) || ownSide;
  const pipeline = withPictureSizes(asked, dataset.columns, split.train, imageSize);
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
    question: {
      ...{ task, features, pipeline },
      ...(groupBy === undefined ? {} : { groupBy }),
      ...(family.readsSteps ? { readsSteps: true } : {}),
    },
    targets,
    split,
    proposedPipeline,
    materials,
  };
}

/** Without what scales pixels, where the model does. */
function forFamily({ scalesPixels }: ModelSpec, steps: readonly PipelineStep[]): readonly PipelineStep[] {
  return scalesPixels ? steps.filter(({ kind }) => kind !== normalisePixels.kind) : steps;
}

/** With what a backbone proposes where nothing was asked for, and the size that given vectors have. */
function settled(hyperparameters: JsonObject, { backbone: given, vectors }: Materials): JsonObject {
  if (vectors && hyperparameters["embedding"] !== undefined) return { ...hyperparameters, embedding: vectors.size };
  if (!given) return hyperparameters;
  const backbone = given.info;
  const { cut, pixels } = hyperparameters;
  return {
    ...hyperparameters,
    cut: cut === "" ? backbone.cut : (cut ?? backbone.cut),
    pixels: pixels === "auto" ? backbone.pixels : (pixels ?? backbone.pixels),
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
  // A row without an outcome stands in its series all the same.
  if (isWindowed(task)) return splitSeries(dataset, task.window, request, includedRows(dataset), seed);
  if (task.kind === "reconstruction") return dealNormal(dataset, task, targets, request, seed);
  if (dataset.edits) {
    // Texts are dealt as they were opened, those that were excluded since among them.
    if (task.kind === "generation" || task.kind === "embedding") {
      const { rows } = readTargets(dataset, task, allRows(dataset));
      return restrictSplit(splitRows({ dataset, request, rows, targetCodes: null, seed }), targets.rows);
    }
    if (task.kind !== "multilabel") return restrictSplit(dealEdited(dataset, task, request, seed), targets.rows);
    const rows = rowsOfLabels(dataset, task);
    const targetCodes = openedStrata(dataset, task, targets, rows);
    const answers = answerColumns(task);
    return restrictSplit(splitRows({ dataset, request, rows, targetCodes, seed, answers }), targets.rows);
  }
  const targetCodes = task.kind === "classification" ? Int32Array.from(targets.values) : strataOf(task, targets);
  return splitRows({ dataset, request, rows: targets.rows, targetCodes, seed, answers: answerColumns(task) });
}

/** As the category that is learned from is dealt out, then without the others where it is learned. Throws what `splitRows` and `keepNormal` throw. */
function dealNormal(
  dataset: Dataset,
  task: ReconstructionTask,
  targets: Targets,
  request: SplitRequest,
  seed: number,
): Split {
  const { normal } = task;
  if (normal) {
    const asClasses = { kind: "classification", target: normal.column } as const;
    return keepNormal(dealRows(dataset, asClasses, targets, request, seed), targets, task);
  }
  const split = splitRows({ dataset, request, rows: allRows(dataset), targetCodes: null, seed });
  return restrictSplit(split, targets.rows);
}

/** What rows of several labels are dealt out by; null for other tasks. */
function strataOf(task: Task, { values, width }: Targets): Int32Array<ArrayBuffer> | null {
  return task.kind === "multilabel" ? labelStrata(values, width) : null;
}

/** The same by the labels that rows had when the data set was opened; a row that had none counts as one without. */
function openedStrata(
  dataset: Dataset,
  task: Task,
  { categories }: Targets,
  rows: Uint32Array<ArrayBuffer>,
): Int32Array<ArrayBuffer> {
  const now = findColumns(dataset.columns, answerColumns(task));
  const opened = now.map((column) => dataset.base?.find(({ name }) => name === column.name) ?? column);
  const { values, width } = findLabels(opened, rows, categories);
  return labelStrata(values, width);
}

/** Labels that nothing can be learned about are left out of a list; a column of its own was asked for by name, and is refused later. */
function withCommonLabels(task: Task, targets: Targets, split: Split): Targets {
  const [list, ...others] = answerColumns(task);
  if (task.kind !== "multilabel" || list === undefined || others.length > 0) return targets;
  return { ...targets, ...withoutRareLabels(targets, split.train, list) };
}

/** The task whose columns are there, each once. One column that lists no labels holds a class. Throws `data/unknown-column`, `fit/no-question`. */
function asAsked(dataset: Dataset, task: Task): Task {
  if (task.kind === "generation" || task.kind === "embedding") {
    findColumns(dataset.columns, [task.text]);
    return { kind: task.kind, text: task.text };
  }
  const columns = findColumns(dataset.columns, [...new Set(answerColumns(task))]);
  const [only] = columns;
  if (task.kind === "reconstruction") return task;
  if (!only) throw fail("fit/no-question", { missing: "question" });
  if (isWindowed(task)) requireWindow(task);
  if (task.kind !== "multilabel") return task;
  const features = task.features ? { features: task.features } : {};
  if (columns.length === 1 && only.kind !== "text" && !listsLabels(only, includedRows(dataset))) {
    return { kind: "classification", target: only.name, ...features };
  }
  return { kind: "multilabel", targets: columns.map(({ name }) => name), ...features };
}

function resolveFeatures(dataset: Dataset, info: DatasetInfo, task: Task, split: SplitRequest): readonly string[] {
  if (task.kind === "generation") return [task.text];
  const asked = task.features;
  if (!asked) {
    // What deals the rows out says nothing about a row that comes from elsewhere.
    const dealsOut = split.kind === "group" || split.kind === "given" ? split.by : undefined;
    const proposed = proposeFeatures(info.columns, task).filter((name) => name !== dealsOut);
    if (isWindowed(task)) return proposed;
    if (proposed.length === 0) throw fail("prepare/no-features", { target: answerName(task) });
    return proposed;
  }
  findColumns(dataset.columns, asked);
  // The past of the target is enough.
  if (asked.length === 0 && !isWindowed(task)) throw fail("prepare/no-features", { target: answerName(task) });
  const answer = answerColumns(task).find((name) => asked.includes(name));
  if (answer === undefined) return [...new Set(asked)];
  throw fail("fit/setting", {
    setting: "features",
    reasonEn: `“${answer}” is the outcome and cannot be a feature as well`,
    reasonZh: `“${answer}”是预测目标，不能同时作为特征`,
  });
}

/** Throws `fit/setting` where a window has no length. */
function requireWindow({ kind, window: { lookBack, horizon } }: WindowedTask): void {
  for (const [field, value] of Object.entries({ lookBack, horizon })) {
    const least = field === "horizon" && kind !== "forecasting" ? 0 : 1;
    if (Number.isInteger(value) && value >= least && value <= mostSteps) continue;
    throw settingProblem({
      field: `window.${field}`,
      reason: {
        en: `${field} is ${value}; it must be a whole number of steps from ${least} to ${mostSteps}`,
        zh: `${field} 为 ${value}；应为 ${least} 到 ${mostSteps} 之间的整数步数`,
      },
    });
  }
}

const mostSteps = 10_000;

function infosOf(info: DatasetInfo, names: readonly string[]): readonly ColumnInfo[] {
  const byName = new Map(info.columns.map((column) => [column.name, column]));
  return names.map((name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`the column ${name} is not described`);
    return found;
  });
}

const simplest: Readonly<Record<Task["kind"], string>> = {
  classification: "logistic",
  multilabel: "mlp",
  generation: "lstm",
  regression: "linear",
  forecasting: "linear",
  embedding: "embedding",
  reconstruction: "autoencoder",
};

function resolveModel(
  request: FitRequest,
  features: readonly ColumnInfo[],
): { readonly family: ModelSpec; readonly preset: Preset | null } {
  if (request.model) return modelOf(request.model);
  if (request.task.kind !== "reconstruction" && features.some((column) => column.kind === "image"))
    return { family: familyOf("cnn"), preset: null };
  // The simple one is the honest one to begin with.
  return { family: familyOf(simplest[request.task.kind]), preset: null };
}

/** What the steps have made must suit the family, too. Throws `fit/refused`. */
export function requireInputs(family: ModelSpec, inputs: InputForm): void {
  requireYes(family, acceptInputs(family, inputs));
}

function requireYes(family: ModelSpec, verdict: Verdict): void {
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

function resolveHyperparameters({ fields }: ModelSpec, given: Readonly<Record<string, unknown>>): JsonObject {
  const { values, problems } = resolveFields(fields, given);
  const [problem] = problems;
  if (problem) throw settingProblem(problem);
  return values;
}

function settingProblem({ field, reason }: FieldProblem) {
  return fail("fit/setting", { setting: field, reasonEn: reason.en, reasonZh: reason.zh });
}
