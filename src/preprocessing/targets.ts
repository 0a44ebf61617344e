/** What is to be predicted, row by row: class codes with their names, labels, or values. Rows whose outcome is missing are left out. */
import { answerColumns, answerName } from "../core/answer-columns";
import { nameAt } from "../core/column-values";
import type { Column } from "../core/column";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { findColumns } from "../core/find-column";
import type { Task } from "../core/task";
import { codesIn, readClasses, requireCategory } from "./class-values";
import { knownRows, readKnownLabels, readLabels } from "./label-targets";
import { readKinds, readKnownKinds } from "./normal-rows";
import type { KnownTargets, Targets } from "./outcomes";
import { parseNumber } from "./parse-values";

/**
 * The outcomes of rows to learn from.
 * Throws `data/unknown-column`, `prepare/target-kind`, `prepare/one-class`, `prepare/constant-target`, `prepare/too-few-rows`, what reading labels throws, and `fit/setting` for an unknown positive category.
 */
export function readTargets(dataset: Dataset, task: Task, rows: Uint32Array<ArrayBuffer>): Targets {
  if (task.kind === "reconstruction") return readKinds(dataset, task, rows);
  const columns = findColumns(dataset.columns, textsOf(task));
  const known = knownRows(columns, rows);
  const missing = rows.length - known.length;
  if (known.length === 0) throw fail("prepare/too-few-rows", { subset: "train", rows: 0 });
  if (task.kind === "multilabel") return { ...readLabels(columns, known), missing };
  if ("text" in task) return { ...readTexts(columns, known, task.kind), missing };
  const [column] = columns as [Column]; // every other task has one
  if (task.kind === "regression" || task.kind === "forecasting") {
    return { ...readValues(column, known, task.kind), missing };
  }
  const classes = readClasses(column, known);
  if (!classes) throw wrongKind(column, "classification");
  const [only] = classes.categories;
  if (classes.categories.length === 1 && only !== undefined) {
    throw fail("prepare/one-class", { target: column.name, category: only });
  }
  if (task.positive !== undefined) requireCategory("positive", task.positive, column, classes.categories);
  return { ...single, rows: known, ...classes, missing };
}

/**
 * The outcomes of rows of other data, in the codes of a run: to judge its model on them.
 * Throws `fit/no-labels`, `fit/unknown-category`.
 */
export function readKnownTargets(
  dataset: Dataset,
  task: Task,
  rows: Uint32Array<ArrayBuffer>,
  categories: readonly string[],
): Targets {
  if (task.kind === "reconstruction") return readKnownKinds(dataset, task, rows, categories);
  const names = answerColumns(task);
  const columns = dataset.columns.filter(({ name }) => names.includes(name));
  const known = columns.length === names.length ? knownRows(columns, rows) : rows.subarray(0, 0);
  const [column] = columns;
  if (!column || known.length === 0) throw fail("fit/no-labels", { column: answerName(task) });
  const missing = rows.length - known.length;
  if (task.kind === "multilabel") {
    return { ...readKnownLabels(findColumns(columns, names), known, categories), missing };
  }
  if (task.kind !== "classification") return { ...parseValues(column, known), missing };
  return { ...single, rows: known, values: codesIn(categories, column, known), categories, missing };
}

/** The columns that hold an outcome, or the texts that are learned from. */
function textsOf(task: Task): readonly string[] {
  if (task.kind === "generation") return [task.text, ...(task.source === undefined ? [] : [task.source])];
  return task.kind === "embedding" ? [task.text] : answerColumns(task);
}

/** A text is its own outcome: there is nothing to code. */
function readTexts([column]: readonly Column[], rows: Uint32Array<ArrayBuffer>, task: Task["kind"]): KnownTargets {
  if (column && column.kind !== "text") throw wrongKind(column, task);
  return { ...single, rows, values: new Float64Array(rows.length), categories: [] };
}

const single = { width: 1, notes: [] };

function readValues(column: Column, rows: Uint32Array<ArrayBuffer>, task: Task["kind"]): KnownTargets {
  if (column.kind !== "number") throw wrongKind(column, task);
  const values = Float64Array.from(rows, (row) => column.values[row]!); // row is in the column
  if (values.every((value) => value === values[0])) throw fail("prepare/constant-target", { target: column.name });
  return { ...single, rows, values, categories: [] };
}

/** Values of other data: one value is enough to judge by, and numbers may stand there as text. */
function parseValues(column: Column, rows: Uint32Array<ArrayBuffer>): KnownTargets {
  const values = Float64Array.from(rows, (row) =>
    column.kind === "time" ? NaN : parseNumber(nameAt(column, row) ?? ""),
  );
  if (values.some((value) => Number.isNaN(value))) throw wrongKind(column, "regression");
  return { ...single, rows, values, categories: [] };
}

function wrongKind(column: Column, task: Task["kind"]) {
  return fail("prepare/target-kind", { target: column.name, kind: column.kind, task });
}
