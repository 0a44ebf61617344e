/** Keeps count of the steps: what was read back of their losses, what to report, and which one went wrong. */
import type { FitProgress } from "../core/run";
import type { TrainingSettings } from "../core/training";
import { canReplay } from "../tensor/replay/replay";
import type { TrainStep } from "../tensor/train-step";
import type { Pace } from "./pace";
import { reportEveryMs } from "./pace";

export interface Meter {
  /** Steps since the start of the run, those before a checkpoint included. */
  readonly step: number;
  /** Counts a step over this many rows. */
  ran(rowCount: number): void;
  /** Reads the losses of the steps since the last time. The number of the first step without a finite loss, else null. */
  catchUp(): Promise<number | null>;
  isReportDue(): boolean;
  /** What to report while programs are compiled. */
  compiling(compiled: NonNullable<FitProgress["compiled"]>): FitProgress;
  /** What to report, once it was caught up; `step` counts over the whole run. */
  progress(epoch: number): FitProgress;
}

export function createMeter(
  trainStep: TrainStep,
  pace: Pace,
  training: TrainingSettings,
  stepsPerEpoch: number,
  stepsDone: number,
): Meter {
  let step = stepsDone;
  let unread = { steps: 0, rows: 0 };
  let unreported = { loss: 0, rows: 0 };
  let reportedMs = 0;
  let compiledMs = 0;
  return {
    get step() {
      return step;
    },
    ran(rowCount) {
      step += 1;
      unread = { steps: unread.steps + 1, rows: unread.rows + rowCount };
    },
    async catchUp() {
      const { lossTotal, finiteSteps } = await trainStep.report();
      const { steps, rows } = unread;
      unread = { steps: 0, rows: 0 };
      unreported = { loss: unreported.loss + lossTotal, rows: unreported.rows + rows };
      pace.caughtUp();
      return finiteSteps < steps ? step - steps + finiteSteps + 1 : null;
    },
    isReportDue: () => pace.workedMs() - reportedMs >= reportEveryMs,
    compiling(compiled) {
      pace.caughtUp();
      compiledMs = pace.workedMs();
      const steps = training.epochs * stepsPerEpoch;
      const nothingYet = { loss: NaN, stepsPerSecond: 0, secondsLeft: NaN };
      return { epoch: 0, epochs: training.epochs, step, steps, ...nothingYet, compiled };
    },
    progress(epoch) {
      const workedMs = pace.workedMs();
      reportedMs = workedMs;
      const loss = unreported.loss / unreported.rows;
      unreported = { loss: 0, rows: 0 };
      const steps = training.epochs * stepsPerEpoch;
      const secondsPerStep = (workedMs - compiledMs) / 1000 / (step - stepsDone);
      return {
        epoch,
        epochs: training.epochs,
        step,
        steps,
        loss,
        stepsPerSecond: pace.stepsPerSecond,
        secondsLeft: secondsPerStep * (steps - step),
        ...(canReplay() ? { replay: trainStep.replay } : {}),
      };
    },
  };
}
