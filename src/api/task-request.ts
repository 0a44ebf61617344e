/** Checks the task that a script asks for. */
import type { ColumnInfo } from "../core/column";
import { fail } from "../core/failure";
import { mayListLabels } from "../core/label-list";
import type { PastWindow, SeriesWindow, Task } from "../core/task";
import { checkMembers, checkObject, checkText, checkTexts, isNumbers, wrong } from "./check-argument";
import type { TaskRequest, Window } from "./types";

const taskMembers = ["kind", "target", "positive", "features"];

/** `columns` are those of the data set. Throws `api/argument` and `api/unsupported`. */
export function readTask(task: TaskRequest, columns: readonly ColumnInfo[]): Task {
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
