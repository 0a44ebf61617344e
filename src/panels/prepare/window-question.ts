/** Asking for a class or a number over windows: what a column says some steps after the last rows of a series. */
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import { isWindowed, type AnsweredWindow, type Task } from "../../core/task";
import { proposeWindow } from "./forecast-question";
import { answerKinds, taskFor, type SingleKind } from "./question";

/** The kinds of answer about a column that may look back over a series: where the table has moments in time, or the question has a series already. */
export function windowKinds({ columns }: DatasetInfo, column: ColumnInfo, task: Task): readonly SingleKind[] {
  const hasTime = columns.some(({ kind, distinct }) => kind === "time" && distinct > 2);
  return hasTime || isWindowed(task) ? answerKinds(column) : [];
}

/** The question about a column over windows; of one before it, the window and, of the same column, the features that still hold. */
export function windowTask(
  dataset: DatasetInfo,
  column: ColumnInfo,
  kind: SingleKind,
  old: Task | null,
): AnsweredWindow {
  const before = old && isWindowed(old) ? old : null;
  const isKept = before && ![before.window.time, before.window.series].includes(column.name);
  const { within, ...plain } = isKept ? before.window : proposeWindow(dataset, column.name);
  // Only of two classes one can come.
  const window = within && kind === "classification" && column.distinct === 2 ? { ...plain, within } : plain;
  const asked = taskFor(column, kind, old);
  // What tells the series apart cannot be seen among the columns to choose.
  const features = asked.features?.filter((name) => name !== window.series);
  return { ...asked, kind, window, ...(features ? { features } : {}) };
}
