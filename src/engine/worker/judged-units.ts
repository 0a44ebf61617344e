/** Rows that belong to one unit, as pictures of one patient do. */
import { answerColumns } from "../../core/answer-columns";
import type { Column } from "../../core/column";
import { namesGroup } from "../../core/column-roles";
import { isMissingAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { groupCodes } from "../../core/group-codes";
import type { SplitRequest } from "../../core/split";
import type { Task } from "../../core/task";

export interface JudgedUnits {
  /** The column that names them. */
  readonly column: string;
  /** [row], code of the unit, −1 for none. */
  readonly codes: Int32Array<ArrayBuffer>;
}

/** The units of rows where pictures are classified or labelled and a column says whose they are: the one that they are split by, else one that is called like it. */
export function judgedUnits(
  dataset: Dataset,
  task: Task,
  split: SplitRequest,
  rows: Uint32Array<ArrayBuffer>,
): JudgedUnits | null {
  const column = unitColumn(dataset, task, split);
  if (!column) return null;
  const { codes } = groupCodes(column, rows);
  return { column: column.name, codes: codes.map((code, i) => (isMissingAt(column, rows[i]!) ? -1 : code)) }; // aligned
}

function unitColumn({ columns }: Dataset, task: Task, split: SplitRequest): Column | null {
  const features = new Set(task.features);
  const hasPictures = columns.some(({ kind, name }) => kind === "image" && features.has(name));
  const hasClasses = task.kind === "classification" || task.kind === "multilabel";
  if (!hasClasses || !hasPictures) return null;
  const answers = new Set(answerColumns(task));
  const isUnit = ({ kind, name }: Column) => kind !== "image" && kind !== "time" && !answers.has(name);
  const splitBy = split.kind === "group" ? columns.find((column) => column.name === split.by) : undefined;
  return splitBy ?? columns.find((column) => isUnit(column) && namesGroup(column.name)) ?? null;
}
