/** Writes the open project to storage: soon after a change, at once where it matters. One write at a time, always of the newest state. */
import type { StoreApi } from "zustand/vanilla";
import { toFailure, type Failure } from "../core/failure";
import type { Project, ProjectEntry } from "../core/project";
import { entryOf } from "../storage/storage";
import { isBlank } from "./project-store";
import type { ProjectStorage } from "./dependencies";
import type { ProjectState } from "./workbench";

export interface Autosave {
  /** The project has changed: it is written within half a second. */
  soon(): void;
  /** Something changed that could be learned again (progress of a fit): written within a second. */
  later(): void;
  /** The project has changed in a way that must not be lost: it is written at once. */
  now(): void;
  /** Writes what has changed; resolves when it is written or has failed, which the state then says. */
  flush(): Promise<void>;
  /**
   * A data set or a run could not be kept beside the project: the project is not saved as long as it has it. Without an
   * id the engine keeps nothing at all.
   */
  markNotKept(id: string | null, failure: Failure): void;
  /** Why the project is not safe even where it is written; null where it is. */
  standingFailure(project: Project): Failure | null;
  /** A project that could not be written and is no longer open: kept for as long as the page lives. */
  keptInMemory(id: string): Project | null;
}

const soonMs = 500;
const laterMs = 1000;

export function createAutosave(store: StoreApi<ProjectState>, storage: ProjectStorage, now: () => number): Autosave {
  let isDirty = false;
  let dueAt = Number.POSITIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | null = null;
  const unsaved = new Map<string, Project>();
  const notKept = new Map<string, Failure>();
  let nothingKept: Failure | null = null;

  const standingFailure = ({ datasets, runs }: Project): Failure | null => {
    const lost = [...datasets, ...runs].find(({ id }) => notKept.has(id));
    return storage.failure ?? nothingKept ?? (lost ? (notKept.get(lost.id) ?? null) : null);
  };
  const savedParts = (project: Project): Partial<ProjectState> => {
    const saveFailure = standingFailure(project);
    return saveFailure ? { saveFailure } : { saveFailure, savedAt: project.updatedAt };
  };

  const write = async () => {
    const project = { ...store.getState().project, updatedAt: now() };
    isDirty = false;
    if (isBlank(project) && !isListed(store.getState(), project.id)) return;
    store.setState({ isSaving: true });
    try {
      await storage.writeProject(project);
      unsaved.delete(project.id);
      store.setState((state) => ({
        entries: withEntry(state.entries, entryOf(project)),
        ...(state.project.id === project.id ? savedParts(project) : {}),
      }));
    } catch (error) {
      unsaved.set(project.id, project);
      isDirty ||= store.getState().project.id === project.id;
      store.setState((state) => ({
        entries: withEntry(state.entries, entryOf(project)),
        saveFailure: toFailure(error),
      }));
      throw error;
    } finally {
      store.setState({ isSaving: false });
    }
  };

  const isBehind = () => isDirty || writing !== null;

  const flush = async () => {
    clearTimeout(timer);
    dueAt = Number.POSITIVE_INFINITY;
    try {
      while (isBehind()) {
        writing ??= write().finally(() => (writing = null));
        await writing;
      }
    } catch {
      // The state holds the failure and the project stays dirty: the next change tries again.
    }
  };

  const within = (delayMs: number) => {
    isDirty = true;
    const at = now() + delayMs;
    if (at >= dueAt) return;
    dueAt = at;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delayMs);
  };

  return {
    soon: () => within(soonMs),
    later: () => within(laterMs),
    now() {
      isDirty = true;
      void flush();
    },
    flush,
    markNotKept(id, failure) {
      if (id === null) nothingKept = failure;
      else notKept.set(id, failure);
      store.setState(({ project, saveFailure }) => ({ saveFailure: standingFailure(project) ?? saveFailure }));
    },
    standingFailure,
    keptInMemory: (id) => unsaved.get(id) ?? null,
  };
}

function isListed(state: ProjectState, id: string): boolean {
  return state.entries.some((entry) => entry.id === id);
}

/** Newest first, each project once. */
function withEntry(entries: readonly ProjectEntry[], entry: ProjectEntry): readonly ProjectEntry[] {
  return [entry, ...entries.filter((other) => other.id !== entry.id)];
}
