/** One fit from its place in the queue to its evaluation. */
import type { Block } from "../../core/block";
import { toFailure } from "../../core/failure";
import type { Estimator, FittedModel, FitYield } from "../../core/estimator";
import type { Run } from "../../core/run";
import type { Samples } from "../../core/samples";
import type { Subset } from "../../core/split";
import { inBreaths } from "../../core/work";
import { loadEstimator } from "../../models/estimators";
import { prepare, type Prepared } from "../../preprocessing/build-samples";
import type { StoredDataset } from "../../storage/storage";
import type { CallEvent } from "../protocol";
import { createCheckpointWriter } from "./checkpoint-writer";
import type { Compute } from "./compute";
import type { FitTurn } from "./fit-queue";
import { casesOf, evaluate, type Judgement } from "./judge";
import type { ModelStore } from "./model-store";
import type { Resolution } from "./resolve";

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
}

/** Resolves with the run when it has ended, whatever its phase. Rejects where it is refused before it began. */
export async function runFit(job: FitJob, tools: FitTools): Promise<Run> {
  const { turn, resolution, emit } = job;
  let run = newRun(job);
  let isAnnounced = false;

  function show(changes: Partial<Run>): void {
    const isNewPhase = changes.phase !== undefined && changes.phase !== run.phase;
    run = { ...run, ...changes };
    if (!isAnnounced) emit({ type: "started", run: run.id });
    isAnnounced = true;
    emit({ type: "run", run });
    if (isNewPhase) emit({ type: "phase", phase: run.phase });
  }

  function hear(event: FitYield): void {
    if (event.type === "progress") run = { ...run, progress: event.progress };
    else run = { ...run, history: [...run.history, event.record], bestEpoch: event.bestEpoch };
    emit(event);
  }

  try {
    if (!turn.isFirst) show({ phase: "queued" });
    await turn.begin;
    if (turn.signal.aborted) return { ...run, phase: "stopped", endedAt: Date.now() };
    const { family, question, targets, split, resolved } = resolution;
    const engine = await tools.compute.info();
    const estimator = await loadEstimator(family.id);
    const prepared = await inBreaths(prepare(job.stored.dataset, question, targets, split));
    const isDescent = family.usesTraining(resolved.hyperparameters);
    const phaseNow = () => (turn.isPaused ? "paused" : "fitting");
    turn.onPauseChange(() => show({ phase: phaseNow() }));
    show({
      phase: phaseNow(),
      backend: isDescent ? engine.backend : "float64",
      adapter: isDescent ? engine.adapter : "",
      ...describe(prepared, estimator, resolution),
    });

    const checkpoint = job.resume ? await tools.models.getCheckpoint(run.id) : null;
    run = { ...run, history: checkpoint?.history ?? [] };
    const write = createCheckpointWriter(
      (made) => tools.models.putCheckpoint(run.id, made),
      checkpoint !== null,
      () => performance.now(),
    );
    const fit = estimator.fit(prepared.train, {
      task: resolved.task,
      categories: prepared.categories,
      validation: prepared.validation,
      hyperparameters: resolved.hyperparameters,
      training: resolved.training,
      seed: resolved.seed,
      signal: turn.signal,
      whilePaused: () => turn.whilePaused(),
      checkpoint,
      saveCheckpoint: (make) => write.offer(make),
    });
    let next = await fit.next();
    for (; !next.done; next = await fit.next()) hear(next.value);
    const { model, failure } = next.value;
    const hasCheckpoint = await write.settle();
    run = { ...run, hasCheckpoint };
    try {
      // What diverged in its first epoch has learned nothing.
      if (!failure || run.history.length > 0) {
        run = { ...run, ...(await judge(run.id, model, prepared, job, tools.models)) };
      }
    } finally {
      model.dispose();
    }
    const isComplete = !turn.signal.aborted || (isDescent && run.history.length >= resolved.training.epochs);
    const phase = failure ? "failed" : isComplete ? "finished" : "stopped";
    return { ...run, phase, progress: null, endedAt: Date.now(), ...(failure ? { failure } : {}) };
  } catch (error) {
    if (!isAnnounced) throw error;
    return { ...run, phase: "failed", progress: null, endedAt: Date.now(), failure: toFailure(error) };
  }
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
    model: resolved.preset === null ? resolved.family : `${resolved.family}/${resolved.preset}`,
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

function describe(prepared: Prepared, estimator: Estimator, { resolved }: Resolution) {
  const featureCount = prepared.pipeline.features.length;
  return {
    effects: prepared.effects,
    rowCounts: {
      train: prepared.train.rows.length,
      validation: prepared.validation?.rows.length ?? 0,
      test: prepared.test.rows.length,
    },
    featureCount,
    network: networkOf(estimator, featureCount, prepared.categories.length, resolved),
  };
}

export function networkOf(
  estimator: Estimator,
  featureCount: number,
  classCount: number,
  { hyperparameters, training }: Resolution["resolved"],
) {
  return estimator.describe(featureCount, Math.max(1, classCount), hyperparameters, training);
}

/** Predicts validation and test rows, scores them and stores the model with them. */
async function judge(
  id: string,
  model: FittedModel,
  prepared: Prepared,
  job: FitJob,
  models: ModelStore,
): Promise<Pick<Run, "evaluation" | "hasModel" | "coefficients">> {
  const { resolved, question } = job.resolution;
  const { categories, train, validation, test, pipeline } = prepared;
  const trainTargets = numbersOf(train.targets);
  const judgementOf = async (subset: Subset, samples: Samples): Promise<Judgement> => ({
    task: resolved.task,
    categories,
    rows: samples.rows,
    targets: numbersOf(samples.targets),
    outputs: await model.predict(samples.inputs),
    trainTargets,
    groups: prepared.groups?.[subset] ?? null,
    unit: question.groupBy ?? "rows",
    seed: resolved.seed,
  });
  const onValidation = validation && (await judgementOf("validation", validation));
  const onTest = await judgementOf("test", test);
  const evaluation =
    test.rows.length > 0 ? { test: evaluate(onTest), validation: onValidation && evaluate(onValidation) } : undefined;
  await models.put({
    run: id,
    saved: await model.save(),
    pipeline,
    categories,
    // The rows that reached the model: a step may have dropped some.
    split: { train: train.rows, validation: validation?.rows ?? new Uint32Array(0), test: test.rows },
    trainTargets,
    cases: { test: casesOf(onTest), validation: onValidation && casesOf(onValidation) },
  });
  return { hasModel: true, coefficients: model.coefficients ?? [], ...(evaluation ? { evaluation } : {}) };
}

function numbersOf({ data }: Block): Float64Array<ArrayBuffer> {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}
