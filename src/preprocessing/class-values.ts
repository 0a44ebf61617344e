/** The values of a column read as classes. */
import type { Column } from "../core/column";

/** A number column with more different values than this is a quantity and no list of classes. */
const mostNumberClasses = 100;

/** The different values of a column that can hold classes, the number of its value for each row, and their names; null for other columns. */
export function classesOf(column: Column, rows: Uint32Array<ArrayBuffer>) {
  if (column.kind === "text" || column.kind === "time" || column.kind === "image") return null;
  const raw = column.kind === "category" ? column.codes : column.values;
  const known = new Map<number, number>();
  const numbers = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = raw[rows[i]!]!; // rows are in the column
    let number = known.get(value);
    if (number === undefined) {
      known.set(value, (number = known.size));
      if (column.kind === "number" && known.size > mostNumberClasses) return null;
    }
    numbers[i] = number;
  }
  const name = (value: number) => (column.kind === "category" ? column.categories[value]! : String(value)); // codes are in range
  return { numbers, distinct: [...known.keys()], name };
}
