/** A workbench over fakes: engine and storage in memory, a clock and ids that count. */
import type { LedgerEntry, PageGuard } from "../core/ledger";
import type { Project } from "../core/project";
import type { Run } from "../core/run";
import type { SampleInfo } from "../core/sample-spec";
import type { CallEvent } from "../engine/protocol";
import { families } from "../models/registry";
import { createMemoryStorage } from "../storage/memory-storage";
import { createWorkbench, type RunningWorkbench } from "./create-workbench";
import type { Preferences, ProjectStorage, WorkbenchDependencies } from "./dependencies";
import { createFakeEngine, held, runOf, type FakeEngine } from "./fake-engine.fixture";

export const sample: SampleInfo = {
  id: "blood",
  title: { en: "Blood panel", zh: "血液检查" },
  question: { en: "Who is ill?", zh: "谁生病了？" },
  lesson: { en: "The data are synthetic.", zh: "数据为合成数据。" },
  room: "clinic",
  rowCount: 10,
  secondsHere: 1,
  task: { kind: "classification", target: "ill", positive: "yes" },
  model: "mlp",
  split: { kind: "random", validation: 0.2, test: 0.3 },
  hyperparameters: { units: [8] },
  training: { epochs: 3 },
};

export interface Bench {
  readonly workbench: RunningWorkbench;
  readonly engine: FakeEngine;
  readonly storage: ProjectStorage;
  readonly preferences: Preferences;
  readonly guard: PageGuard;
  /** The same browser after a reload: storage and preferences as they are, all else new. */
  reload(): Bench;
}

export function createPreferences(): Preferences {
  const values = new Map<string, string>();
  return { read: (key) => values.get(key) ?? null, write: (key, value) => void values.set(key, value) };
}

export function createGuard(): PageGuard {
  const listeners = new Set<() => void>();
  let entries: readonly LedgerEntry[] = [];
  return {
    counts: () => ({ requests: 0, blocked: entries.length, ownFiles: 0, since: "2026-01-01T00:00:00Z" }),
    entries: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    markReady: () => undefined,
    add(more) {
      entries = [...more, ...entries];
      for (const listener of listeners) listener();
    },
  };
}

let ids = 0;

export function createBench(given: Partial<WorkbenchDependencies> & { readonly engine?: FakeEngine } = {}): Bench {
  const engine = given.engine ?? createFakeEngine();
  const storage = given.storage ?? createMemoryStorage(null);
  const preferences = given.preferences ?? createPreferences();
  const guard = given.guard ?? createGuard();
  const workbench = createWorkbench({
    engine,
    storage,
    preferences,
    guard,
    catalogue: { models: families, samples: [sample] },
    now: () => Date.now(),
    newId: () => `id${++ids}`,
    defaultLocale: "en",
    requestedBackend: null,
    ...given,
  });
  return {
    workbench,
    engine,
    storage,
    preferences,
    guard,
    reload: () => createBench({ storage, preferences }),
  };
}

/** A bench that is ready and has a file open, with the outcome chosen. */
export async function createOpenBench(given: Parameters<typeof createBench>[0] = {}): Promise<Bench> {
  const bench = createBench(given);
  await bench.workbench.ready;
  await bench.workbench.actions.openFiles([file("ill.csv")]);
  bench.workbench.actions.setTask({ kind: "classification", target: "ill" });
  return bench;
}

export function file(name: string) {
  return { file: new File(["age,ill\n1,yes\n"], name), path: name };
}

export async function savedProject(bench: Bench): Promise<Project | null> {
  await bench.workbench.flush();
  return bench.storage.readProject(bench.workbench.project.getState().project.id);
}

/** Takes the next fits over: they go on until the test ends them. */
export function holdFits(bench: Bench) {
  const fits: {
    readonly run: Run;
    readonly emit: (event: CallEvent<"fit/start">) => void;
    readonly end: (run: Run) => void;
    readonly break: (error: Error) => void;
  }[] = [];
  bench.engine.on("fit/start", ({ run: id, number, request, resume }, { emit }) => {
    const { promise, resolve, reject } = held<Run>();
    const run = resume ? { ...resume, failure: undefined } : runOf(id, number, request);
    fits.push({ run, emit, end: resolve, break: reject });
    emit({ type: "started", run: id });
    emit({ type: "run", run: { ...run, phase: "fitting" } });
    return promise;
  });
  bench.engine.on("fit/stop", async ({ run }) => {
    const fit = fits.findLast((known) => known.run.id === run);
    fit?.end({ ...fit.run, phase: "stopped" });
    return null;
  });
  return fits;
}
