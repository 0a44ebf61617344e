/** One fit from its place in the queue to its evaluation. */
import { sizeOf } from "../../core/block";
import { toFailure } from "../../core/failure";
import type { Estimator } from "../../core/estimator";
import { modelNameOf } from "../../core/request-again";
import type { Run } from "../../core/run";
import { inputFormOf, type InputForm } from "../../core/samples";
import { inBreaths } from "../../core/work";
import { loadEstimator } from "../../models/estimators";
import type { Prepared } from "../../preprocessing/build-samples";
import { createCheckpointWriter } from "./checkpoint-writer";
import type { Compute } from "./compute";
import { fitFrom, type FitAttempt, type FitJob } from "./fit-attempt";
import { judgeRun, rowsReached } from "./judge-run";
import type { LiveFits } from "./live-fits";
import type { ModelStore } from "./model-store";
import { prepareAny } from "./prepare-any";
import { requireInputs, type Resolution } from "./resolve";
import { withWordTable } from "./word-table";
import { createRunReport, type RunReport } from "./run-report";
import { surviveLosses } from "./survive-losses";

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
  const { compute, models, lives } = tools;
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
  const isOnDevice = isDescent && !estimator.inJavaScript;
  // Asked for only now: one that was lost meanwhile is being started anew.
  const engine = await compute.info();
  const phaseNow = () => (turn.isPaused ? "paused" : "fitting");
  turn.onPauseChange(() => report.show({ phase: phaseNow() }));
  report.show({
    phase: phaseNow(),
    backend: estimator.inJavaScript ? "cpu" : isDescent ? engine.backend : "float64",
    adapter: isOnDevice ? engine.adapter.en : "",
    ...describe(prepared, estimator, resolution),
  });

  let checkpoint = job.resume ? await models.getCheckpoint(id) : null;
  report.note({ history: checkpoint?.history ?? [] });
  const write = createCheckpointWriter(
    { write: (made) => models.putCheckpoint(id, made), read: () => models.getCheckpoint(id) },
    checkpoint !== null,
    () => performance.now(),
  );
  const attempt: FitAttempt = {
    ...{ job, estimator, prepared, isOnDevice, write, report, lives },
    asked: { ...asked, materials: withWordTable(materials, prepared.pipeline, seed) },
  };
  const fitAndEnd = async (): Promise<Run> => {
    if (isOnDevice) await compute.settled();
    const { model, failure } = await fitFrom(checkpoint, attempt);
    report.note({ hasCheckpoint: await write.settle() });
    try {
      // What diverged in its first epoch has learned nothing.
      if (!failure || report.run.history.length > 0) report.note(await judgeRun(model, prepared, job, models));
    } finally {
      lives.close(id);
      model.dispose();
    }
    const isComplete = !turn.signal.aborted || (isDescent && report.run.history.length >= training.epochs);
    return report.end(failure ? "failed" : isComplete ? "finished" : "stopped", failure);
  };
  if (!isOnDevice) return fitAndEnd();
  return surviveLosses(
    fitAndEnd,
    {
      epoch: () => report.run.history.length,
      isPaused: () => turn.isPaused,
      async onLoss(reason, info) {
        checkpoint = await write.last();
        report.goBack(checkpoint?.history ?? [], reason, info);
      },
    },
    compute,
  ).catch(async (error: unknown) => {
    report.note({ hasCheckpoint: await write.settle() });
    throw error;
  });
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
