/** Runs that the engine is working on: their events, merged to at most ten changes of the page a second, and their end. */
import { createFailure, toFailure, type Failure } from "../core/failure";
import type { EpochRecord, FitEvent, FitRequest, Run } from "../core/run";
import { withRun } from "./project-store";
import type { Session } from "./session";

const mergeMs = 100;

export interface LiveRun {
  /** Resolves when the engine has taken the run on; rejects where it refuses. */
  readonly started: Promise<void>;
  /** Resolves when the run has ended, whatever its phase; rejects where it was refused, and where the engine crashed under it. */
  readonly ended: Promise<Run>;
}

export interface LiveRuns {
  start(
    asked: { readonly id: string; readonly number: number; readonly request: FitRequest; readonly resume: Run | null },
    onEvent?: (event: FitEvent) => void,
  ): LiveRun;
  get(id: string): LiveRun | undefined;
  /** Asks every run to stop and waits until all have ended. */
  stopAll(): Promise<void>;
}

export function createLiveRuns(session: Session): LiveRuns {
  const { engine } = session.deps;
  const live = new Map<string, LiveRun>();

  const start: LiveRuns["start"] = ({ id, number, request, resume }, onEvent) => {
    const shown = showRun(session, resume);
    let isStarted = false;
    let markStarted = () => {};
    let refuse = (_: unknown) => {};
    const started = new Promise<void>((resolve, reject) => {
      markStarted = resolve;
      refuse = reject;
    });
    const hear = (event: FitEvent | { readonly type: "run"; readonly run: Run }) => {
      if (!isStarted) {
        isStarted = true;
        onEvent?.({ type: "started", run: id });
        markStarted();
      }
      shown.hear(event);
      if (event.type !== "run" && event.type !== "started") onEvent?.(event);
    };
    const fit = async () => {
      try {
        const run = await engine.call("fit/start", { run: id, number, request, resume }, { onEvent: hear });
        hear({ type: "run", run });
        return run;
      } catch (error) {
        refuse(error);
        const run = isStarted ? shown.interrupt(toFailure(error)) : null;
        if (!run || toFailure(error).code === "engine/crashed") throw error;
        return run;
      } finally {
        live.delete(id);
        shown.end();
      }
    };
    const run: LiveRun = { started, ended: fit() };
    // Whoever waits for one of the two hears of a refusal; the other is not forgotten, only unheard.
    for (const promise of [started, run.ended]) promise.catch(() => undefined);
    live.set(id, run);
    return run;
  };

  return {
    start,
    get: (id) => live.get(id),
    async stopAll() {
      const all = [...live].map(async ([id, { ended }]) => {
        await engine.call("fit/stop", { run: id });
        await ended;
      });
      // A run that crashes instead of stopping has ended as well, and its own caller is told.
      await Promise.allSettled(all);
    },
  };
}

/** Puts what is heard of one run into the project. */
function showRun(session: Session, resume: Run | null) {
  let run = resume;
  let records: EpochRecord[] = [];
  let hasNews = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = (save: "soon" | "later" | "now") => {
    clearTimeout(timer);
    timer = undefined;
    if (!run) return;
    run = { ...run, history: withRecords(run.history, records) };
    records = [];
    hasNews = false;
    const next = run;
    const isNew = !session.state().project.runs.some((known) => known.id === next.id);
    session.changeProject(
      (project) => ({ ...withRun(project, next), ...(isNew ? { currentRun: next.id } : {}) }),
      save,
    );
  };
  const merge = () => {
    timer ??= setTimeout(() => flush(hasNews ? "soon" : "later"), mergeMs);
  };

  return {
    hear(event: FitEvent | { readonly type: "run"; readonly run: Run }) {
      switch (event.type) {
        case "started":
          return;
        case "run":
          // It brings its whole history.
          run = event.run;
          records = [];
          return flush("now");
        case "progress":
          if (run) run = { ...run, progress: event.progress };
          return merge();
        case "epoch":
          // From the first epoch on there is a checkpoint, which a page that comes back must know of.
          hasNews ||= run?.hasCheckpoint === false;
          if (run) run = { ...run, bestEpoch: event.bestEpoch, hasCheckpoint: true };
          records.push(event.record);
          return merge();
        case "phase":
          if (run) run = { ...run, phase: event.phase };
          return flush("now");
      }
    },
    /** The engine failed under the run: it can go on from its checkpoint, or it has failed. */
    interrupt(failure: Failure): Run | null {
      if (!run) return null;
      flush("later");
      run = asInterrupted(run, failure, session.deps.now());
      flush("now");
      return run;
    },
    end: () => clearTimeout(timer),
  };
}

function withRecords(history: readonly EpochRecord[], records: readonly EpochRecord[]): readonly EpochRecord[] {
  const last = history.at(-1)?.epoch ?? 0;
  const newer = records.filter((record) => record.epoch > last);
  return newer.length > 0 ? [...history, ...newer] : history;
}

/** A run that ended without its own doing: after a crash it waits to go on where it can; any other failure is its own. */
function asInterrupted(run: Run, failure: Failure, now: number): Run {
  const canGoOn = failure.code === "engine/crashed" && run.hasCheckpoint;
  return { ...run, phase: canGoOn ? "paused" : "failed", failure, progress: null, endedAt: canGoOn ? null : now };
}

/** Runs that were under way when the page went away: they wait to go on where they can, and say what happened. */
export function reviveRun(run: Run): Run {
  if (run.phase !== "fitting" && run.phase !== "queued" && run.phase !== "paused") return run;
  if (run.phase === "paused" && run.hasCheckpoint) return { ...run, progress: null };
  const failure = createFailure("fit/interrupted", { run: run.number, epoch: run.history.at(-1)?.epoch ?? 0 });
  if (run.hasCheckpoint) return { ...run, phase: "paused", progress: null, failure };
  return { ...run, phase: run.phase === "queued" ? "stopped" : "failed", progress: null, failure };
}
