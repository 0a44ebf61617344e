/** What page and worker say to each other. Types only: the single list of requests, their answers and their events. */
import type { BackboneInfo } from "../core/backbone";
import type { ColumnKind } from "../core/column";
import type { DatasetInfo, OpenOptions, RowPage } from "../core/dataset";
import type { DatasetEdit } from "../core/dataset-edit";
import type { BackendId, EngineInfo } from "../core/engine-info";
import type { Failure } from "../core/failure";
import type { GenerateOptions, Generated, LiveText } from "../core/generation";
import type { ForecastLook, ForecastTrack, ScoreTrack } from "../core/forecast";
import type { LedgerEntry } from "../core/ledger";
import type { AttentionLook } from "../core/attention-look";
import type { Look } from "../core/look";
import type { Evaluation } from "../core/evaluation";
import type { Picture } from "../core/picture";
import type { PictureExample, PreparePreview } from "../core/prepare-preview";
import type { Project } from "../core/project";
import type { RateSweep } from "../core/rate-sweep";
import type { Cases, FitEvent, FitRequest, Predictions, Reconstructions, Run } from "../core/run";
import type { SourceFile } from "../core/source-file";
import type { Subset } from "../core/split";
import type { TextSummary } from "../core/text-summary";
import type { WordAnswer, WordQuestion, WordSource } from "../core/word-vectors";

export interface OpenProgress {
  readonly type: "progress";
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly rowCount: number;
}

export interface OpenPreview {
  readonly type: "preview";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface MemoryInfo {
  readonly tensors: number;
  readonly tensorBytes: number;
  readonly deviceBytes: number;
  readonly datasetBytes: number;
}

/**
 * Rows to predict or judge: of a data set (all of them where `rows` is left out), new files, or filled-in forms. A forecast begins after the rows, or after the last
 * known value of each series; `steps` says how far it goes (as far as was learned, where left out). Of classes and numbers over windows a row is the last one that is looked back at, and `latest` asks for the
 * last row of each series alone.
 */
export type PredictOn =
  | {
      readonly kind: "dataset";
      readonly dataset: string;
      readonly rows?: readonly number[];
      readonly steps?: number;
      readonly latest?: boolean;
    }
  | {
      readonly kind: "files";
      readonly files: readonly SourceFile[];
      readonly options?: OpenOptions;
      readonly steps?: number;
      readonly latest?: boolean;
    }
  | { readonly kind: "records"; readonly records: readonly Readonly<Record<string, unknown>>[] };

interface Call<Params, Result, Event = never> {
  readonly params: Params;
  readonly result: Result;
  readonly event: Event;
}

/** Every request by name. */
export interface Calls {
  "engine/start": Call<{ readonly backend: BackendId | null }, EngineInfo>;
  "engine/use-backend": Call<{ readonly backend: BackendId }, EngineInfo>;
  "engine/memory": Call<Record<string, never>, MemoryInfo>;

  "data/open": Call<
    { readonly id: string; readonly files: readonly SourceFile[]; readonly options: OpenOptions },
    DatasetInfo,
    OpenProgress | OpenPreview
  >;
  /** Reads the same files again with other options, under the same id. Refused once the files are no longer at hand (after a reload). */
  "data/reopen": Call<
    { readonly dataset: string; readonly options: OpenOptions },
    DatasetInfo,
    OpenProgress | OpenPreview
  >;
  "data/sample": Call<{ readonly id: string; readonly sample: string; readonly seed: number }, DatasetInfo>;
  "data/convert": Call<{ readonly dataset: string; readonly column: string; readonly kind: ColumnKind }, DatasetInfo>;
  /** Lays exactly these corrections over the columns as they were opened; none gives back what was opened. */
  "data/edit": Call<{ readonly dataset: string; readonly edits: readonly DatasetEdit[] }, DatasetInfo>;
  /** Rows from..to of the data set, or of the given row numbers; all columns, or the named ones in their order. */
  "data/rows": Call<
    {
      readonly dataset: string;
      readonly from: number;
      readonly to: number;
      readonly rows?: readonly number[];
      readonly columns?: readonly string[];
    },
    RowPage
  >;
  /** The pictures of the given row numbers, at most `side` pixels on the longer side by area averaging; null where one is missing. */
  "data/pictures": Call<
    { readonly dataset: string; readonly column: string; readonly rows: readonly number[]; readonly side: number },
    { readonly pictures: readonly (Picture | null)[] }
  >;
  /** A column of texts at a glance; the words of each class where a column of classes is named. Excluded rows are left out. */
  "data/texts": Call<
    { readonly dataset: string; readonly column: string; readonly classes: string | null },
    TextSummary
  >;
  "data/close": Call<{ readonly dataset: string }, null>;

  "prepare/preview": Call<{ readonly request: FitRequest }, PreparePreview>;
  /** The training picture at this place (counted round), prepared, and varied so many times; null where the model is given no pictures. */
  "prepare/augmented": Call<
    { readonly request: FitRequest; readonly place: number; readonly count: number },
    PictureExample | null
  >;

  /** Reads a TensorFlow.js layers model and keeps it under its print, which the setting `backbone` names. Nothing but these files is read. */
  "models/open-backbone": Call<{ readonly files: readonly SourceFile[] }, BackboneInfo>;

  /** Fits, evaluates and stores. Resolves when the run has ended, whatever its phase. `run` carries id and number; a run with a checkpoint goes on from it. */
  "fit/start": Call<
    { readonly run: string; readonly number: number; readonly request: FitRequest; readonly resume: Run | null },
    Run,
    FitEvent | { readonly type: "run"; readonly run: Run }
  >;
  "fit/pause": Call<{ readonly run: string }, null>;
  "fit/resume": Call<{ readonly run: string }, null>;
  "fit/stop": Call<{ readonly run: string }, null>;
  /** Sweeps the learning rate on a network of its own, when nothing else is fitted; null where the model is not fitted by descent. */
  "fit/find-rate": Call<{ readonly request: FitRequest }, RateSweep | null>;
  /** What a network of pictures shows of itself and of a row's picture, while it is fitted or later; of some row where none is named. Null where there is no such network. */
  "fit/look": Call<{ readonly run: Run; readonly row: number | null }, Look | null>;

  /** What a model of a language has written at the ends of epochs while it is fitted, or writes now; null where the run has none. */
  "fit/texts": Call<{ readonly run: Run }, readonly LiveText[] | null>;

  /** Writes new texts, and says what may come behind the prompt. */
  "run/generate": Call<{ readonly run: Run; readonly options: GenerateOptions }, Generated>;
  /** Which words of a row's text a network attends to, in one of its layers of attention, while it is fitted or later; of some row where none is named. Null where there is no such network. */
  "fit/attend": Call<{ readonly run: Run; readonly row: number | null; readonly layer: number }, AttentionLook | null>;
  /** The last validation windows of a forecast that is being fitted, as the model of the moment forecasts them; null where there is none. */
  "fit/look-ahead": Call<{ readonly run: string }, ForecastLook | null>;

  "run/evaluate": Call<{ readonly run: Run; readonly dataset: string; readonly rows?: readonly number[] }, Evaluation>;
  /** The same on new files with the same columns, all of whose rows the run has never seen unless they are its own data. */
  "run/evaluate-files": Call<
    { readonly run: Run; readonly files: readonly SourceFile[] },
    { readonly evaluation: Evaluation; readonly name: string; readonly rowCount: number },
    OpenProgress
  >;
  "run/cases": Call<{ readonly run: Run; readonly subset: Subset }, Cases>;
  /** Rows beside what the run gives back of them, while it is fitted and later; some where none are named. Null where it gives nothing back. */
  "run/reconstructions": Call<{ readonly run: Run; readonly rows: readonly number[] | null }, Reconstructions | null>;
  /** A series with what a forecast said of it on a subset's windows; the first series where none is named. */
  "run/track": Call<{ readonly run: Run; readonly subset: Subset; readonly series: number }, ForecastTrack>;
  /** Of a model that gives windows back: a series with the error of each of its windows; the first series where none is named. */
  "run/scores": Call<{ readonly run: Run; readonly on: PredictOn; readonly series: number }, ScoreTrack>;
  "run/predict": Call<{ readonly run: Run; readonly on: PredictOn }, Predictions, OpenProgress>;
  /** The predicted rows with their columns, prediction and probabilities as a CSV file. */
  "run/predictions-csv": Call<{ readonly run: Run; readonly on: PredictOn }, Blob>;
  /** What lies near a word or a text, what fits an analogy, or the map of the words. */
  "words/ask": Call<{ readonly source: WordSource; readonly question: WordQuestion }, WordAnswer>;
  /** All vectors as word2vec writes them in text: a line of counts, then a word and its numbers in each. */
  "words/export": Call<{ readonly source: WordSource }, Blob>;
  "run/delete": Call<{ readonly run: string }, null>;

  /** The project with all that is stored beside it, as one file. */
  "project/export": Call<{ readonly project: Project }, Blob>;
  /** Puts all that a project file holds into storage and answers with the project, under a new id. */
  "project/import": Call<{ readonly file: File; readonly id: string }, Project>;
}

export type Method = keyof Calls;
export type Params<M extends Method> = Calls[M]["params"];
export type Result<M extends Method> = Calls[M]["result"];
export type CallEvent<M extends Method> = Calls[M]["event"];

/** What the worker says unasked. */
export type Notice =
  /** The worker serves. It holds the Web Lock of this name for its life: who gets it knows that the worker is dead. */
  | { readonly type: "ready"; readonly lock?: string }
  | { readonly type: "ledger"; readonly entries: readonly LedgerEntry[] }
  /** The graphics device was lost; the engine has chosen again. */
  | { readonly type: "backend"; readonly info: EngineInfo; readonly failure: Failure | null }
  /** The graphics device was lost and nothing else can compute. */
  | { readonly type: "lost"; readonly failure: Failure }
  /** What is opened or fitted could not be kept; it stays in memory. `dataset` or `run` names it. */
  | { readonly type: "storage"; readonly failure: Failure; readonly dataset?: string; readonly run?: string };

export type ToWorker =
  | { readonly type: "request"; readonly id: number; readonly method: Method; readonly params: unknown }
  | { readonly type: "cancel"; readonly id: number };

export type ToPage =
  | { readonly type: "result"; readonly id: number; readonly value: unknown }
  | { readonly type: "failure"; readonly id: number; readonly failure: Failure }
  | { readonly type: "events"; readonly id: number; readonly events: readonly unknown[] }
  | { readonly type: "notice"; readonly notice: Notice };

/** The engine as the page sees it. */
export interface Engine {
  call<M extends Method>(method: M, params: Params<M>, options?: CallOptions<M>): Promise<Result<M>>;
  onNotice(listener: (notice: Notice) => void): () => void;
  /** Called when the worker died and a new one took its place. */
  onRestart(listener: (failure: Failure) => void): () => void;
  /** Called when it died too often to be started again; every call is refused with this failure. */
  onGiveUp(listener: (failure: Failure) => void): () => void;
  dispose(): void;
}

export interface CallOptions<M extends Method> {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: CallEvent<M>) => void;
}
