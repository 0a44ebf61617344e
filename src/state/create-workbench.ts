/** Makes the workbench: the stores, the actions on them, and what goes on by itself (load, preview, save). */
import { toFailure } from "../core/failure";
import { createAutosave } from "./autosave";
import { createBackboneActions } from "./backbone-actions";
import { createConversions } from "./conversions";
import { createDatasetActions } from "./dataset-actions";
import type { WorkbenchDependencies } from "./dependencies";
import { createDraftActions } from "./draft-actions";
import { createEditActions } from "./edit-actions";
import { createEngineControl } from "./engine-actions";
import { createEngineStore } from "./engine-store";
import { createHistory } from "./history";
import { createNotes } from "./notes";
import { startPreviewer } from "./previewer";
import { createProjectActions, reviveProject } from "./project-actions";
import { newProjectName } from "./project-name";
import { blankProject, createProjectStore, projectParts } from "./project-store";
import { createRunActions } from "./run-actions";
import { createSession, type Session } from "./session";
import { createTrash, type Deleted } from "./trash";
import { createViewActions } from "./view-actions";
import { createViewStore } from "./view-store";
import type { Workbench } from "./workbench";

const undoLimit = 100;
/** Data written in the last hour may belong to a page that has not saved yet. */
const sweepAfterMs = 3_600_000;

export interface RunningWorkbench extends Workbench {
  /** Writes what has changed: for the moments in which the page may go away. */
  flush(): Promise<void>;
}

/** Begins to load and to start the engine at once; `ready` says when both are done. */
export function createWorkbench(deps: WorkbenchDependencies): RunningWorkbench {
  const view = createViewStore(deps.preferences, deps.defaultLocale);
  const blank = blankProject(deps.newId(), newProjectName[view.getState().locale], deps.now());
  const project = createProjectStore(blank);
  const engine = createEngineStore(deps.guard);
  const notes = createNotes(view);
  const history = createHistory(undoLimit, (can) => project.setState(can));
  const autosave = createAutosave(project, deps.storage, deps.now);
  const trash = createTrash(deps.preferences, (item) => destroy(deps, item));
  let markLoaded = () => {};
  const loaded = new Promise<void>((resolve) => (markLoaded = resolve));

  const session = createSession({ deps, project, engine, view, notes, history, autosave, trash, loaded });
  const control = createEngineControl(session);
  const previewer = startPreviewer(session);
  const started = control.start(() => previewer.refresh());
  const read = load(session).finally(markLoaded);

  return {
    catalogue: deps.catalogue,
    project,
    engine,
    view,
    ready: Promise.all([read, started]).then(() => undefined),
    flush: () => autosave.flush(),
    actions: {
      ...createDatasetActions(session),
      ...createConversions(session),
      ...createEditActions(session),
      ...createBackboneActions(session),
      ...createDraftActions(session),
      ...createRunActions(session),
      ...createProjectActions(session),
      ...control.actions,
      ...createViewActions(session),
    },
  };
}

/** Reads the list of projects and the last one. Where storage fails the state says so and the work goes on in memory. */
async function load(session: Session): Promise<void> {
  const { deps, project: store, notes, trash } = session;
  const { storage, preferences } = deps;
  try {
    const listed = await storage.listProjects();
    if (storage.failure) store.setState({ saveFailure: storage.failure });
    const entries = listed.filter(({ id }) => !trash.has({ kind: "project", id }));
    store.setState({ entries });
    const last = preferences.read("lastProject");
    const found = last !== null && entries.some(({ id }) => id === last) ? await storage.readProject(last) : null;
    if (found) {
      store.setState({ ...projectParts(reviveProject(found)), savedAt: found.updatedAt });
      session.view.setState({ step: found.step });
    }
  } catch (error) {
    store.setState({ saveFailure: toFailure(error) });
    notes.report(error);
  } finally {
    store.setState({ isLoaded: true });
  }
  clearUp(session).catch(notes.report);
}

/** Destroys what an earlier visit deleted or left behind. */
async function clearUp({ trash, deps }: Session): Promise<void> {
  await trash.emptyAll();
  await deps.storage.sweep(deps.now() - sweepAfterMs);
}

async function destroy({ engine, storage }: WorkbenchDependencies, { kind, id }: Deleted): Promise<void> {
  switch (kind) {
    case "run":
      await engine.call("run/delete", { run: id });
      return;
    case "dataset":
      await engine.call("data/close", { dataset: id });
      return;
    case "project": {
      const project = await storage.readProject(id);
      // The engine may hold its data in memory.
      for (const dataset of project?.datasets ?? []) await engine.call("data/close", { dataset: dataset.id });
      for (const run of project?.runs ?? []) await engine.call("run/delete", { run: run.id });
      await storage.deleteProject(id);
    }
  }
}
