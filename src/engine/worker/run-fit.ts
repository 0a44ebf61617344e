/** One fit from its place in the queue to its evaluation. */
import { sizeOf, type Block } from "../../core/block";
import { toFailure } from "../../core/failure";
import type { Estimator, FittedModel } from "../../core/estimator";
import { modelNameOf } from "../../core/request-again";
import type { Run } from "../../core/run";
import { inputFormOf, type InputForm, type Samples } from "../../core/samples";
import type { Split, Subset } from "../../core/split";
import type { ReconstructionTask } from "../../core/task";
import { inBreaths } from "../../core/work";
import { loadEstimator } from "../../models/estimators";
import type { Prepared } from "../../preprocessing/build-samples";
import type { StoredDataset } from "../../storage/storage";
import type { CallEvent } from "../protocol";
import { createCheckpointWriter } from "./checkpoint-writer";
import type { Compute } from "./compute";
import type { FitTurn } from "./fit-queue";
import { casesOf, evaluate, type Judgement } from "./judge";
import { blocksOf, judgeForecast } from "./judge-forecast";
import { judgeGeneration } from "./judge-generation";
import {
  evaluateGivenBack,
  giveBack,
  givenBackCases,
  usualErrorsOf,
  type GivenBack,
  type ReconstructionJudgement,
} from "./judge-reconstruction";
import type { LiveFits } from "./live-fits";
import { judgeWords } from "./judge-words";
import { judgedUnits } from "./judged-units";
import type { ModelStore } from "./model-store";
import { prepareAny } from "./prepare-any";
import { rememberForecast, timesAhead } from "./remember-forecast";
import { requireInputs, type Resolution } from "./resolve";
import { withWordTable } from "./word-table";
import { createRunReport, type RunReport } from "./run-report";

export interface FitJob {
  readonly id: string;
  readonly number: number;
  readonly resume: Run | null;
  readonly stored: StoredDataset;
  readonly resolution: Resolution;
  readonly turn: FitTurn;
  readonly emit: (event: CallEvent<"fit/start">) => void;
}

export interface FitTools {
  readonly compute: Compute;
  readonly models: ModelStore;
  readonly lives: LiveFits;
}

/** Resolves with the run when it has ended, whatever its phase. Rejects where it is refused before it began. */
export async function runFit(job: FitJob, tools: FitTools): Promise<Run> {
  const { turn, emit } = job;
  const report = createRunReport(newRun(job), emit, Date.now);
  try {
    if (!turn.isFirst) report.show({ phase: "queued" });
    await turn.begin;
    if (turn.signal.aborted) return report.end("stopped", null);
    return await fitAndJudge(job, tools, report);
  } catch (error) {
    if (!report.isAnnounced) throw error;
    return report.end("failed", toFailure(error));
  } finally {
    tools.lives.close(job.id);
  }
}

async function fitAndJudge(job: FitJob, tools: FitTools, report: RunReport): Promise<Run> {
  const { id, turn, resolution } = job;
  const { family, resolved, materials } = resolution;
  const engine = await tools.compute.info();
  const estimator = await loadEstimator(family.id);
  // Thousands of pictures are made ready for a while.
  const preparing = inBreaths(prepareAny(job.stored.dataset, resolution), turn.signal);
  const prepared = await preparing.catch((error: unknown) => (turn.signal.aborted ? null : Promise.reject(error)));
  if (!prepared) return report.end("stopped", null);
  requireInputs(family, inputFormOf(prepared.train));
  const { task, hyperparameters, training, seed } = resolved;
  const { train, validation, categories } = prepared;
  const asked = { task, categories, validation, hyperparameters, training, seed };
  const isDescent = estimator.isDescent(train, asked);
  const phaseNow = () => (turn.isPaused ? "paused" : "fitting");
  turn.onPauseChange(() => report.show({ phase: phaseNow() }));
  report.show({
    phase: phaseNow(),
    backend: estimator.inJavaScript ? "cpu" : isDescent ? engine.backend : "float64",
    adapter: isDescent && !estimator.inJavaScript ? engine.adapter.en : "",
    ...describe(prepared, estimator, resolution),
  });

  const checkpoint = job.resume ? await tools.models.getCheckpoint(id) : null;
  report.note({ history: checkpoint?.history ?? [] });
  const write = createCheckpointWriter(
    (made) => tools.models.putCheckpoint(id, made),
    checkpoint !== null,
    () => performance.now(),
  );
  const { dataset } = job.stored;
  const live = tools.lives.open(id, {
    ...{ dataset, task, categories, pipeline: prepared.pipeline, signal: turn.signal },
    samples: validation ?? train,
    seed,
    epoch: report.run.history.length,
    ...(prepared.windows && task.kind === "forecasting"
      ? { ahead: timesAhead(prepared.windows, validation ? "validation" : "train") }
      : {}),
  });
  const fit = estimator.fit(train, {
    ...asked,
    materials: withWordTable(materials, prepared.pipeline, seed),
    signal: turn.signal,
    whilePaused: () => turn.whilePaused(),
    checkpoint,
    saveCheckpoint: (make) => write.offer(make),
    expose: live.expose,
  });
  let next = await fit.next();
  for (; !next.done; next = await fit.next()) {
    report.hear(next.value);
    // The fit stands still meanwhile, so that its weights are those at the end of the epoch.
    if (next.value.type === "epoch") await live.endEpoch(next.value.record.epoch);
  }
  const { model, failure } = next.value;
  report.note({ hasCheckpoint: await write.settle() });
  try {
    // What diverged in its first epoch has learned nothing.
    if (!failure || report.run.history.length > 0) report.note(await judge(model, prepared, job, tools.models));
  } finally {
    tools.lives.close(id);
    model.dispose();
  }
  const isComplete = !turn.signal.aborted || (isDescent && report.run.history.length >= training.epochs);
  return report.end(failure ? "failed" : isComplete ? "finished" : "stopped", failure);
}

type Known = Omit<Run, "id" | "number" | "model" | "request" | "datasetName" | "fingerprint" | "phase" | "startedAt">;

const nothingKnown: Known = {
  backend: null,
  adapter: "",
  endedAt: null,
  history: [],
  bestEpoch: 0,
  progress: null,
  effects: [],
  rowCounts: { train: 0, validation: 0, test: 0 },
  featureCount: 0,
  network: null,
  coefficients: [],
  hasModel: false,
  hasCheckpoint: false,
};

/** What a run is at its beginning; one that goes on keeps what it had, its failure excepted. */
function newRun({ id, number, resume, stored, resolution }: FitJob): Run {
  const known: Known = resume ?? nothingKnown;
  const { resolved } = resolution;
  return {
    ...known,
    id,
    number,
    model: modelNameOf(resolved),
    request: resolved,
    datasetName: stored.info.name,
    fingerprint: stored.info.fingerprint,
    phase: "fitting",
    startedAt: resume?.startedAt ?? Date.now(),
    endedAt: null,
    progress: null,
    failure: undefined,
  };
}

function describe(prepared: Prepared, estimator: Estimator, resolution: Resolution) {
  const inputs = inputFormOf(prepared.train);
  const rows = rowsOf(prepared);
  return {
    effects: prepared.effects,
    rowCounts: { train: rows.train.length, validation: rows.validation.length, test: rows.test.length },
    featureCount: sizeOf(inputs.shape),
    network: networkOf(estimator, inputs, prepared.categories.length, resolution, rows.train.length),
  };
}

/** The rows that reached the model: a step may have dropped some. */
function rowsOf({ train, validation, test, texts }: Prepared): Split {
  return texts ?? { train: train.rows, validation: validation?.rows ?? new Uint32Array(0), test: test.rows };
}

export function networkOf(
  estimator: Estimator,
  inputs: InputForm,
  classCount: number,
  { resolved, materials }: Pick<Resolution, "resolved" | "materials">,
  rowCount: number,
) {
  const { task, hyperparameters, training } = resolved;
  // Two classes share one output.
  const isPair = task.kind === "classification" && classCount === 2;
  const horizon = task.kind === "forecasting" ? task.window.horizon : 1;
  const outputCount = isPair ? 1 : Math.max(horizon, classCount, inputs.foretells ? (inputs.vocabularySize ?? 0) : 0);
  // Each step of a text has an answer of its own.
  const answers = inputs.foretells ? rowCount * sizeOf(inputs.shape) : rowCount;
  return estimator.describe(inputs, outputCount, hyperparameters, training, answers, materials);
}

/** Predicts validation and test rows, scores them and stores the model with them. */
async function judge(
  model: FittedModel,
  prepared: Prepared,
  job: FitJob,
  models: ModelStore,
): Promise<Pick<Run, "evaluation" | "hasModel" | "coefficients">> {
  const { resolved, question } = job.resolution;
  if (resolved.task.kind === "reconstruction") return judgeGivenBack(model, prepared, job, models, resolved.task);
  const { categories, train, validation, test, pipeline, texts } = prepared;
  if (resolved.task.kind === "generation" && texts) {
    const asked = { dataset: job.stored.dataset, task: resolved.task, groupBy: question.groupBy, seed: resolved.seed };
    const { evaluation, cases } = await judgeGeneration(model, { ...prepared, texts }, asked);
    const saved = await model.save();
    const trainTargets = new Float64Array(0);
    await models.put({ run: job.id, saved, pipeline, categories, split: texts, trainTargets, cases });
    return { hasModel: true, coefficients: [], ...(evaluation ? { evaluation } : {}) };
  }
  if (model.words && texts) {
    const { evaluation, cases } = judgeWords(model.words, prepared, resolved.seed);
    const saved = await model.save();
    const trainTargets = new Float64Array(0);
    await models.put({ run: job.id, saved, pipeline, categories, split: texts, trainTargets, cases });
    return { hasModel: true, coefficients: [], evaluation };
  }
  const trainTargets = numbersOf(train.targets);
  const { windows } = prepared;
  const isForecast = resolved.task.kind === "forecasting";
  const judgementOf = async (subset: Subset, samples: Samples): Promise<Judgement> => ({
    task: resolved.task,
    categories,
    rows: samples.rows,
    targets: numbersOf(samples.targets),
    outputs: await model.predict(samples.inputs),
    trainTargets,
    groups: prepared.groups?.[subset] ?? (windows && !isForecast ? blocksOf(windows, windows.ends[subset]) : null),
    unit: windows ? "windows" : (question.groupBy ?? "rows"),
    units: judgedUnits(job.stored.dataset, resolved.task, resolved.split, samples.rows),
    seed: resolved.seed,
  });
  const onValidation = validation && (await judgementOf("validation", validation));
  const onTest = await judgementOf("test", test);
  const memory = windows && isForecast ? await rememberForecast(windows, onValidation) : null;
  const judgeOne = (subset: Subset, judgement: Judgement) => {
    if (!windows || !memory) return evaluate(judgement);
    // What was learned on validation windows is not judged on them.
    const rules = subset === "validation" ? { ...memory, reserves: [] } : memory;
    return judgeForecast(windows, rules, { ...judgement, ends: windows.ends[subset] }, resolved.seed);
  };
  const evaluation =
    test.rows.length > 0
      ? { test: judgeOne("test", onTest), validation: onValidation && judgeOne("validation", onValidation) }
      : undefined;
  await models.put({
    run: job.id,
    saved: await model.save(),
    pipeline,
    categories,
    split: rowsOf(prepared),
    trainTargets,
    cases: { test: casesOf(onTest), validation: onValidation && casesOf(onValidation) },
    ...(memory ? { forecast: memory } : {}),
  });
  return { hasModel: true, coefficients: model.coefficients ?? [], ...(evaluation ? { evaluation } : {}) };
}

/** The same of a model that gives rows back: validation rows set its threshold, training rows where there are none. */
async function judgeGivenBack(
  model: FittedModel,
  prepared: Prepared,
  job: FitJob,
  models: ModelStore,
  task: ReconstructionTask,
): Promise<Pick<Run, "evaluation" | "hasModel" | "coefficients">> {
  const { resolved, question } = job.resolution;
  const { categories, train, validation, test, pipeline } = prepared;
  const given = {
    validation: validation && (await giveBack(model, validation.inputs)),
    test: await giveBack(model, test.inputs),
  };
  const usual = usualErrorsOf(given.validation ?? (await giveBack(model, train.inputs)));
  const judgementOf = (subset: "validation" | "test", samples: Samples, own: GivenBack): ReconstructionJudgement => ({
    ...{ task, request: resolved, categories, rows: samples.rows, targets: numbersOf(samples.targets) },
    ...{ given: own, usual, features: pipeline.features },
    groups: prepared.groups?.[subset] ?? null,
    unit: question.groupBy ?? "rows",
  });
  const onTest = judgementOf("test", test, given.test);
  const onValidation = validation && given.validation && judgementOf("validation", validation, given.validation);
  const evaluation =
    test.rows.length > 0
      ? { test: evaluateGivenBack(onTest), validation: onValidation && evaluateGivenBack(onValidation) }
      : undefined;
  await models.put({
    run: job.id,
    saved: await model.save(),
    ...{ pipeline, categories, usualErrors: usual },
    split: { train: train.rows, validation: validation?.rows ?? new Uint32Array(0), test: test.rows },
    trainTargets: numbersOf(train.targets),
    cases: { test: givenBackCases(onTest), validation: onValidation && givenBackCases(onValidation) },
  });
  return { hasModel: true, coefficients: [], ...(evaluation ? { evaluation } : {}) };
}

function numbersOf({ data }: Block): Float64Array<ArrayBuffer> {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}
