/** What is to be predicted, row by row: class codes with their names, labels, or values. Rows whose outcome is missing are left out. */
import { answerColumns, answerName } from "../core/answer-columns";
import { nameAt } from "../core/column-values";
import type { Column } from "../core/column";
import type { Dataset } from "../core/dataset";
import { fail } from "../core/failure";
import { findColumns } from "../core/find-column";
import type { Task } from "../core/task";
import type { Wording } from "../core/wording";
import { pick } from "./frame";
import { knownRows, readKnownLabels, readLabels } from "./label-targets";
import { classesOf } from "./class-values";
import { readKinds, readKnownKinds } from "./normal-rows";
import { createCategoryLookup, parseNumber } from "./parse-values";

export interface Targets {
  /** Data set row numbers with a known outcome, in the order asked for. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Aligned with `rows`: class codes or values, or [row, label], 1 where it holds. */
  readonly values: Float64Array<ArrayBuffer>;
  /** Numbers of each row: 1, or as many as there are labels. */
  readonly width: number;
  /** Class names in code order: of a category column in its order, of a number column ascending; or the labels. Empty for regression. */
  readonly categories: readonly string[];
  /** Sentences on how labels were read. */
  readonly notes: readonly Wording[];
  /** Rows left out because their outcome is missing. */
  readonly missing: number;
}

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
  if (task.positive !== undefined && !classes.categories.includes(task.positive)) {
    const list = classes.categories.join(", ");
    throw fail("fit/setting", {
      setting: "positive",
      reasonEn: `“${task.positive}” is no category of “${task.target}”; they are ${list}`,
      reasonZh: `“${task.positive}”不是“${task.target}”的类别；其类别为 ${list}`,
    });
  }
  return { ...classes, missing };
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
  if (task.kind === "reconstruction") {
    const column = dataset.columns.find(({ name }) => name === task.normal?.column);
    return readKnownKinds(dataset, task, rows, categories, (row) => (column ? nameAt(column, row) : null));
  }
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
  const codeOf = createCategoryLookup(categories, column.kind === "number");
  const values = Float64Array.from(known, (row) => {
    const name = nameAt(column, row) ?? ""; // known
    const code = codeOf(name);
    if (code !== undefined) return code;
    throw fail("fit/unknown-category", { column: task.target, value: name });
  });
  return { ...single, rows: known, values, categories, missing };
}

/** The columns that hold an outcome, or the texts that are learned from. */
function textsOf(task: Task): readonly string[] {
  if (task.kind === "generation") return [task.text, ...(task.source === undefined ? [] : [task.source])];
  return task.kind === "embedding" ? [task.text] : answerColumns(task);
}

/** A text is its own outcome: there is nothing to code. */
function readTexts([column]: readonly Column[], rows: Uint32Array<ArrayBuffer>, task: Task["kind"]): Known {
  if (column && column.kind !== "text") throw wrongKind(column, task);
  return { ...single, rows, values: new Float64Array(rows.length), categories: [] };
}

type Known = Omit<Targets, "missing">;

const single = { width: 1, notes: [] };

function readValues(column: Column, rows: Uint32Array<ArrayBuffer>, task: Task["kind"]): Known {
  if (column.kind !== "number") throw wrongKind(column, task);
  const values = Float64Array.from(rows, (row) => column.values[row]!); // row is in the column
  if (values.every((value) => value === values[0])) throw fail("prepare/constant-target", { target: column.name });
  return { ...single, rows, values, categories: [] };
}

/** Values of other data: one value is enough to judge by, and numbers may stand there as text. */
function parseValues(column: Column, rows: Uint32Array<ArrayBuffer>): Known {
  const values = Float64Array.from(rows, (row) =>
    column.kind === "time" ? NaN : parseNumber(nameAt(column, row) ?? ""),
  );
  if (values.some((value) => Number.isNaN(value))) throw wrongKind(column, "regression");
  return { ...single, rows, values, categories: [] };
}

function wrongKind(column: Column, task: Task["kind"]) {
  return fail("prepare/target-kind", { target: column.name, kind: column.kind, task });
}

function readClasses(column: Column, rows: Uint32Array<ArrayBuffer>): Known {
  const classes = classesOf(column, rows);
  if (!classes) throw wrongKind(column, "classification");
  const { numbers, distinct, name } = classes;
  const order = [...distinct.keys()].sort((a, b) => distinct[a]! - distinct[b]!); // both are below the length
  const [only] = distinct;
  if (distinct.length === 1 && only !== undefined) {
    throw fail("prepare/one-class", { target: column.name, category: name(only) });
  }
  const codes = new Float64Array(distinct.length);
  order.forEach((number, code) => (codes[number] = code));
  return {
    ...single,
    rows,
    values: pick(codes, new Float64Array(rows.length), numbers),
    categories: order.map((number) => name(distinct[number]!)),
  }; // below the length
}
