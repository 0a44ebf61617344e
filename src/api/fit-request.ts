/** Checks what a script asks to be fitted and says what is not there yet. The engine checks the values. */
import type { ColumnInfo } from "../core/column";
import { fail, type WorkbenchError } from "../core/failure";
import { mayListLabels } from "../core/label-list";
import type { PipelineStep } from "../core/pipeline";
import type { FitRequest as CoreFitRequest } from "../core/run";
import type { PastWindow, SeriesWindow, Task } from "../core/task";
import type { TrainingSettings } from "../core/training";
import type { FitRequest, TaskRequest, TrainingRequest, Window } from "./types";

const requestMembers = [
  "dataset",
  "task",
  "model",
  "hyperparameters",
  "pipeline",
  "split",
  "training",
  "seed",
  "intendedUse",
];
const taskMembers = ["kind", "target", "positive", "features"];
type ColumnsOf = (dataset: string) => readonly ColumnInfo[];

const trainingMembers = [
  "epochs",
  "batchSize",
  "optimizer",
  "learningRate",
  "schedule",
  "earlyStopping",
  "classWeights",
  "augmentation",
];
const augmentationMembers = [
  "flipHorizontal",
  "flipVertical",
  "shift",
  "rotate",
  "zoom",
  "brightness",
  "contrast",
  "mixup",
];
const stepMembers = ["kind", "columns", "params"];
const splitMembers = ["kind", "by", "validation", "test"];

/** `columnsOf` gives the columns of a data set that is open. Throws `api/argument` and `api/unsupported`. */
export function readFitRequest(request: FitRequest, columnsOf: ColumnsOf): CoreFitRequest {
  checkMembers("request", request, requestMembers);
  checkText("request.dataset", request.dataset);
  checkText("request.model", request.model);
  const { task, training, ...rest } = request;
  if (rest.pipeline) checkPipeline(rest.pipeline);
  if (rest.split) checkMembers("request.split", rest.split, splitMembers);
  return {
    ...rest,
    task: readTask(task, columnsOf(request.dataset)),
    ...(training ? { training: readTraining(training) } : {}),
  };
}

function readTask(task: TaskRequest, columns: readonly ColumnInfo[]): Task {
  checkObject("request.task", task);
  const supported = "classification, regression, forecasting, reconstruction, generation, embedding";
  if (task.kind === "multilabel") {
    checkMembers("request.task", task, ["kind", "targets", "features"]);
    if (task.features) checkTexts("request.task.features", task.features);
    return { kind: task.kind, targets: readTargets("request.task.targets", task.targets), ...featuresOf(task) };
  }
  if (task.kind === "forecasting") return readForecast(task);
  if (task.kind === "generation") {
    checkMembers("request.task", task, ["kind", "text", "source", "features"]);
    checkText("request.task.text", task.text);
    if (task.source === undefined) return { kind: task.kind, text: task.text };
    checkText("request.task.source", task.source);
    return { kind: task.kind, text: task.text, source: task.source };
  }
  if (task.kind === "embedding") {
    checkMembers("request.task", task, ["kind", "text", "features"]);
    checkText("request.task.text", task.text);
    return { kind: task.kind, text: task.text };
  }
  if (task.kind === "reconstruction") return readReconstruction(task);
  if (task.kind !== "classification" && task.kind !== "regression") {
    throw fail("api/unsupported", { what: `task.kind ${JSON.stringify(task.kind)}`, supported });
  }
  checkMembers("request.task", task, [...taskMembers, "window"]);
  if (task.features) checkTexts("request.task.features", task.features);
  const features = featuresOf(task);
  const window = task.window ? { window: readWindow(task.window, 0) } : {};
  if (task.kind === "classification" && isLabels(task.target, columns)) {
    if (task.window) throw fail("api/unsupported", { what: "task.window of several labels", supported });
    if (task.positive !== undefined) {
      const expected = "nothing: of several labels each is found or not";
      throw fail("api/argument", { argument: "request.task.positive", given: JSON.stringify(task.positive), expected });
    }
    return { kind: "multilabel", targets: readTargets("request.task.target", task.target), ...features };
  }
  const target = readTarget(task.target);
  if (task.kind === "regression") return { kind: task.kind, target, ...features, ...window };
  return {
    kind: task.kind,
    target,
    ...features,
    ...window,
    ...(task.positive === undefined ? {} : { positive: task.positive }),
  };
}

function readReconstruction(task: Extract<TaskRequest, { readonly kind: "reconstruction" }>): Task {
  checkMembers("request.task", task, ["kind", "features", "normal", "window"]);
  if (task.features) checkTexts("request.task.features", task.features);
  const { kind, normal } = task;
  const rest = { ...featuresOf(task), ...(task.window ? { window: readPast(task.window) } : {}) };
  if (!normal) return { kind, ...rest };
  checkMembers("request.task.normal", normal, ["column", "category"]);
  checkText("request.task.normal.column", normal.column);
  checkText("request.task.normal.category", normal.category);
  return { kind, normal: { column: normal.column, category: normal.category }, ...rest };
}

function readForecast(task: Extract<TaskRequest, { readonly kind: "forecasting" }>): Task {
  checkMembers("request.task", task, ["kind", "target", "features", "window", "quantiles", "knownAhead"]);
  const { kind, quantiles, knownAhead } = task;
  if (task.features) checkTexts("request.task.features", task.features);
  if (knownAhead !== undefined) checkTexts("request.task.knownAhead", knownAhead);
  if (quantiles !== undefined && !isNumbers(quantiles)) throw wrong("request.task.quantiles", quantiles, "number[]");
  return {
    ...{ kind, target: readTarget(task.target), window: readWindow(task.window, 1) },
    ...featuresOf(task),
    ...(knownAhead ? { knownAhead } : {}),
    ...(quantiles ? { quantiles } : {}),
  };
}

/** One step ahead where no horizon is given. */
function readWindow(window: Window, leastHorizon: number): SeriesWindow {
  checkMembers("request.task.window", window, ["lookBack", "horizon", "within", "time", "series"]);
  const { horizon = 1, within, ...past } = window;
  if (within !== undefined && typeof within !== "boolean") throw wrong("request.task.window.within", within, "boolean");
  checkSteps("horizon", horizon, leastHorizon);
  return { ...readPast(past, 1), horizon, ...(within ? { within } : {}) };
}

function checkSteps(name: string, steps: number, least: number): void {
  if (Number.isInteger(steps) && steps >= least) return;
  throw wrong(`request.task.window.${name}`, steps, `a whole number of steps from ${least}`);
}

/** One row by itself is no window. */
function readPast(window: Window, leastBack = 2): PastWindow {
  checkMembers("request.task.window", window, ["lookBack", "time", "series"]);
  const { lookBack, time, series } = window;
  if (time !== undefined) checkText("request.task.window.time", time);
  if (series !== undefined) checkText("request.task.window.series", series);
  checkSteps("lookBack", lookBack, leastBack);
  return {
    lookBack,
    ...(time === undefined ? {} : { time }),
    ...(series === undefined ? {} : { series }),
  };
}

/** Several columns, or one in a list whose cells may list labels. */
function isLabels(target: unknown, columns: readonly ColumnInfo[]): boolean {
  if (!Array.isArray(target)) return false;
  const [only] = target as readonly unknown[]; // what a script may send
  const column = columns.find(({ name }) => name === only);
  return target.length !== 1 || (column !== undefined && mayListLabels(column));
}

function featuresOf({ features }: { readonly features?: readonly string[] }) {
  return features ? { features } : {};
}

/** Column names, each once. */
function readTargets(argument: string, targets: unknown): readonly string[] {
  if (!Array.isArray(targets) || targets.length === 0)
    throw wrong(argument, targets, "string[] with at least one name");
  return [...new Set<unknown>(targets)].map((target) => {
    checkText(argument, target);
    return target;
  });
}

function readTarget(target: string | readonly string[]): string {
  const [only, ...others] = Array.isArray(target) ? target : [target];
  if (others.length > 0) {
    throw fail("api/unsupported", { what: "task.target with several columns", supported: "one target column" });
  }
  checkText("request.task.target", only);
  return only;
}

function readTraining(training: TrainingRequest): Partial<TrainingSettings> {
  checkMembers("request.training", training, trainingMembers);
  if (training.augmentation) checkMembers("request.training.augmentation", training.augmentation, augmentationMembers);
  return training as Partial<TrainingSettings>; // the engine checks every value against its field
}

function checkPipeline(pipeline: unknown): void {
  if (!Array.isArray(pipeline)) throw wrong("request.pipeline", pipeline, "array");
  pipeline.forEach((step: unknown, index) => {
    const argument = `request.pipeline[${index}]`;
    checkMembers(argument, step, stepMembers);
    const { kind, columns } = step as Partial<PipelineStep>; // an object, its members not yet known
    checkText(`${argument}.kind`, kind);
    checkTexts(`${argument}.columns`, columns);
  });
}

/** Data set and rows to evaluate or predict on. Throws `api/argument`. */
export function readPlace(
  on: unknown,
  others: readonly string[] = [],
): { readonly dataset: string; readonly rows?: readonly number[] } {
  checkMembers("on", on, ["dataset", "rows", ...others]);
  const { dataset, rows } = on as { readonly dataset?: unknown; readonly rows?: unknown }; // an object, its members not yet known
  checkText("on.dataset", dataset);
  if (rows === undefined) return { dataset };
  if (!Array.isArray(rows) || !rows.every(Number.isInteger)) throw wrong("on.rows", rows, "number[]");
  return { dataset, rows };
}

/** How far a forecast goes. Throws `api/argument`. */
export function readSteps(on: object): { readonly steps?: number; readonly latest?: boolean } {
  const { steps, latest } = on as { readonly steps?: unknown; readonly latest?: unknown }; // its members not yet known
  if (latest !== undefined && typeof latest !== "boolean") throw wrong("on.latest", latest, "boolean");
  const isLatest = latest ? { latest } : {};
  if (steps === undefined) return isLatest;
  if (typeof steps === "number" && Number.isInteger(steps) && steps >= 1) return { steps, ...isLatest };
  throw wrong("on.steps", steps, "a whole number of steps from 1");
}

/** Throws `api/argument` where the value is not an object or has a member that is not known. */
export function checkMembers(argument: string, value: unknown, known: readonly string[]): asserts value is object {
  checkObject(argument, value);
  const other = Object.keys(value).find((member) => !known.includes(member));
  if (other === undefined) return;
  throw fail("api/argument", { argument: `${argument}.${other}`, given: "unknown", expected: known.join(", ") });
}

function checkText(argument: string, value: unknown): asserts value is string {
  if (typeof value === "string" && value !== "") return;
  throw wrong(argument, value, "string");
}

function checkTexts(argument: string, value: unknown): void {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return;
  throw wrong(argument, value, "string[]");
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "number");
}

function checkObject(argument: string, value: unknown): asserts value is object {
  if (typeof value === "object" && value !== null) return;
  throw wrong(argument, value, "object");
}

/** @param expected type of the argument, as TypeScript writes it. */
export function wrong(argument: string, given: unknown, expected: string): WorkbenchError {
  return fail("api/argument", { argument, given: JSON.stringify(given) ?? String(given), expected });
}
