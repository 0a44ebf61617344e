/** What is to be learned from which columns. A member is added with the family that needs it. */
export type Task =
  | ClassificationTask
  | MultilabelTask
  | RegressionTask
  | ForecastingTask
  | GenerationTask
  | EmbeddingTask
  | ReconstructionTask;
export type TaskKind = Task["kind"];
/** A task with one answer a row. */
export type TargetTask = Extract<Task, { readonly target: string }>;

export interface ClassificationTask {
  readonly kind: "classification";
  readonly target: string;
  /** The category that counts as "found" for two classes; the second one where left out. */
  readonly positive?: string;
  /** Every other usable column where left out. */
  readonly features?: readonly string[];
  /** Where given, rows are the steps of a series, and the class is that of a later row: see `isWindowed`. */
  readonly window?: SeriesWindow;
}

/** Several answers about each case at once, none of which rules out another. */
export interface MultilabelTask {
  readonly kind: "multilabel";
  /** Columns of two values each, or one column whose texts list labels: "effusion|mass". */
  readonly targets: readonly string[];
  readonly features?: readonly string[];
}

export interface RegressionTask {
  readonly kind: "regression";
  readonly target: string;
  readonly features?: readonly string[];
  /** As of a classification. */
  readonly window?: SeriesWindow;
}

/** So many rows of a series one after the other. A window never crosses a series or a gap. */
export interface PastWindow {
  /** Steps up to now. */
  readonly lookBack: number;
  /** The column that puts rows in order; the order of the rows where left out. */
  readonly time?: string;
  /** The column that tells several series apart. */
  readonly series?: string;
}

/** How far a series is looked back at, and how far ahead. The targets of a window never cross a split. */
export interface SeriesWindow extends PastWindow {
  /**
   * Steps after now that are forecast. Of a class or a single number, the step after now whose value is asked for and no other: 12 five-minute steps ask for the
   * state in an hour. 0 asks for that of now itself, as for a column that already says what comes ("fails within a day").
   */
  readonly horizon: number;
  /** Of two classes: whether the positive one comes at any of the `horizon` steps after now, and not only at the last of them. */
  readonly within?: boolean;
}

/** The next values of a number from the last ones: its own past always, and the past of the features. */
export interface ForecastingTask {
  readonly kind: "forecasting";
  readonly target: string;
  readonly window: SeriesWindow;
  /** Columns whose past is looked back at beside the target's own. Of the time column what the calendar says of the step to come, which is known ahead. */
  readonly features?: readonly string[];
  /** Features whose coming values are known when the forecast is made, such as holidays: at each step that of `horizon` steps later is looked at, so that a window that looks back at least as far as ahead, as it must, has those of the values to come. The time column needs no such word. */
  readonly knownAhead?: readonly string[];
  /** Of each value to come these quantiles, ascending and one half among them, which is then the forecast. Where left out the forecast is a mean, and there is no band. */
  readonly quantiles?: readonly number[];
}

/** New texts like those of a column, token by token. */
export interface GenerationTask {
  readonly kind: "generation";
  readonly text: string;
  /** The column whose texts are turned into those of `text`. */
  readonly source?: string;
  /** The source, or nothing but the text itself; filled in. */
  readonly features?: readonly string[];
}

/** Vectors for the words of a column of texts, learned from which words stand near each other. There is no answer to predict. */
export interface EmbeddingTask {
  readonly kind: "embedding";
  readonly text: string;
  /** The text column, in what was resolved; nothing else can be read. */
  readonly features?: readonly string[];
}

/** Giving rows back as they came in, through few numbers; what comes out badly is unlike what was learned from. */
export interface ReconstructionTask {
  readonly kind: "reconstruction";
  readonly features?: readonly string[];
  /** Only rows of this category are learned from and set the threshold; test rows keep all, and those of other categories count as found where they are flagged. */
  readonly normal?: NormalRows;
  /** Where given, what is given back are windows of a series, each of them in one part of the split; a window is as usual as the least usual of its rows. */
  readonly window?: PastWindow;
}

export type WindowReconstruction = ReconstructionTask & { readonly window: PastWindow };

export interface NormalRows {
  readonly column: string;
  readonly category: string;
}

/** A task whose samples are windows of a series and no single rows. */
export type WindowedTask =
  | ForecastingTask
  | ((ClassificationTask | RegressionTask) & { readonly window: SeriesWindow });

/** A class or a number over a window. */
export type AnsweredWindow = Exclude<WindowedTask, ForecastingTask>;

/** The steps after now that hold the answer of a window, the first of which stands for it; 0 is now. */
export function answerSteps({ kind, window: { horizon, within } }: WindowedTask): { first: number; last: number } {
  return { first: kind === "forecasting" || within === true ? 1 : horizon, last: horizon };
}

/** Whether a class or a number is asked of windows. A forecast is not. */
export function asksWindows(task: Task): task is AnsweredWindow {
  return isWindowed(task) && task.kind !== "forecasting";
}

/**
 * Whether samples are windows: `lookBack` rows of a series, the last of which is now. A forecast answers with all `horizon` values after it, a classification or
 * regression with the one value that is `horizon` rows after it, or with whether a class comes `within` these rows. The past of the target is known as well, unless the answer is that of now.
 */
export function isWindowed(task: Task): task is WindowedTask {
  return task.kind !== "reconstruction" && "window" in task && task.window !== undefined;
}

export function givesWindowsBack(task: Task): task is WindowReconstruction {
  return task.kind === "reconstruction" && task.window !== undefined;
}

/** Whether rows are the steps of a series, whatever is asked of them. */
export function isOfSeries(task: Task): task is WindowedTask | WindowReconstruction {
  return isWindowed(task) || givesWindowsBack(task);
}
