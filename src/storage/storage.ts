/** What is kept between visits: projects, and beside them, by id, data sets, models and checkpoints. */
import type { Backbone } from "../core/backbone";
import type { Dataset, DatasetInfo } from "../core/dataset";
import type { Checkpoint, SavedModel } from "../core/estimator";
import type { Failure } from "../core/failure";
import type { ForecastMemory, WindowMemory } from "../core/forecast";
import type { FittedPipeline } from "../core/pipeline";
import type { Project, ProjectEntry } from "../core/project";
import type { UsualErrors } from "../core/evaluation";
import type { Cases } from "../core/run";
import type { Split } from "../core/split";

/** A data set with what the page knows of it, so that neither has to be worked out again. */
export interface StoredDataset {
  readonly dataset: Dataset;
  readonly info: DatasetInfo;
}

/** All that a run needs to predict and to show its cases again. */
export interface StoredModel {
  readonly run: string;
  readonly saved: SavedModel;
  readonly pipeline: FittedPipeline;
  readonly categories: readonly string[];
  readonly split: Split;
  /** Outcomes of the training rows, by which the baseline is judged: class codes or values. */
  readonly trainTargets: Float64Array<ArrayBuffer>;
  readonly cases: { readonly test: Cases; readonly validation: Cases | null };
  /** Of a model that gives rows back: errors of the rows that set the threshold, its own and each simple rule's. */
  readonly usualErrors?: UsualErrors;
  /** Of a model that gives windows of a series back: the regular step that was learned. */
  readonly step?: number;
  /** Of a forecast; models of older versions have none. */
  readonly forecast?: ForecastMemory;
  /** Of classes and numbers over windows; models of older versions have none. */
  readonly windows?: WindowMemory;
}

/**
 * Every write replaces the whole record or, where it fails, leaves the old one as it was.
 * Any method may reject with `storage/full` or `storage/unavailable`.
 */
export interface Storage {
  /** Why nothing outlives this page; null where storage works. */
  readonly failure: Failure | null;

  /** Newest first. */
  listProjects(): Promise<readonly ProjectEntry[]>;
  readProject(id: string): Promise<Project | null>;
  writeProject(project: Project): Promise<void>;
  /** Deletes the project with its data sets, models and checkpoints. */
  deleteProject(id: string): Promise<void>;

  readDataset(id: string): Promise<StoredDataset | null>;
  writeDataset(stored: StoredDataset): Promise<void>;
  deleteDataset(id: string): Promise<void>;

  readModel(run: string): Promise<StoredModel | null>;
  writeModel(model: StoredModel): Promise<void>;
  readCheckpoint(run: string): Promise<Checkpoint | null>;
  writeCheckpoint(run: string, checkpoint: Checkpoint): Promise<void>;
  deleteCheckpoint(run: string): Promise<void>;
  /** Deletes the run's model and checkpoint. */
  deleteRun(run: string): Promise<void>;

  /** Backbones lie under their prints, for all projects: `sweep` deletes what none names. */
  readBackbone(id: string): Promise<Backbone | null>;
  writeBackbone(backbone: Backbone): Promise<void>;

  /** Deletes what no project names and was written before this time (ms since 1970): left behind by a page that died before it saved. */
  sweep(before: number): Promise<void>;
  close(): void;
}

export function entryOf(project: Project): ProjectEntry {
  const dataset = project.datasets.find((candidate) => candidate.id === project.dataset);
  return {
    id: project.id,
    name: project.name,
    updatedAt: project.updatedAt,
    datasetName: dataset?.name ?? null,
    runCount: project.runs.length,
  };
}
