/** What a split is dealt by, so that correcting a few labels, giving new ones or leaving out a few rows does not shuffle all the others. */
import { allRows } from "../../core/all-rows";
import { answerColumns } from "../../core/answer-columns";
import { isMissingAt } from "../../core/column-values";
import type { Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import { findColumn, findColumns } from "../../core/find-column";
import { subsets, type Split } from "../../core/split";
import type { TargetTask, Task } from "../../core/task";

export interface RowsToDeal {
  /** Rows whose outcome was known when they were opened, ascending; those that are excluded among them. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Classes of these rows, numbered from 0 in the order of their codes or values; null for regression. */
  readonly targetCodes: Int32Array<ArrayBuffer> | null;
  /** Rows that have their outcome by hand only, in the order in which they were labelled. */
  readonly added: readonly AddedRow[];
}

export interface AddedRow {
  readonly row: number;
  /** The class that it was first given: a change of mind moves nothing. Classes that are new come after the others. */
  readonly code: number;
}

/** Of several labels: every row that has them all, or had when it was opened, ascending. Labels by hand deal these rows out anew. */
export function rowsOfLabels(dataset: Dataset, task: Task): Uint32Array<ArrayBuffer> {
  const now = findColumns(dataset.columns, answerColumns(task));
  const opened = now.map((column) => dataset.base?.find(({ name }) => name === column.name) ?? column);
  const isKnown = (columns: readonly Column[], row: number) => columns.every((column) => !isMissingAt(column, row));
  return allRows(dataset).filter((row) => isKnown(opened, row) || isKnown(now, row));
}

export function rowsToDeal(dataset: Dataset, task: TargetTask): RowsToDeal {
  const opened = openedColumn(dataset, task.target);
  const rows = allRows(dataset).filter((row) => opened !== null && !isMissingAt(opened, row));
  if (task.kind !== "classification") return { rows, targetCodes: null, added: addedRows(dataset, task, []) };
  const values = opened ? Array.from(rows, (row) => valueAt(opened, row)) : [];
  const order = [...new Set(values)].toSorted((a, b) => a - b);
  const codeOf = new Map(order.map((value, code) => [value, code]));
  const targetCodes = Int32Array.from(values, (value) => codeOf.get(value)!); // every value is in the order
  const names = opened?.kind === "category" ? order.map((value) => opened.categories[value] ?? "") : [];
  return { rows, targetCodes, added: addedRows(dataset, task, names) };
}

/** The outcome as it was opened; null where it is a column that was made by hand. */
function openedColumn(dataset: Dataset, name: string): Column | null {
  const now = findColumn(dataset.columns, name);
  const isEdited = dataset.edits?.some((edit) => edit.kind === "relabel" && edit.column === name) ?? false;
  return dataset.base?.find((column) => column.name === name) ?? (isEdited ? null : now);
}

/** @param classes names of the classes that opened rows have, in the order of their codes. */
function addedRows(dataset: Dataset, { target }: TargetTask, classes: readonly string[]): readonly AddedRow[] {
  const opened = openedColumn(dataset, target);
  const codeOf = new Map(classes.map((name, code) => [name, code]));
  const added = new Map<number, AddedRow>();
  for (const edit of dataset.edits ?? []) {
    if (edit.kind !== "relabel" || edit.column !== target) continue;
    for (const row of edit.rows) {
      if (added.has(row) || (opened && !isMissingAt(opened, row))) continue;
      const code = codeOf.get(edit.category) ?? codeOf.size;
      codeOf.set(edit.category, code);
      added.set(row, { row, code });
    }
  }
  return [...added.values()];
}

function valueAt(column: Column, row: number): number {
  if (column.kind === "category") return column.codes[row]!; // row is in the column
  return column.kind === "number" ? column.values[row]! : 0; // as above; other kinds hold no classes
}

/**
 * The rows of a split that take part: known and not excluded.
 * Throws `prepare/too-few-rows` where a subset that had rows has none left.
 */
export function restrictSplit(split: Split, taking: Uint32Array<ArrayBuffer>): Split {
  const takes = new Set(taking);
  const kept = (rows: Split["train"]) => rows.filter((row) => takes.has(row));
  const restricted = { train: kept(split.train), validation: kept(split.validation), test: kept(split.test) };
  for (const subset of subsets) {
    if (split[subset].length > 0 && restricted[subset].length === 0) {
      throw fail("prepare/too-few-rows", { subset, rows: 0 });
    }
  }
  return restricted;
}
