/** What `window.lightbench` offers to scripts and embedding pages. Names are stable: added to, never renamed. */
import type { BackboneInfo } from "../core/backbone";
import type { ColumnInfo } from "../core/column";
import type { DatasetInfo as CoreDatasetInfo, OpenOptions as CoreOpenOptions } from "../core/dataset";
import type { BackendId, EngineInfo as CoreEngineInfo } from "../core/engine-info";
import type { Evaluation as CoreEvaluation } from "../core/evaluation";
import type { GenerateOptions, Generated } from "../core/generation";
import type { ModelSpec as CoreModelSpec } from "../core/model-spec";
import type { PipelineStep } from "../core/pipeline";
import type { FitEvent, Predictions, Run as CoreRun } from "../core/run";
import type { SampleInfo as CoreSampleInfo } from "../core/sample-spec";
import type { SplitRequest, Subset } from "../core/split";
import type { WordAnswer, WordPlace } from "../core/word-vectors";
import type { Spoken, SpokenFailure } from "./spoken";

export type EngineInfo = Spoken<CoreEngineInfo>;
export type SampleInfo = Spoken<CoreSampleInfo>;
export type ModelSpec = Spoken<Omit<CoreModelSpec, "accepts" | "usesTraining">>;
export type { FitEvent, Predictions };

export interface DatasetInfo extends Pick<
  CoreDatasetInfo,
  "id" | "name" | "rowCount" | "warningCount" | "source" | "fingerprint" | "sizeBytes" | "edits"
> {
  readonly columns: readonly ColumnInfo[];
  readonly warnings: readonly { readonly file: string; readonly line?: number; readonly message: string }[];
  readonly redFlags: Spoken<CoreDatasetInfo["redFlags"]>;
}

export type Evaluation = Pick<
  CoreEvaluation,
  | "metrics"
  | "baseline"
  | "n"
  | "rowCount"
  | "unit"
  | "intervals"
  | "baselineIntervals"
  | "roc"
  | "byUnit"
  | "byLabel"
  | "rivals"
  | "rowUnit"
  | "windowRivals"
  | "references"
  | "bySeries"
  | "reserves"
  | "quantiles"
>;

export interface Run extends Omit<CoreRun, "failure" | "evaluation" | "effects" | "network"> {
  /** What is different from the run before it. */
  readonly name: string;
  readonly failure?: SpokenFailure;
  readonly evaluation?: { readonly test: Evaluation; readonly validation: Evaluation | null };
  readonly effects: Spoken<CoreRun["effects"]>;
  readonly network: Spoken<CoreRun["network"]>;
}

export interface RunCases {
  /** Data set row numbers. */
  readonly rows: readonly number[];
  /** Class names or values; of several labels those that hold, as "a|b". Of rows given back the category, and the error as what is predicted. */
  readonly actual: readonly (string | number)[];
  readonly predicted: readonly (string | number)[];
  readonly categories: readonly string[];
  /** [row][class] or [row][label]; empty for regression. */
  readonly probabilities: readonly (readonly number[])[];
}

/** `sheet` is for formats to come, and refused until then. */
export interface OpenOptions extends CoreOpenOptions {
  readonly sheet?: string;
}

export interface Window {
  readonly lookBack: number;
  readonly horizon?: number;
  /** Of two classes: whether the positive one comes at any of the next `horizon` steps, not only at the last of them. */
  readonly within?: boolean;
  readonly time?: string;
  readonly series?: string;
}

/** Several targets, or one column that lists labels, are several labels at once. A forecast is of one target. A window asks for the class or the value `horizon` steps after the last of `lookBack` rows of a series: of now itself where it is 0. The kinds after forecasting are refused until a family can answer them. */
export type TaskRequest =
  | {
      readonly kind: "classification";
      readonly target: string | readonly string[];
      readonly positive?: string;
      readonly features?: readonly string[];
      readonly window?: Window;
    }
  /** Several labels at once as a run tells it; the same as a classification with a list of targets. */
  | { readonly kind: "multilabel"; readonly targets: readonly string[]; readonly features?: readonly string[] }
  | {
      readonly kind: "regression";
      readonly target: string;
      readonly features?: readonly string[];
      readonly window?: Window;
    }
  | {
      readonly kind: "forecasting";
      readonly target: string | readonly string[];
      readonly features?: readonly string[];
      readonly window: Window;
      /** Features whose coming values are known, such as holidays. To go on after the last known value, the data need rows for the steps to come in which the target is empty. */
      readonly knownAhead?: readonly string[];
      /** Of each value to come, such as 0.1, 0.5 and 0.9; one half is added where it is not among them, and is then the forecast. By the networks alone. */
      readonly quantiles?: readonly number[];
    }
  | { readonly kind: "survival"; readonly time: string; readonly event: string; readonly features?: readonly string[] }
  /** Learned from the rows whose column has the category of `normal`, from all where it is left out; of windows of so many rows of a series where `window` is given, which has no horizon. */
  | {
      readonly kind: "reconstruction";
      readonly features?: readonly string[];
      readonly window?: Window;
      readonly normal?: { readonly column: string; readonly category: string };
    }
  | { readonly kind: "clustering"; readonly features?: readonly string[] }
  | { readonly kind: "recommendation"; readonly user: string; readonly item: string; readonly rating?: string }
  | { readonly kind: "generation"; readonly text: string; readonly source?: string }
  | { readonly kind: "embedding"; readonly text: string };

export interface TrainingRequest {
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly optimizer?: string;
  readonly learningRate?: number;
  readonly schedule?: string;
  readonly earlyStopping?: number | false;
  readonly classWeights?: "none" | "balanced" | readonly number[];
  /** Norm that all gradients of a step together are shortened to where they are longer; 0, the default: never. */
  readonly clipNorm?: number;
  readonly augmentation?: Readonly<Record<string, number>> | false;
}

export interface FitRequest {
  /** DatasetInfo.id */
  readonly dataset: string;
  readonly task: TaskRequest;
  /** A family's id, or "family/preset". */
  readonly model: string;
  readonly hyperparameters?: Readonly<Record<string, unknown>>;
  /** What the Prepare step would propose, where left out. */
  readonly pipeline?: readonly PipelineStep[];
  readonly split?: SplitRequest;
  readonly training?: TrainingRequest;
  readonly seed?: number;
  readonly intendedUse?: string;
}

/** `count` is ten where left out, of a map two hundred. */
export type AskedOfWords =
  | { readonly kind: "nearest"; readonly word: string; readonly count?: number }
  | { readonly kind: "analogy"; readonly a: string; readonly b: string; readonly c: string; readonly count?: number }
  | { readonly kind: "text"; readonly text: string; readonly count?: number }
  | { readonly kind: "map"; readonly count?: number };

/** Every call rejects with a WorkbenchError: `code`, `message` and `hint`, in the language of the page. */
export interface Lightbench {
  readonly version: string;
  /** Resolves when the last project is back and the engine has started. */
  readonly ready: Promise<void>;
  engine(): Promise<EngineInfo>;
  useBackend(id: BackendId): Promise<EngineInfo>;
  memory(): Promise<{
    readonly tensors: number;
    readonly tensorBytes: number;
    readonly deviceBytes: number;
    readonly datasetBytes: number;
  }>;
  samples(): readonly SampleInfo[];
  /** Opens a built-in scenario. */
  sample(id: string): Promise<DatasetInfo>;
  models(): readonly ModelSpec[];
  /** Exactly what dropping the files does. */
  open(files: readonly File[], options?: OpenOptions): Promise<DatasetInfo>;
  /** Reads a TensorFlow.js layers model (model.json and its .bin files); its `id` is the setting `backbone` of the model “backbone”. */
  openBackbone(files: readonly File[]): Promise<BackboneInfo>;
  /** Rows from..to as records by column name; missing is null, a time is in milliseconds since 1970. */
  rows(dataset: string, from: number, to: number): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** What is open. */
  datasets(): readonly DatasetInfo[];
  closeDataset(id: string): Promise<void>;
  /** Resolves when the run has ended, whatever its phase; the first event is {type: "started", run: id}. */
  fit(request: FitRequest, onEvent?: (event: FitEvent) => void): Promise<Run>;
  pause(run: string): Promise<void>;
  resume(run: string): Promise<void>;
  stop(run: string): Promise<Run>;
  runs(): readonly Run[];
  deleteRun(run: string): Promise<void>;
  evaluate(run: string, on: { readonly dataset: string; readonly rows?: readonly number[] }): Promise<Evaluation>;
  /** The rows of a subset (test by default) with what is true and what the run says of them. */
  cases(run: string, subset?: Subset): Promise<RunCases>;
  predict(
    run: string,
    on:
      | readonly File[]
      | {
          readonly dataset: string;
          readonly rows?: readonly number[];
          /** Of a forecast: how far it goes; without rows it begins after the last known value of each series. */
          readonly steps?: number;
          /** Of classes and numbers over windows: only what comes after the last row of each series. Rows are the last ones looked back at. */
          readonly latest?: boolean;
        },
  ): Promise<Predictions>;
  /** Writes new texts with a model of a language, and says what may come behind the prompt. */
  generate(run: string, options?: GenerateOptions): Promise<Generated>;
  /** What lies near a word or a text, what fits an analogy (a − b + c), or the map of the words: of a run of word vectors, or of a vectors file that is open. */
  words(source: WordPlace, question: AskedOfWords): Promise<WordAnswer>;
  /** The same vectors as a word2vec text file. */
  exportWords(source: WordPlace): Promise<Blob>;
  saveProject(): Promise<Blob>;
  openProject(file: File): Promise<void>;
  /** Page and worker together. */
  ledger(): { readonly requests: number; readonly blocked: number; readonly since: string };
}
