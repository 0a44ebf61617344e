/** A run as it becomes: what is known of it so far, and what of that is told to the page. */
import type { FitYield } from "../../core/estimator";
import type { Failure } from "../../core/failure";
import type { EngineInfo } from "../../core/engine-info";
import type { EpochRecord, Run } from "../../core/run";
import type { RunPhase } from "../../core/run-phase";
import type { CallEvent } from "../protocol";

export interface RunReport {
  readonly run: Run;
  /** Whether the page has heard of the run: before that a failure is a refusal. */
  readonly isAnnounced: boolean;
  /** Changes the run without a word. */
  note(changes: Partial<Run>): void;
  /** Changes the run and tells the page. */
  show(changes: Partial<Run>): void;
  hear(event: FitYield): void;
  /** Takes the run back to where its device was lost after these epochs, and says what it goes on with. */
  goBack(history: readonly EpochRecord[], reason: string, engine: EngineInfo): void;
  /** The run as it has ended. */
  end(phase: RunPhase, failure: Failure | null): Run;
}

export function createRunReport(
  begun: Run,
  emit: (event: CallEvent<"fit/start">) => void,
  now: () => number,
): RunReport {
  let run = begun;
  let isAnnounced = false;

  /** By epoch: which one was the best then. */
  const bestEpochs = new Map([[begun.history.length, begun.bestEpoch]]);

  const note = (changes: Partial<Run>) => {
    run = { ...run, ...changes };
  };

  const show = (changes: Partial<Run>) => {
    const { phase } = run;
    note(changes);
    if (!isAnnounced) emit({ type: "started", run: run.id });
    isAnnounced = true;
    emit({ type: "run", run });
    if (run.phase !== phase) emit({ type: "phase", phase: run.phase });
  };

  return {
    get run() {
      return run;
    },
    get isAnnounced() {
      return isAnnounced;
    },
    note,
    show,
    hear(event) {
      if (event.type === "progress") note({ progress: event.progress });
      else {
        note({ history: [...run.history, event.record], bestEpoch: event.bestEpoch });
        bestEpochs.set(event.record.epoch, event.bestEpoch);
      }
      emit(event);
    },
    goBack(history, reason, { backend, adapter }) {
      const epoch = history.length;
      show({
        ...{
          history,
          bestEpoch: bestEpochs.get(epoch) ?? Math.min(run.bestEpoch, epoch),
          progress: null,
          backend,
          adapter: adapter.en,
        },
        deviceLosses: [...(run.deviceLosses ?? []), { epoch, reason, backend }],
      });
    },
    end: (phase, failure) => ({ ...run, phase, progress: null, endedAt: now(), ...(failure ? { failure } : {}) }),
  };
}
