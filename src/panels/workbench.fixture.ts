/** A workbench for the tests of panels: stores that a test can set, and actions that only remember how they were called. */
import { createStore } from "zustand/vanilla";
import type { Project } from "../core/project";
import type { SampleInfo } from "../core/sample-spec";
import { blankProject, createProjectStore } from "../state/project-store";
import type { EngineState, ProjectState, ViewState, Workbench, WorkbenchActions } from "../state/workbench";

export interface FakeWorkbench extends Workbench {
  readonly calls: readonly { readonly action: string; readonly given: readonly unknown[] }[];
}

export const emptyProject: Project = { ...blankProject("p1", "A project", 0), step: "data" };

const emptyState: ProjectState = { ...createProjectStore(emptyProject).getState(), isLoaded: true };

/** Actions that are not given do nothing and are noted in `calls`, as the given ones are. */
export function createFakeWorkbench(
  state: Partial<ProjectState> = {},
  given: Partial<WorkbenchActions> = {},
  samples: readonly SampleInfo[] = [],
): FakeWorkbench {
  const calls: { action: string; given: readonly unknown[] }[] = [];
  // The same function for the same action, as a workbench has it: effects depend on them.
  const known = new Map<string, (...values: unknown[]) => unknown>();
  const noted = (action: string) => {
    const act = (...values: unknown[]) => {
      calls.push({ action, given: values });
      const own = given[action as keyof WorkbenchActions] as ((...values: unknown[]) => unknown) | undefined; // called as it was asked for
      return own?.(...values);
    };
    known.set(action, act);
    return act;
  };
  const actions = new Proxy({} as WorkbenchActions, {
    // every action is answered here
    get: (_, action: string) => known.get(action) ?? noted(action),
  });
  return {
    catalogue: { models: [], samples },
    project: createStore<ProjectState>(() => ({ ...emptyState, ...state })),
    engine: createStore<EngineState>(() => ({
      info: null,
      phase: "ready",
      failure: null,
      restarts: 0,
      ledger: { requests: 0, blocked: 0, ownFiles: 0, since: "" },
      ledgerEntries: [],
    })),
    view: createStore<ViewState>(() => ({ step: "data", locale: "en", theme: "light", notes: [] })),
    actions,
    ready: Promise.resolve(),
    calls,
  };
}
