/** What is asked of which columns: a task whose columns are there, and what it is answered from. */
import { answerColumns, answerName } from "../../core/answer-columns";
import type { ColumnInfo } from "../../core/column";
import type { Dataset, DatasetInfo } from "../../core/dataset";
import { includedRows } from "../../core/excluded-rows";
import { fail } from "../../core/failure";
import { findColumns } from "../../core/find-column";
import { levelsOf } from "../../core/forecast-outputs";
import type { SplitRequest } from "../../core/split";
import {
  givesWindowsBack,
  isWindowed,
  type PastWindow,
  type SeriesWindow,
  type ForecastingTask,
  type Task,
} from "../../core/task";
import { listsLabels } from "../../preprocessing/label-targets";
import { proposeFeatures } from "../../preprocessing/propose";
import { settingProblem } from "./setting-problem";

/** The task whose columns are there, each once. One column that lists no labels holds a class. Throws `data/unknown-column`, `fit/no-question`. */
export function asAsked(dataset: Dataset, task: Task): Task {
  if (task.kind === "generation" && task.source !== undefined) {
    findColumns(dataset.columns, [task.text, task.source]);
    return { kind: task.kind, text: task.text, source: task.source };
  }
  if (task.kind === "generation" || task.kind === "embedding") {
    findColumns(dataset.columns, [task.text]);
    return { kind: task.kind, text: task.text };
  }
  const columns = findColumns(dataset.columns, [...new Set(answerColumns(task))]);
  const [only] = columns;
  if (task.kind === "reconstruction") {
    if (givesWindowsBack(task)) requireWindow(task.kind, task.window);
    return task;
  }
  if (!only) throw fail("fit/no-question", { missing: "question" });
  if (isWindowed(task)) requireWindow(task.kind, task.window);
  if (task.kind === "forecasting") {
    requireKnown(dataset, task);
    return task.quantiles ? { ...task, quantiles: resolveLevels(task.quantiles) } : task;
  }
  if (task.kind !== "multilabel") return task;
  const features = task.features ? { features: task.features } : {};
  if (columns.length === 1 && only.kind !== "text" && !listsLabels(only, includedRows(dataset))) {
    return { kind: "classification", target: only.name, ...features };
  }
  return { kind: "multilabel", targets: columns.map(({ name }) => name), ...features };
}

/** Those that were asked for, else those that are proposed. Throws `data/unknown-column`, `prepare/no-features`, `fit/setting`. */
export function resolveFeatures(
  dataset: Dataset,
  info: DatasetInfo,
  task: Task,
  split: SplitRequest,
): readonly string[] {
  if (task.kind === "generation") return [task.source ?? task.text];
  const asked = task.features;
  if (!asked) {
    // What deals the rows out says nothing about a row that comes from elsewhere.
    const dealsOut = split.kind === "group" || split.kind === "given" ? split.by : undefined;
    const proposed = proposeFeatures(info.columns, task).filter((name) => name !== dealsOut);
    if (task.kind === "forecasting") return [...new Set([...proposed, ...(task.knownAhead ?? [])])];
    if (isWindowed(task)) return proposed;
    if (proposed.length === 0) throw fail("prepare/no-features", { target: answerName(task) });
    return proposed;
  }
  findColumns(dataset.columns, asked);
  // The past of the target is enough.
  if (asked.length === 0 && !isWindowed(task)) throw fail("prepare/no-features", { target: answerName(task) });
  const answer = answerColumns(task).find((name) => asked.includes(name));
  if (answer === undefined) return [...new Set(asked)];
  throw fail("fit/setting", {
    setting: "features",
    reasonEn: `“${answer}” is the outcome and cannot be a feature as well`,
    reasonZh: `“${answer}”是预测目标，不能同时作为特征`,
  });
}

/** Throws `data/unknown-column`, and `fit/setting` where a column cannot be known ahead, is not looked at, or not at all steps to come. */
function requireKnown(dataset: Dataset, { target, window, features, knownAhead = [] }: ForecastingTask): void {
  findColumns(dataset.columns, knownAhead);
  const none = [target, window.time, window.series];
  const wrong = knownAhead.find((name) => none.includes(name) || (features && !features.includes(name)));
  if (wrong !== undefined) {
    throw settingProblem({
      field: "knownAhead",
      reason: {
        en: `“${wrong}” is not among the columns that the forecast looks at beside its own past and the time`,
        zh: `“${wrong}”不在预测除自身历史和时间外所依据的列中`,
      },
    });
  }
  const { lookBack, horizon } = window;
  if (knownAhead.length === 0 || lookBack >= horizon) return;
  // Each step that is looked back at has of these columns what comes a horizon later.
  throw settingProblem({
    field: "window.lookBack",
    reason: {
      en: `with columns that are known ahead, a forecast of ${horizon} steps looks back at least ${horizon} steps, not ${lookBack}; else it would not see what is known of the first steps to come`,
      zh: `有预先已知的列时，预测 ${horizon} 步至少要回看 ${horizon} 步，而不是 ${lookBack} 步；否则看不到最先到来几步的已知值`,
    },
  });
}

/** Throws `fit/setting` where a window has no length, or nothing that could come within it. */
function requireWindow(kind: Task["kind"], window: PastWindow | SeriesWindow): void {
  const { lookBack } = window;
  const { horizon = null, within } = "horizon" in window ? window : {};
  if (within === true && (kind !== "classification" || horizon === 0)) {
    throw settingProblem({
      field: "window.within",
      reason: {
        en: "whether something comes within some steps is asked of a class, from one step ahead",
        zh: "“在若干步之内是否出现”只适用于类别，且至少提前一步",
      },
    });
  }
  for (const [field, value] of Object.entries({ lookBack, ...(horizon === null ? {} : { horizon }) })) {
    // One row by itself is no window.
    const leastBack = kind === "reconstruction" ? 2 : 1;
    const least = field === "lookBack" ? leastBack : kind === "forecasting" ? 1 : 0;
    if (Number.isInteger(value) && value >= least && value <= mostSteps) continue;
    throw settingProblem({
      field: `window.${field}`,
      reason: {
        en: `${field} is ${value}; it must be a whole number of steps from ${least} to ${mostSteps}`,
        zh: `${field} 为 ${value}；应为 ${least} 到 ${mostSteps} 之间的整数步数`,
      },
    });
  }
}

const mostSteps = 10_000;
/** Outputs multiply with them. */
const mostLevels = 19;

/** Throws `fit/setting`. */
function resolveLevels(asked: readonly number[]): readonly number[] {
  const levels = levelsOf(asked);
  if (levels && levels.length <= mostLevels) return levels;
  throw settingProblem({
    field: "quantiles",
    reason: {
      en: `quantiles are at most ${mostLevels} numbers between 0 and 1, such as 0.1, 0.5 and 0.9, not ${asked.join(", ")}`,
      zh: `分位数应为 0 与 1 之间的数，至多 ${mostLevels} 个，例如 0.1、0.5、0.9，而不是 ${asked.join("、")}`,
    },
  });
}

/** What is known of these columns, in this order. */
export function infosOf(info: DatasetInfo, names: readonly string[]): readonly ColumnInfo[] {
  const byName = new Map(info.columns.map((column) => [column.name, column]));
  return names.map((name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`the column ${name} is not described`);
    return found;
  });
}
