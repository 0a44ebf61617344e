/** What all actions share: the stores, the open project's changes and its coming and going. */
import type { StoreApi } from "zustand/vanilla";
import { fail } from "../core/failure";
import type { DatasetInfo } from "../core/dataset";
import type { Draft, Project, StepId } from "../core/project";
import type { Run } from "../core/run";
import type { Autosave } from "./autosave";
import type { History } from "./history";
import type { Notes } from "./notes";
import { datasetInUse, projectParts } from "./project-store";
import type { WorkbenchDependencies } from "./dependencies";
import { sameValue } from "./same-value";
import type { Trash } from "./trash";
import type { EngineState, ProjectState, ViewState } from "./workbench";

export interface SessionParts {
  readonly deps: WorkbenchDependencies;
  readonly project: StoreApi<ProjectState>;
  readonly engine: StoreApi<EngineState>;
  readonly view: StoreApi<ViewState>;
  readonly notes: Notes;
  readonly history: History;
  readonly autosave: Autosave;
  readonly trash: Trash;
  /** Resolves when the last project has been read, or could not be. */
  readonly loaded: Promise<void>;
}

export interface Session extends SessionParts {
  state(): ProjectState;
  changeProject(change: (project: Project) => Project, save?: "soon" | "later" | "now"): void;
  /** Changes the draft in a way that can be undone. */
  changeDraft(key: string, change: (draft: Draft) => Draft): void;
  /** What must end before another project takes the place of this one. */
  onLeave(hook: () => Promise<void>): void;
  /** Saves the open project and puts another in its place. */
  enter(project: Project, options: { readonly savedAt: number | null; readonly step: StepId | "start" }): Promise<void>;
  show(step: StepId | "start"): void;
  /** Throw `data/unknown-dataset` and `fit/unknown-run`. */
  datasetOf(id: string): DatasetInfo;
  runOf(id: string): Run;
}

export function createSession(parts: SessionParts): Session {
  const { deps, project: store, view, notes, history, autosave } = parts;
  const leaving: (() => Promise<void>)[] = [];

  const changeProject: Session["changeProject"] = (change, save = "soon") => {
    const before = store.getState();
    const project = change(before.project);
    if (project === before.project) return;
    const dataset = datasetInUse(project);
    const isSameData = dataset?.id === before.dataset?.id && dataset?.fingerprint === before.dataset?.fingerprint;
    const dropped = isSameData ? {} : { selection: null, preview: null, previewFailure: null };
    store.setState({ project, dataset, ...dropped });
    autosave[save]();
  };

  const setDraft = (draft: Draft) => changeProject((project) => ({ ...project, draft }));

  return {
    ...parts,
    state: () => store.getState(),
    changeProject,
    changeDraft(key, change) {
      const before = store.getState().project.draft;
      const after = change(before);
      if (sameValue(before, after)) return;
      setDraft(after);
      history.push({ key, at: deps.now(), undo: () => setDraft(before), redo: () => setDraft(after) });
    },
    onLeave: (hook) => void leaving.push(hook),
    async enter(project, { savedAt, step }) {
      for (const hook of leaving) await hook();
      notes.dismissOfProject();
      await autosave.flush();
      history.clear();
      store.setState({ ...projectParts(project), savedAt, saveFailure: autosave.standingFailure(project) });
      deps.preferences.write("lastProject", project.id);
      view.setState({ step });
    },
    show(step) {
      view.setState({ step });
      changeProject((project) => (project.step === step ? project : { ...project, step }));
    },
    datasetOf(id) {
      const dataset = store.getState().project.datasets.find((known) => known.id === id);
      if (!dataset) throw fail("data/unknown-dataset", { dataset: id });
      return dataset;
    },
    runOf(id) {
      const run = store.getState().project.runs.find((known) => known.id === id);
      if (!run) throw fail("fit/unknown-run", { run: id });
      return run;
    },
  };
}
