/** Which rows are learned from where only some of them are to be: those of one category. */
import { answerColumns } from "../core/answer-columns";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { findColumns } from "../core/find-column";
import type { Split } from "../core/split";
import type { ReconstructionTask } from "../core/task";
import { codesIn, readClasses, requireCategory } from "./class-values";
import { knownRows } from "./label-targets";
import type { Targets } from "./outcomes";

/**
 * The category of each row, where the task names one that is learned from; rows without one are left out. Else all rows, with 0.
 * Throws `data/unknown-column`, `prepare/too-few-rows`, `prepare/target-kind`, and `fit/setting` for an unknown category.
 */
export function readKinds(dataset: Dataset, task: ReconstructionTask, rows: Uint32Array<ArrayBuffer>): Targets {
  const rest = { width: 1, notes: [] };
  const { normal } = task;
  if (!normal) return { ...rest, rows, values: new Float64Array(rows.length), categories: [], missing: 0 };
  const columns = findColumns(dataset.columns, answerColumns(task));
  const known = knownRows(columns, rows);
  if (known.length === 0) throw fail("prepare/too-few-rows", { subset: "train", rows: 0 });
  const [column] = columns;
  const classes = column && readClasses(column, known);
  if (!classes) {
    throw fail("prepare/target-kind", { target: normal.column, kind: column?.kind ?? "text", task: task.kind });
  }
  requireCategory("normal", normal.category, column, classes.categories);
  return { ...rest, rows: known, ...classes, missing: rows.length - known.length };
}

/** The same of other data, in the codes of a run; all rows where the column is not there, as rows that are like those learned from. */
export function readKnownKinds(
  dataset: Dataset,
  { normal }: ReconstructionTask,
  rows: Uint32Array<ArrayBuffer>,
  categories: readonly string[],
): Targets {
  const rest = { width: 1, notes: [], categories };
  const column = normal && dataset.columns.find(({ name }) => name === normal.column);
  if (!normal || !column) {
    const code = normal ? categories.indexOf(normal.category) : 0;
    return { ...rest, rows, values: new Float64Array(rows.length).fill(code), missing: 0 };
  }
  const known = knownRows([column], rows);
  if (known.length === 0) throw fail("fit/no-labels", { column: normal.column });
  return { ...rest, rows: known, values: codesIn(categories, column, known), missing: rows.length - known.length };
}

/** Training and validation rows of the category that is learned from; test rows of all. Throws `prepare/too-few-rows`. */
export function keepNormal(
  split: Split,
  { rows, values, categories }: Pick<Targets, "rows" | "values" | "categories">,
  { normal }: ReconstructionTask,
): Split {
  if (!normal) return split;
  const code = categories.indexOf(normal.category);
  const isNormal = new Set(rows.filter((_, i) => values[i] === code));
  const kept = (subset: "train" | "validation") => {
    const left = split[subset].filter((row) => isNormal.has(row));
    if (left.length === 0 && split[subset].length > 0) throw fail("prepare/too-few-rows", { subset, rows: 0 });
    return left;
  };
  return { train: kept("train"), validation: kept("validation"), test: split.test };
}
