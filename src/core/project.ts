import type { BackboneInfo } from "./backbone";
import type { DatasetInfo } from "./dataset";
import type { PipelineStep } from "./pipeline";
import type { Run } from "./run";
import type { SplitRequest } from "./split";
import type { Task } from "./task";
import type { TrainingSettings } from "./training";

export const projectFormat = 1;

/** How the name of a project file ends. */
export const projectFileEnding = ".lightbench";

/** The steps of the rail; a step joins when it works. */
export const stepIds = ["data", "prepare", "train", "evaluate", "use"] as const;
export type StepId = (typeof stepIds)[number];

/** What the user has set and not yet fitted. null means: as proposed. */
export interface Draft {
  readonly task: Task | null;
  readonly pipeline: readonly PipelineStep[] | null;
  readonly split: SplitRequest | null;
  readonly seed: number;
  readonly model: string | null;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  readonly training: Partial<TrainingSettings>;
  readonly intendedUse: string;
}

export const emptyDraft: Draft = {
  task: null,
  pipeline: null,
  split: null,
  seed: 0,
  model: null,
  hyperparameters: {},
  training: {},
  intendedUse: "",
};

/** A project as it is saved; columns, models and checkpoints are stored beside it by their ids. */
export interface Project {
  readonly format: typeof projectFormat;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly datasets: readonly DatasetInfo[];
  /** The data set in use. */
  readonly dataset: string | null;
  readonly draft: Draft;
  readonly runs: readonly Run[];
  /** Networks from the disk that the draft or a run begins with; older projects have none. */
  readonly backbones?: readonly BackboneInfo[];
  readonly currentRun: string | null;
  readonly step: StepId | "start";
}

export interface ProjectEntry {
  readonly id: string;
  readonly name: string;
  readonly updatedAt: number;
  readonly datasetName: string | null;
  readonly runCount: number;
}
