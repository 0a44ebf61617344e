/** Asking for what is unusual: which columns say what a row is, and which of their values stands for usual rows. */
import { namesGroup, namesSplit } from "../../core/column-roles";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { ReconstructionTask, Task } from "../../core/task";
import { pastOf, proposeWindow } from "./forecast-question";

const mostCategories = 50;
/** A shorter table has no windows to learn from. */
const fewestRows = 50;
const usualNames = /^(normal|healthy|fine|ok|good|usual|none|no|benign|negative|0|false|正常|健康|良好|无|否|阴性)$/i;

/** Columns whose values are kinds of row. */
export function kindColumns({ columns }: DatasetInfo): readonly ColumnInfo[] {
  return columns.filter(
    ({ kind, name, categories, distinct }) =>
      kind === "category" &&
      distinct >= 2 &&
      categories.length <= mostCategories &&
      !namesSplit(name) &&
      !namesGroup(name),
  );
}

/** Whether rows one after the other can be looked at as windows. */
export function canHaveWindows({ columns, rowCount }: DatasetInfo): boolean {
  return rowCount >= fewestRows && columns.every(({ kind }) => kind !== "image");
}

/** The same question of windows of so many rows, or of single rows; columns that were chosen stay. */
export function withUnit(dataset: DatasetInfo, task: ReconstructionTask, lookBack: number | null): ReconstructionTask {
  const { window, features: chosen, ...rest } = task;
  if (lookBack === null) return { ...rest, ...(chosen ? { features: chosen } : {}) };
  const known = window ?? pastOf(proposeWindow(dataset, task.normal?.column ?? null));
  const { series } = known;
  // What tells series apart is no input.
  const features = chosen?.filter((name) => name !== series);
  return {
    ...rest,
    ...(features && features.length > 0 ? { features } : {}),
    window: { ...known, lookBack },
  };
}

/** As many rows as a forecast would look back at. */
export function proposeUnit(dataset: DatasetInfo, task: ReconstructionTask): number {
  return Math.max(2, proposeWindow(dataset, task.normal?.column ?? null).lookBack);
}

/** The question without an outcome; where the outcome so far is a class with a value that means usual, only rows of that are learned from. Of a series that was to be forecast windows. */
export function unusualTask(dataset: DatasetInfo, old: Task | null): ReconstructionTask {
  if (old?.kind === "forecasting") {
    const window = pastOf(old.window);
    return { kind: "reconstruction", window: { ...window, lookBack: Math.max(2, window.lookBack) } };
  }
  const column = kindColumns(dataset).find(({ name }) => old?.kind === "classification" && old.target === name);
  const category = column?.categories.find((value) => usualNames.test(value.trim()));
  if (!column || category === undefined) return { kind: "reconstruction" };
  return { kind: "reconstruction", normal: { column: column.name, category } };
}
