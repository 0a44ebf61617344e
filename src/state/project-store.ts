/** The store of the open project, and the pure changes of it. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { DatasetInfo } from "../core/dataset";
import { emptyDraft, projectFormat, type Project } from "../core/project";
import type { Run } from "../core/run";
import type { ProjectState } from "./workbench";

export function createProjectStore(project: Project): StoreApi<ProjectState> {
  return createStore<ProjectState>(() => ({
    ...projectParts(project),
    savedAt: null,
    isSaving: false,
    saveFailure: null,
    isLoaded: false,
    entries: [],
  }));
}

export function blankProject(id: string, name: string, now: number): Project {
  return {
    format: projectFormat,
    id,
    name,
    createdAt: now,
    updatedAt: now,
    datasets: [],
    dataset: null,
    draft: emptyDraft,
    runs: [],
    currentRun: null,
    step: "start",
  };
}

/** Whether there is anything in a project that would be missed. */
export function isBlank(project: Project): boolean {
  return project.datasets.length === 0 && project.runs.length === 0;
}

/** The state that belongs to one project, as it is when the project has just been opened. */
export function projectParts(
  project: Project,
): Omit<ProjectState, "savedAt" | "isSaving" | "saveFailure" | "isLoaded" | "entries"> {
  return {
    project,
    dataset: datasetInUse(project),
    opening: null,
    openFailure: null,
    preview: null,
    previewFailure: null,
    isPreviewPending: false,
    comparedRuns: [],
    selection: null,
    canUndo: false,
    canRedo: false,
  };
}

export function datasetInUse(project: Project): DatasetInfo | null {
  return project.datasets.find((dataset) => dataset.id === project.dataset) ?? null;
}

/** The project with this data set, new or in the place of the one with its id. */
export function withDataset(project: Project, dataset: DatasetInfo): Project {
  const isKnown = project.datasets.some((known) => known.id === dataset.id);
  const datasets = isKnown
    ? project.datasets.map((known) => (known.id === dataset.id ? dataset : known))
    : [...project.datasets, dataset];
  return { ...project, datasets };
}

/** The project with this run, new or in the place of the one with its id; in the order of their numbers. */
export function withRun(project: Project, run: Run): Project {
  const others = project.runs.filter((known) => known.id !== run.id);
  return { ...project, runs: [...others, run].toSorted((a, b) => a.number - b.number) };
}

/** The project without a run; the latest of the others becomes the current one where it was. */
export function withoutRun(project: Project, id: string): Project {
  const runs = project.runs.filter((run) => run.id !== id);
  const currentRun = project.currentRun === id ? (runs.at(-1)?.id ?? null) : project.currentRun;
  return { ...project, runs, currentRun };
}
