/** Asking for what is unusual: which columns say what a row is, and which of their values stands for usual rows. */
import { namesGroup, namesSplit } from "../../core/column-roles";
import type { ColumnInfo } from "../../core/column";
import type { DatasetInfo } from "../../core/dataset";
import type { ReconstructionTask, Task } from "../../core/task";

const mostCategories = 50;
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

/** The question without an outcome; where the outcome so far is a class with a value that means usual, only rows of that are learned from. */
export function unusualTask(dataset: DatasetInfo, old: Task | null): ReconstructionTask {
  const column = kindColumns(dataset).find(({ name }) => old?.kind === "classification" && old.target === name);
  const category = column?.categories.find((value) => usualNames.test(value.trim()));
  if (!column || category === undefined) return { kind: "reconstruction" };
  return { kind: "reconstruction", normal: { column: column.name, category } };
}
