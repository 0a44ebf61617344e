/** From what is asked to what is done: fills in every default and refuses what cannot be. Shared by the preview and the fit, so that both do the same. */
import { sideOf } from "../../core/backbone";
import type { ColumnInfo } from "../../core/column";
import type { Materials } from "../../core/estimator";
import { includedRows } from "../../core/excluded-rows";
import { acceptInputs } from "../../core/accept-inputs";
import { fail } from "../../core/failure";
import { resolveFields } from "../../core/field";
import type { JsonObject } from "../../core/json";
import type { ModelSpec, Preset } from "../../core/model-spec";
import type { PipelineStep } from "../../core/pipeline";
import type { FitRequest, ResolvedFit } from "../../core/run";
import type { InputForm } from "../../core/samples";
import type { Split, SplitRequest } from "../../core/split";
import { givesWindowsBack, isOfSeries, type Task } from "../../core/task";
import { resolveTraining, type TrainingSettings } from "../../core/training";
import type { Verdict } from "../../core/verdict";
import type { Work } from "../../core/work";
import { proposeSplit } from "../../data/split/propose-split";
import { familyOf, modelOf } from "../../models/registry";
import type { Question } from "../../preprocessing/build-samples";
import { withPictureSizes } from "../../preprocessing/pictures/picture-size";
import { proposePipeline } from "../../preprocessing/propose";
import { restrictPipeline } from "../../preprocessing/restrict-pipeline";
import { normalisePixels } from "../../preprocessing/steps/normalise-pixels";
import type { Targets } from "../../preprocessing/outcomes";
import { readTargets } from "../../preprocessing/targets";
import type { StoredDataset } from "../../storage/storage";
import { dealRows, withCommonLabels } from "./deal-rows";
import { asAsked, infosOf, resolveFeatures } from "./resolve-question";
import { settingProblem } from "./setting-problem";

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
  const ofTask = family.forTask?.[isOfSeries(request.task) ? "forecasting" : request.task.kind];
  const ofPictures = featureInfos.some(({ kind }) => kind === "image") ? family.forPictures : undefined;
  const training = resolveTraining(request.training ?? {}, {
    ...family.training,
    ...ofTask?.training,
    ...ofPictures?.training,
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
  const reader = isOfSeries(task) ? {} : family;
  const proposedPipeline = forFamily(
    family,
    proposePipeline(featureInfos, reader, isOfSeries(task) ? "forecasting" : task.kind),
  );
  const names = dataset.columns.map((column) => column.name);
  const asked = request.pipeline
    ? forFamily(family, restrictPipeline(request.pipeline, features, names))
    : proposedPipeline;
  const hyperparameters = settled(
    resolveHyperparameters(family, {
      ...ofTask?.hyperparameters,
      ...ofPictures?.hyperparameters,
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
      ...(family.readsSteps || givesWindowsBack(task) ? { readsSteps: true } : {}),
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
  if (request.task.kind === "generation" && request.task.source !== undefined)
    return { family: familyOf("transformer"), preset: null };
  // The simple one is the honest one to begin with.
  const saysBand = request.task.kind === "forecasting" && request.task.quantiles !== undefined;
  return { family: familyOf(saysBand ? "mlp" : simplest[request.task.kind]), preset: null };
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
