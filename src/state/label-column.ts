import { answerColumns } from "../core/answer-columns";
import type { ColumnInfo } from "../core/column";
import type { DatasetInfo } from "../core/dataset";
import type { Task } from "../core/task";

/** The column whose labels are corrected: the outcome of the question, or `label` where nothing is asked yet; null where it is not there, and of several columns. */
export function labelColumn(dataset: DatasetInfo, task: Task | null): ColumnInfo | null {
  const [name = "label", ...others] = task ? answerColumns(task) : [];
  if (others.length > 0) return null;
  return dataset.columns.find((column) => column.name === name) ?? null;
}
