import type { Column } from "./column";
import { textAt } from "./column-values";

/**
 * Numbers the groups that a column makes of the rows: 0, 1, 2 … in the order of their first row.
 * Rows without a group share one, so that a patient whose number is missing is never on two sides.
 * @returns codes aligned to `rows`, and how many groups there are.
 */
export function groupCodes(
  column: Column,
  rows: Uint32Array<ArrayBuffer>,
): { readonly codes: Int32Array<ArrayBuffer>; readonly count: number } {
  const numbers = new Map<number | string, number>();
  const keyAt = (row: number): number | string => {
    if (column.kind === "text") return textAt(column, row);
    // Two rows of one group may share a picture and hardly ever do: each picture is a group.
    if (column.kind === "image") return column.starts[row]!; // rows are in the column
    return column.kind === "category" ? column.codes[row]! : column.values[row]!; // rows are in the column
  };
  // A plain loop: several times as fast as `from` with a function.
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const key = keyAt(rows[i]!); // i < length
    let code = numbers.get(key);
    if (code === undefined) numbers.set(key, (code = numbers.size));
    codes[i] = code;
  }
  return { codes, count: numbers.size };
}
