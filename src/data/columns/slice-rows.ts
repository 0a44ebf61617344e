import { assertNever } from "../../core/assert-never";
import type { Column } from "../../core/column";
import type { Dataset, RowPage } from "../../core/dataset";
import { isMissingAt, nameAt, textAt } from "../../core/column-values";
import { fail } from "../../core/failure";

/** A page of rows for the table. Throws `data/row-range`. */
export function sliceRows(dataset: Dataset, rows: readonly number[], from = rows[0] ?? 0): RowPage {
  const isOutside = (row: number) => !Number.isInteger(row) || row < 0 || row >= dataset.rowCount;
  const outside = rows.find(isOutside);
  if (outside !== undefined) {
    throw fail("data/row-range", { from: outside, to: outside + 1, rowCount: dataset.rowCount });
  }
  return { from, rows, values: dataset.columns.map((column) => rows.map((row) => cellAt(column, row))) };
}

function cellAt(column: Column, row: number): string | number | null {
  if (isMissingAt(column, row)) return null;
  switch (column.kind) {
    case "number":
    case "time":
      return column.values[row] ?? null;
    case "category":
      return column.categories[column.codes[row] ?? -1] ?? null;
    case "text":
      return textAt(column, row);
    case "image":
      return nameAt(column, row);
    default:
      return assertNever(column);
  }
}
