/** Parts of columns by row number. */
import { assertNever } from "../../core/assert-never";
import type { Column } from "../../core/column";
import type { Dataset, RowPage } from "../../core/dataset";
import { isMissingAt, textAt } from "../../core/column-values";
import { fail } from "../../core/failure";

/** The given rows of a column, in the given order; categories stay as they are. */
export function selectRows(column: Column, rows: Uint32Array<ArrayBuffer>): Column {
  switch (column.kind) {
    case "number":
    case "time":
      return { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) };
    case "category":
      return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) };
    case "text": {
      const { utf8, offsets } = column;
      const lengthOf = (row: number) => (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
      const own = new Uint32Array(rows.length + 1);
      for (const [index, row] of rows.entries()) own[index + 1] = (own[index] ?? 0) + lengthOf(row);
      const bytes = new Uint8Array(own[rows.length] ?? 0);
      for (const [index, row] of rows.entries()) bytes.set(utf8.subarray(offsets[row], offsets[row + 1]), own[index]);
      return { ...column, utf8: bytes, offsets: own };
    }
    default:
      return assertNever(column);
  }
}

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
    default:
      return assertNever(column);
  }
}
