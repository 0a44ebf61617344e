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
    return column.kind === "category" ? column.codes[row]! : column.values[row]!; // rows are in the column
  };
  const codes = Int32Array.from(rows, (row) => {
    const key = keyAt(row);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { codes, count: numbers.size };
}
