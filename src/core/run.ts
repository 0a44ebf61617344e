import type { Coefficient } from "./coefficient";
import type { BackendId } from "./engine-info";
import type { Failure } from "./failure";
import type { ComingValues } from "./forecast";
import type { JsonObject } from "./json";
import type { Evaluation } from "./evaluation";
import type { NetworkSummary } from "./network-summary";
import type { Picture } from "./picture";
import type { PipelineStep, StepEffect } from "./pipeline";
import type { RunPhase } from "./run-phase";
import type { SplitRequest, Subset } from "./split";
import type { Task } from "./task";
import type { TrainingSettings } from "./training";

/** What is asked of a fit; the defaults fill what is left out. */
export interface FitRequest {
  readonly dataset: string;
  readonly task: Task;
  /** A family's id, or "family/preset". */
  readonly model: string;
  readonly hyperparameters?: Readonly<Record<string, unknown>>;
  readonly pipeline?: readonly PipelineStep[];
  readonly split?: SplitRequest;
  readonly training?: Partial<TrainingSettings>;
  readonly seed?: number;
  /** What the model is meant for, in the user's words. */
  readonly intendedUse?: string;
}

/** A request with nothing left to guess: the same one gives the same run. */
export interface ResolvedFit {
  readonly dataset: string;
  readonly task: Task;
  readonly family: string;
  readonly preset: string | null;
  readonly hyperparameters: JsonObject;
  readonly pipeline: readonly PipelineStep[];
  readonly split: SplitRequest;
  readonly training: TrainingSettings;
  readonly seed: number;
  readonly intendedUse: string;
}

export interface SubsetScore {
  readonly loss: number;
  /** Accuracy for classification, mean absolute error for regression, perplexity for generation. */
  readonly metric: number;
}

/** Scores with the weights at the end of the epoch; the loss is the one that is minimised, class weights included. */
export interface EpochRecord {
  /** Counted from 1. */
  readonly epoch: number;
  readonly train: SubsetScore;
  readonly validation: SubsetScore | null;
  readonly learningRate: number;
  readonly durationMs: number;
}

export interface FitProgress {
  readonly epoch: number;
  readonly epochs: number;
  /** Steps since the start of the run, over all epochs. */
  readonly step: number;
  /** Steps of the run if it is not stopped early. */
  readonly steps: number;
  /** Mean training loss since the last report. */
  readonly loss: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
  /** Programs of a graphics device, as long as they are compiled before the first step. */
  readonly compiled?: { readonly done: number; readonly all: number };
  /** Where steps are recorded on the device and replayed. */
  readonly replay?: Replayed;
}

/** What is recorded of the steps of a fit. */
export interface Replayed {
  /** Programs of a step; 0 as long as none is recorded. */
  readonly programs: number;
  /** Bytes on the device that the recordings hold. */
  readonly bytes: number;
  /** Whether a step would have held too much, so that each is built anew. */
  readonly isOverBudget: boolean;
}

/** A graphics device that was lost under a run, which then went on by itself. */
export interface DeviceLoss {
  /** The epoch whose end it went on from; 0: from its start. */
  readonly epoch: number;
  /** In the words of the browser. */
  readonly reason: string;
  /** What it went on with. */
  readonly backend: BackendId;
}

export interface Run {
  readonly id: string;
  /** 1, 2, 3 … in the order of asking. */
  readonly number: number;
  /** The family's id, or "family/preset". */
  readonly model: string;
  readonly request: ResolvedFit;
  readonly datasetName: string;
  readonly fingerprint: string;
  readonly phase: RunPhase;
  /** "float64": solved exactly on the processor; null: not begun. */
  readonly backend: BackendId | "float64" | null;
  /** Of what computed, in English: a record, not a text of the page. */
  readonly adapter: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly history: readonly EpochRecord[];
  /** The epoch whose weights the model has; 0 before the first. */
  readonly bestEpoch: number;
  readonly progress: FitProgress | null;
  readonly failure?: Failure;
  /** In their order. */
  readonly deviceLosses?: readonly DeviceLoss[];
  readonly evaluation?: { readonly test: Evaluation; readonly validation: Evaluation | null };
  readonly effects: readonly StepEffect[];
  readonly rowCounts: Readonly<Record<Subset, number>>;
  readonly featureCount: number;
  readonly network: NetworkSummary | null;
  readonly coefficients: readonly Coefficient[];
  /** Whether a model is stored, so that it can predict. */
  readonly hasModel: boolean;
  /** Whether a checkpoint is stored, so that it can go on. */
  readonly hasCheckpoint: boolean;
}

export type FitEvent =
  | { readonly type: "started"; readonly run: string }
  | { readonly type: "progress"; readonly progress: FitProgress }
  | { readonly type: "epoch"; readonly record: EpochRecord; readonly bestEpoch: number }
  | { readonly type: "phase"; readonly phase: RunPhase };

/** Cases of a subset with what the model said: for the charts and the tables of the Evaluate step. */
export interface Cases {
  /** Data set row numbers. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Class codes or values; for several labels [row, label], 1 where it holds; of a generation how many tokens each text has. */
  readonly actual: Float64Array<ArrayBuffer>;
  /** The same as predicted; of a generation the mean bits of a token of each text. */
  readonly predicted: Float64Array<ArrayBuffer>;
  /** [row, class] for classification, [row, label] for several labels; empty for regression. */
  readonly probabilities: Float64Array<ArrayBuffer>;
  readonly categories: readonly string[];
  /** Of rows given back, whose `actual` is the code of a category (0 without) and whose `predicted` is the error. */
  readonly reconstruction?: ReconstructedCases;
  /** Code of the unit that each row belongs to (patient of the picture), −1 for none; where rows have some. */
  readonly units?: Int32Array<ArrayBuffer>;
}

export interface ReconstructedCases {
  /** A larger error is flagged. */
  readonly threshold: number;
  /** Errors of the rows that set it, ascending. */
  readonly usualErrors: Float64Array<ArrayBuffer>;
  /** [row, 2]: the codes along the two directions in which they differ most. */
  readonly map: Float64Array<ArrayBuffer>;
  /** [row, input]: the absolute differences, of windows the means over their steps; empty for pictures and where inputs are many. */
  readonly differences: Float64Array<ArrayBuffer>;
  /** Names of the inputs; empty where the differences are. */
  readonly inputs: readonly string[];
  /** Of windows of a series, whose row is their last. */
  readonly windows?: CaseWindows;
}

/** Where the windows of cases are in their series. */
export interface CaseWindows {
  /** Rows of each. */
  readonly lookBack: number;
  /** [case], the place of the last row in the order of all series: windows overlap whose places are less than `lookBack` apart. */
  readonly places: Uint32Array<ArrayBuffer>;
  /** [case], milliseconds since 1970 where dated. */
  readonly times: Float64Array<ArrayBuffer>;
  readonly isDated: boolean;
}

/** Some rows beside what is given back of them. */
export interface Reconstructions {
  /** Epochs done; of a run that has ended, the one whose weights it has. */
  readonly epoch: number;
  readonly items: readonly ReconstructedRow[];
}

export interface ReconstructedRow {
  /** Data set row number. */
  readonly row: number;
  readonly error: number;
  /** Of a picture: as it is given, as it comes back, and three times the difference of both, black where there is none. */
  readonly pictures: { readonly before: Picture; readonly after: Picture; readonly difference: Picture } | null;
  /** Of a window of a series: the course of each input as it was prepared, of many the four worst. */
  readonly curves?: readonly ReconstructedCurve[];
  /** Of other rows: the inputs as they were prepared, the worst first, twelve at most. */
  readonly values: readonly { readonly input: string; readonly before: number; readonly after: number }[];
}

export interface ReconstructedCurve {
  readonly input: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface Predictions {
  readonly rows: readonly number[];
  /** Category names or numbers, or a list of the labels that hold as "a|b", or of a forecast the next values after the row; null where a row could not be predicted (dropped by a step, too little past). */
  readonly values: readonly (string | number | readonly number[] | null)[];
  readonly categories?: readonly string[];
  /** [row][class], in the order of `categories`. */
  readonly probabilities?: readonly (readonly number[])[];
  /** Of rows given back, whose value is the error: whether it is above the threshold; null where there is none. */
  readonly flagged?: readonly (boolean | null)[];
  readonly threshold?: number;
  /** The file that each row's picture came from, with its folders; only where pictures were opened from files. */
  readonly files?: readonly string[];
  /** Data set made from the new files, so that their rows can be looked at. */
  readonly dataset: string;
  /** Of windows: the series and the time of the last row of each, by row; null and NaN where a row is in none. */
  readonly windows?: {
    readonly names: readonly (string | null)[];
    readonly times: readonly number[];
    readonly step: number;
    readonly isDated: boolean;
  };
  /** Of a forecast: series, times and history of each row's values. */
  readonly coming?: ComingValues;
}
