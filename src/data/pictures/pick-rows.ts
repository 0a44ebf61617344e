/** Some rows of a table's column, in a given order. */
import { assertNever } from "../../core/assert-never";
import type { Column } from "../../core/column";
import { textAt } from "../../core/column-values";
import { textColumn } from "../../core/make-column";
import { categoryColumn } from "../columns/category-column";

/** Categories that no row is left of go. */
export function pickRows(column: Column, rows: Uint32Array<ArrayBuffer>): Column {
  const { name } = column;
  switch (column.kind) {
    case "number":
    case "time":
      return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }; // rows of this column
    case "category": {
      const codes = Int32Array.from(rows, (row) => column.codes[row]!); // rows of this column
      return categoryColumn(name, codes, column.categories);
    }
    case "text":
      return textColumn(
        name,
        Array.from(rows, (row) => textAt(column, row)),
      );
    case "image":
      return {
        ...column,
        starts: Uint32Array.from(rows, (row) => column.starts[row]!), // rows of this column
        widths: Uint16Array.from(rows, (row) => column.widths[row]!), // rows of this column
        heights: Uint16Array.from(rows, (row) => column.heights[row]!), // rows of this column
      };
    default:
      return assertNever(column);
  }
}
