/** The page's state and everything that a button or a script can do. Stores are made by factories in main.tsx and passed down. */
import type { StoreApi } from "zustand/vanilla";
import type { BackboneInfo } from "../core/backbone";
import type { ColumnKind } from "../core/column";
import type { DatasetInfo, OpenOptions, RowPage } from "../core/dataset";
import type { BackendId, EngineInfo } from "../core/engine-info";
import type { Failure } from "../core/failure";
import type { GenerateOptions, Generated, LiveText } from "../core/generation";
import type { ForecastLook, ForecastTrack, ScoreTrack } from "../core/forecast";
import type { LedgerCounts, LedgerEntry } from "../core/ledger";
import type { AttentionLook } from "../core/attention-look";
import type { Look } from "../core/look";
import type { Evaluation } from "../core/evaluation";
import type { Picture } from "../core/picture";
import type { PipelineStep } from "../core/pipeline";
import type { PictureExample, PreparePreview } from "../core/prepare-preview";
import type { Project, ProjectEntry, StepId } from "../core/project";
import type { RateSweep } from "../core/rate-sweep";
import type { Cases, FitEvent, FitRequest, Predictions, Reconstructions, Run } from "../core/run";
import type { SourceFile } from "../core/source-file";
import type { SplitRequest, Subset } from "../core/split";
import type { Task } from "../core/task";
import type { TextSummary } from "../core/text-summary";
import type { TrainingSettings } from "../core/training";
import type { Locale, Wording } from "../core/wording";
import type { WordAnswer, WordPlace, WordQuestion } from "../core/word-vectors";
import type { Catalogue } from "./dependencies";
import type { MemoryInfo, OpenPreview, PredictOn, Result } from "../engine/protocol";

export type { PredictOn };

/** Rows that every view marks, with words that say which they are. */
export interface Selection {
  readonly dataset: string;
  readonly rows: readonly number[];
  readonly label: Wording;
}

export interface OpeningState {
  readonly names: readonly string[];
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly rowCount: number;
  readonly startedAt: number;
  readonly preview: OpenPreview | null;
}

/** Done, current, stale (something before it changed), blocked (with the reason), or simply open. */
export type StepState =
  | { readonly kind: "done" | "open" | "stale" }
  | { readonly kind: "blocked"; readonly reason: Wording };

export interface ProjectState {
  /** What is saved. */
  readonly project: Project;
  readonly savedAt: number | null;
  readonly isSaving: boolean;
  /** Why the last save failed; the work goes on in memory. */
  readonly saveFailure: Failure | null;
  /** False until the last project has been read from storage. */
  readonly isLoaded: boolean;
  readonly entries: readonly ProjectEntry[];

  /** The data set in use, or null. */
  readonly dataset: DatasetInfo | null;
  readonly opening: OpeningState | null;
  /** The last refusal to show beside what was tried, until the next try. */
  readonly openFailure: Failure | null;

  readonly preview: PreparePreview | null;
  readonly previewFailure: Failure | null;
  readonly isPreviewPending: boolean;

  readonly comparedRuns: readonly string[];
  readonly selection: Selection | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface EngineState {
  readonly info: EngineInfo | null;
  /** The engine is starting, choosing a backend, or starting again after a crash. */
  readonly phase: "starting" | "ready" | "failed";
  readonly failure: Failure | null;
  readonly restarts: number;
  readonly ledger: LedgerCounts;
  readonly ledgerEntries: readonly LedgerEntry[];
}

/** What the page should say once: shown as a note that goes away, with an undo where there is one. */
export interface Note {
  readonly id: number;
  readonly kind: "info" | "success" | "failure";
  readonly message: Wording;
  readonly hint?: Wording;
  readonly undo?: () => void;
  /** Whether what it says still holds; it goes as soon as that is over. Always, where there is none. */
  readonly holds?: (state: ProjectState) => boolean;
}

export interface ViewState {
  readonly step: StepId | "start";
  readonly locale: Locale;
  readonly theme: "light" | "dark" | "auto";
  readonly notes: readonly Note[];
}

/** Undoable (a note offers it back until it goes away) or at once for good. */
export type Permanence = "undoable" | "final";

/** Everything that can be done; a script's call and a button's click are the same action. Each rejects with a WorkbenchError. */
export interface WorkbenchActions {
  // Files and data sets
  openFiles(files: readonly SourceFile[], options?: OpenOptions): Promise<DatasetInfo>;
  cancelOpening(): void;
  /** Reads the files of the data set in use again with other options. */
  reopen(options: OpenOptions): Promise<DatasetInfo>;
  openSample(id: string): Promise<DatasetInfo>;
  convertColumn(column: string, kind: ColumnKind): Promise<DatasetInfo>;
  useDataset(id: string): void;
  closeDataset(id: string, permanence?: Permanence): Promise<void>;
  /** Rows from..to of the data set, or of the given row numbers; all columns, or the named ones in their order. */
  rows(
    dataset: string,
    from: number,
    to: number,
    rows?: readonly number[],
    columns?: readonly string[],
  ): Promise<RowPage>;
  /** The pictures of these rows, at most `side` pixels on the longer side; null where one is missing. */
  /** A column of texts at a glance; the words of each class where a column of classes is named. */
  texts(dataset: string, column: string, classes: string | null, signal?: AbortSignal): Promise<TextSummary>;
  pictures(
    dataset: string,
    column: string,
    rows: readonly number[],
    side: number,
    signal?: AbortSignal,
  ): Promise<readonly (Picture | null)[]>;
  /** The training picture at this place (counted round), prepared, and varied so many times; null where the model is given no pictures. */
  pictureExample(
    request: FitRequest,
    place: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<PictureExample | null>;
  /** A sweep of learning rates for what would be fitted; waits for the fit that is under way. null where the model is not fitted by descent. */
  findRate(request: FitRequest, signal?: AbortSignal): Promise<RateSweep | null>;

  /** Reads a TensorFlow.js layers model from the disk and asks for a model that begins with it. */
  openBackbone(files: readonly SourceFile[], signal?: AbortSignal): Promise<BackboneInfo>;

  // Corrections of the data set in use by hand (each can be undone)
  /** Gives rows another category: a new one is added, and so is a column that is not there. */
  relabel(rows: readonly number[], column: string, category: string): Promise<DatasetInfo>;
  /** Takes rows out of everything but the table. */
  exclude(rows: readonly number[]): Promise<DatasetInfo>;
  /** Takes one correction back, wherever it stands in the list. */
  takeBackEdit(index: number): Promise<DatasetInfo>;

  // The question, the steps, the settings (each can be undone)
  setTask(task: Task | null): void;
  setPipeline(pipeline: readonly PipelineStep[] | null): void;
  setSplit(split: SplitRequest | null): void;
  setSeed(seed: number): void;
  setModel(model: string | null): void;
  setHyperparameter(id: string, value: unknown): void;
  setTraining(settings: Partial<TrainingSettings>): void;
  setIntendedUse(text: string): void;
  undo(): void;
  redo(): void;

  // Runs
  /** Fits what the draft asks for. */
  fitDraft(): Promise<Run>;
  fit(request: FitRequest, onEvent?: (event: FitEvent) => void): Promise<Run>;
  /** Fits the request of a run again, on the data as they are now, and compares the two. */
  refit(run: string): Promise<Run>;
  pause(run: string): Promise<void>;
  /** Goes on with a paused, stopped, failed or interrupted run that has a checkpoint. */
  resume(run: string): Promise<void>;
  stop(run: string): Promise<Run>;
  deleteRun(run: string, permanence?: Permanence): Promise<void>;
  selectRun(run: string): void;
  compareRuns(runs: readonly string[]): void;
  evaluate(run: string, on: { readonly dataset: string; readonly rows?: readonly number[] }): Promise<Evaluation>;
  /** The same on new files with the same columns. */
  evaluateFiles(run: string, files: readonly SourceFile[]): Promise<Result<"run/evaluate-files">>;
  cases(run: string, subset: Subset): Promise<Cases>;
  /** What a network of pictures looks for, what it makes of a row's picture and what it gets wrong, while it is fitted and later; null where there is none. */
  look(run: string, row: number | null): Promise<Look | null>;
  /** What a model of a language has written at the ends of epochs while it is fitted, or writes now; null where the run has none. */
  liveTexts(run: string): Promise<readonly LiveText[] | null>;
  generate(run: string, options: GenerateOptions): Promise<Generated>;
  /** Which words of a row's text a network attends to, in one of its layers of attention, while it is fitted and later; null where there is none. */
  attend(run: string, row: number | null, layer: number): Promise<AttentionLook | null>;
  /** Rows beside what the run gives back of them, while it is fitted and later; some where none are named. */
  reconstructions(run: string, rows: readonly number[] | null): Promise<Reconstructions | null>;
  /** The last validation windows of a forecast that is being fitted; null where there is none. */
  lookAhead(run: string): Promise<ForecastLook | null>;
  /** One series of a forecast with what was said of its test or validation windows. */
  track(run: string, subset: Subset, series: number): Promise<ForecastTrack>;
  /** A series with the error of each of its windows, by a run that gives windows back. */
  scores(run: string, on: PredictOn, series: number): Promise<ScoreTrack>;
  predict(run: string, on: PredictOn): Promise<Predictions>;
  predictionsCsv(run: string, on: PredictOn): Promise<Blob>;
  /** Asks the word vectors of a run, or of a data set that holds some. */
  askWords(source: WordPlace, question: WordQuestion): Promise<WordAnswer>;
  /** The same vectors as a word2vec text file. */
  exportWords(source: WordPlace): Promise<Blob>;

  // Selection
  select(selection: Selection): void;
  clearSelection(): void;

  // Projects
  newProject(): Promise<void>;
  openProject(id: string): Promise<void>;
  renameProject(name: string): void;
  deleteProject(id: string): Promise<void>;
  saveProjectFile(): Promise<Blob>;
  openProjectFile(file: File): Promise<void>;

  // Engine and view
  engineInfo(): Promise<EngineInfo>;
  useBackend(backend: BackendId): Promise<EngineInfo>;
  memory(): Promise<MemoryInfo>;
  goTo(step: StepId | "start"): void;
  setLocale(locale: Locale): void;
  setTheme(theme: ViewState["theme"]): void;
  dismissNote(id: number): void;
  /** Shows a failure as a note. */
  report(error: unknown): void;
  note(note: Omit<Note, "id">): void;
}

export interface Workbench {
  /** The families that can be fitted and the built-in scenarios. */
  readonly catalogue: Catalogue;
  readonly project: StoreApi<ProjectState>;
  readonly engine: StoreApi<EngineState>;
  readonly view: StoreApi<ViewState>;
  readonly actions: WorkbenchActions;
  /** Resolves when the last project is back and the engine has started. */
  readonly ready: Promise<void>;
}
