/** Corrections by hand, laid over the columns as they were opened and taken off again. */
import type { CategoryColumn, Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import type { DatasetEdit } from "../../core/dataset-edit";
import { fail } from "../../core/failure";

/** Codes and categories of a column while edits are laid over it. */
interface Labels {
  readonly codes: Int32Array<ArrayBuffer>;
  readonly categories: string[];
  readonly codeOf: Map<string, number>;
}

/** The data set as it was opened: its own columns, in their order, without any edit. */
export function openedDataset(dataset: Dataset): Dataset {
  const { edits, base, ...rest } = dataset;
  if (!edits) return dataset;
  const baseOf = new Map((base ?? []).map((column) => [column.name, column]));
  const added = new Set(edits.flatMap((edit) => (edit.kind === "relabel" ? [edit.column] : [])));
  const columns = dataset.columns.flatMap((column) => {
    const opened = baseOf.get(column.name);
    if (opened) return [opened];
    return added.has(column.name) ? [] : [column];
  });
  return { ...rest, columns };
}

/**
 * The data set with exactly these edits, in their order: of two labels for one row the later one counts.
 * Categories that are new come after the old ones; a column that is not there is added, missing wherever nothing is said.
 * With no edits it is what was opened, to the last byte.
 * Throws `data/row-range`, `data/edit-kind`, `data/edit-empty`.
 */
export function editDataset(dataset: Dataset, edits: readonly DatasetEdit[]): Dataset {
  const opened = openedDataset(dataset);
  if (edits.length === 0) return opened;
  const openedOf = new Map(opened.columns.map((column) => [column.name, column]));
  const labelsOf = new Map<string, Labels>();
  for (const edit of edits) {
    requireRows(edit.rows, opened.rowCount);
    if (edit.kind === "exclude") continue;
    if (edit.column.trim() === "" || edit.category.trim() === "") throw fail("data/edit-empty", {});
    const labels = labelsOf.get(edit.column) ?? beginLabels(openedOf.get(edit.column), opened.rowCount);
    labelsOf.set(edit.column, labels);
    relabel(labels, edit.rows, edit.category);
  }
  const columnOf = (name: string): CategoryColumn | undefined => {
    const labels = labelsOf.get(name);
    return labels && { kind: "category", name, codes: labels.codes, categories: labels.categories };
  };
  const added = [...labelsOf.keys()].filter((name) => !openedOf.has(name));
  const base = opened.columns.filter((column) => labelsOf.has(column.name));
  return {
    ...opened,
    columns: [
      ...opened.columns.map((column) => columnOf(column.name) ?? column),
      ...added.flatMap((name) => columnOf(name) ?? []),
    ],
    edits,
    ...(base.length > 0 ? { base } : {}),
  };
}

function beginLabels(column: Column | undefined, rowCount: number): Labels {
  if (!column) return { codes: new Int32Array(rowCount).fill(-1), categories: [], codeOf: new Map() };
  if (column.kind !== "category") throw fail("data/edit-kind", { column: column.name, kind: column.kind });
  const categories = [...column.categories];
  return { codes: column.codes.slice(), categories, codeOf: new Map(categories.map((name, code) => [name, code])) };
}

function relabel({ codes, categories, codeOf }: Labels, rows: readonly number[], category: string): void {
  let code = codeOf.get(category);
  if (code === undefined) {
    code = categories.length;
    categories.push(category);
    codeOf.set(category, code);
  }
  for (const row of rows) codes[row] = code;
}

function requireRows(rows: readonly number[], rowCount: number): void {
  if (rows.length === 0) throw fail("data/edit-empty", {});
  for (const row of rows) {
    if (Number.isInteger(row) && row >= 0 && row < rowCount) continue;
    throw fail("data/row-range", { from: row, to: row, rowCount });
  }
}
