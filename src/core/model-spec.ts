import type { ColumnInfo } from "./column";
import type { Field } from "./field";
import type { JsonObject } from "./json";
import type { Task, TaskKind } from "./task";
import type { TrainingSettings } from "./training";
import type { Verdict } from "./verdict";
import type { Wording } from "./wording";

export interface Preset {
  readonly id: string;
  readonly label: Wording;
  readonly summary: Wording;
  readonly hyperparameters: JsonObject;
  readonly training?: Partial<TrainingSettings>;
}

interface TaskDefaults {
  readonly hyperparameters?: JsonObject;
  readonly training?: Partial<TrainingSettings>;
}

/** What a family is: plain data that the page can show without loading the family. */
export interface ModelSpec {
  readonly id: string;
  readonly label: Wording;
  /** One sentence. */
  readonly summary: Wording;
  readonly tasks: readonly TaskKind[];
  readonly fields: readonly Field[];
  readonly presets: readonly Preset[];
  /** The family's own defaults where they differ from the general ones. */
  readonly training: Partial<TrainingSettings>;
  /** Other defaults of hyperparameters and training for some tasks; those of a forecast hold for windows of a series, whatever is asked about them. */
  readonly forTask?: Readonly<Partial<Record<TaskKind, TaskDefaults>>>;
  /** As well, where it looks at a column of pictures; they count more than those for the task. */
  readonly forPictures?: TaskDefaults;
  /** It takes pixels from 0 to 1 and brings them into a range of its own: no step of the preparation does. */
  readonly scalesPixels?: boolean;
  /** Whether the training settings matter under these hyperparameters (a closed-form solver has none). */
  /** Those of the training settings that it heeds, where it does not heed all. */
  readonly trainingFields?: readonly string[];
  /** Settings of the step “Tokens” that it proposes, where they differ from the step's own. */
  readonly tokenSettings?: JsonObject;
  usesTraining(hyperparameters: JsonObject): boolean;
  accepts(task: Task, features: readonly ColumnInfo[]): Verdict;
  /** Whether it reads texts word by word, as rows of tokens; any other family counts their words. */
  readonly readsTokens?: true;
  /** Set where it can turn one text into another. */
  readonly readsSource?: true;
  /** Whether it reads the windows of a series step by step; to any other family they are one long row. */
  readonly readsSteps?: true;
}
