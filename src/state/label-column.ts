import type { ColumnInfo } from "../core/column";
import type { DatasetInfo } from "../core/dataset";
import type { Task } from "../core/task";

/** The column whose labels are corrected: the outcome of the question, or `label` where nothing is asked yet; null where it is not there. */
export function labelColumn(dataset: DatasetInfo, task: Task | null): ColumnInfo | null {
  const name = task?.target ?? "label";
  return dataset.columns.find((column) => column.name === name) ?? null;
}
