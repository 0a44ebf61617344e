/** One attempt at a fit: from its start or from a checkpoint to its end, or to the loss of the device that it computes on. */
import type { Checkpoint, Estimator, FitContext, FitOutcome } from "../../core/estimator";
import type { Run } from "../../core/run";
import { isWindowed } from "../../core/task";
import type { Prepared } from "../../preprocessing/build-samples";
import type { StoredDataset } from "../../storage/storage";
import { deviceNow, lostError, unlessDeviceLost } from "../../tensor/device-loss";
import type { CallEvent } from "../protocol";
import type { CheckpointWriter } from "./checkpoint-writer";
import type { FitTurn } from "./fit-queue";
import type { LiveFits, LiveSubject } from "./live-fits";
import { watchedWindows } from "./look-ahead";
import type { Resolution } from "./resolve";
import type { RunReport } from "./run-report";

export interface FitJob {
  readonly id: string;
  readonly number: number;
  readonly resume: Run | null;
  readonly stored: StoredDataset;
  readonly resolution: Resolution;
  readonly turn: FitTurn;
  readonly emit: (event: CallEvent<"fit/start">) => void;
}

export interface FitAttempt {
  readonly job: FitJob;
  readonly estimator: Estimator;
  readonly prepared: Prepared;
  /** What is told to the estimator beside the rows and what follows from the rest. */
  readonly asked: Pick<FitContext, "task" | "categories" | "validation" | "hyperparameters" | "training" | "seed"> &
    Required<Pick<FitContext, "materials">>;
  /** Whether it computes on the engine's backend, and so may lose it. */
  readonly isOnDevice: boolean;
  readonly write: CheckpointWriter;
  readonly report: RunReport;
  readonly lives: LiveFits;
}

/** The fit can be looked at until the caller closes it. Where it rejects nothing is left on a device, nor to be looked at. */
export async function fitFrom(checkpoint: Checkpoint | null, attempt: FitAttempt): Promise<FitOutcome> {
  const { job, estimator, prepared, asked, isOnDevice, write, report, lives } = attempt;
  const { turn, stored } = job;
  const { train, validation, categories } = prepared;
  const { task, seed } = asked;
  const live = lives.open(job.id, {
    ...{ dataset: stored.dataset, task, categories, pipeline: prepared.pipeline, signal: turn.signal },
    samples: validation ?? train,
    seed,
    epoch: report.run.history.length,
    ...watched(prepared, task),
  });
  // Another one may be in use by the time that this one's loss is noticed: a step that was recorded here must not run there.
  const device = isOnDevice ? deviceNow() : null;
  const onDevice = <Value>(work: Promise<Value>) => (device ? unlessDeviceLost(work, device) : work);
  const fit = estimator.fit(train, {
    ...asked,
    signal: turn.signal,
    // A run that is paused lets go of a lost device, and waits on the next.
    whilePaused: () => onDevice(turn.whilePaused()),
    checkpoint,
    saveCheckpoint: (make) => onDevice(write.offer(make)),
    expose: live.expose,
  });
  try {
    let next = await fit.next();
    for (; !next.done; next = await fit.next()) {
      report.hear(next.value);
      if (device && device.reason !== null) throw lostError(device.reason);
      // The fit stands still meanwhile, so that its weights are those at the end of the epoch.
      if (next.value.type === "epoch") await onDevice(live.endEpoch(next.value.record.epoch));
    }
    return next.value;
  } catch (error) {
    lives.close(job.id);
    // Where it stands still it has its arrays yet; nobody looks at what it returns.
    await fit.return(undefined as unknown as FitOutcome);
    throw error;
  }
}

/** Of windows those that are drawn while it learns. */
function watched(
  { windows, train, validation, categories }: Prepared,
  task: FitContext["task"],
): Pick<LiveSubject, "ahead"> {
  if (!windows || !isWindowed(task)) return {};
  const ahead = watchedWindows(task, windows, validation ? "validation" : "train", validation ?? train, categories);
  return ahead ? { ahead } : {};
}
