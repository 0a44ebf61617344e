/** One fit from its place in the queue to its evaluation. */
import { sizeOf } from "../../core/block";
import { toFailure } from "../../core/failure";
import type { Estimator } from "../../core/estimator";
import { modelNameOf } from "../../core/request-again";
import type { Run } from "../../core/run";
import { inputFormOf, type InputForm } from "../../core/samples";
import { isWindowed, type Task } from "../../core/task";
import { inBreaths } from "../../core/work";
import { loadEstimator } from "../../models/estimators";
import type { Prepared } from "../../preprocessing/build-samples";
import type { StoredDataset } from "../../storage/storage";
import type { CallEvent } from "../protocol";
import { createCheckpointWriter } from "./checkpoint-writer";
import type { Compute } from "./compute";
import type { FitTurn } from "./fit-queue";
import { judgeRun, rowsReached } from "./judge-run";
import type { LiveFits, LiveSubject } from "./live-fits";
import type { ModelStore } from "./model-store";
import { prepareAny } from "./prepare-any";
import { watchedWindows } from "./look-ahead";
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
    ...watched(prepared, task),
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
    if (!failure || report.run.history.length > 0) report.note(await judgeRun(model, prepared, job, tools.models));
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

/** Of windows those that are drawn while it learns. */
function watched({ windows, train, validation, categories }: Prepared, task: Task): Pick<LiveSubject, "ahead"> {
  if (!windows || !isWindowed(task)) return {};
  const ahead = watchedWindows(task, windows, validation ? "validation" : "train", validation ?? train, categories);
  return ahead ? { ahead } : {};
}

function describe(prepared: Prepared, estimator: Estimator, resolution: Resolution) {
  const inputs = inputFormOf(prepared.train);
  const rows = rowsReached(prepared);
  return {
    effects: prepared.effects,
    rowCounts: { train: rows.train.length, validation: rows.validation.length, test: rows.test.length },
    featureCount: sizeOf(inputs.shape),
    network: networkOf(estimator, inputs, prepared.categories.length, resolution, rows.train.length),
  };
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
  const horizon = task.kind === "forecasting" ? task.window.horizon * (task.quantiles?.length ?? 1) : 1;
  const outputCount = isPair ? 1 : Math.max(horizon, classCount, inputs.foretells ? (inputs.vocabularySize ?? 0) : 0);
  // Each step of a text has an answer of its own.
  const answers = inputs.foretells ? rowCount * sizeOf(inputs.shape) : rowCount;
  return estimator.describe(inputs, outputCount, hyperparameters, training, answers, materials);
}
