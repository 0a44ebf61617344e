/** Reading single values of typed columns without caring for their kind. */
import { assertNever } from "./assert-never";
import type { Column, TextColumn } from "./column";

const decoder = new TextDecoder();

export function textAt(column: TextColumn, row: number): string {
  return decoder.decode(column.utf8.subarray(column.offsets[row], column.offsets[row + 1]));
}

export function lengthOfColumn(column: Column): number {
  if (column.kind === "category") return column.codes.length;
  return column.kind === "text" ? column.offsets.length - 1 : column.values.length;
}

/** Whether a value is missing: not a finite number, code -1, the empty text. */
export function isMissingAt(column: Column, row: number): boolean {
  switch (column.kind) {
    case "number":
    case "time":
      return !Number.isFinite(column.values[row]);
    case "category":
      return column.codes[row]! < 0; // row is in the column
    case "text":
      return column.offsets[row] === column.offsets[row + 1];
    default:
      return assertNever(column);
  }
}

/** A value as one would write it: a category's name, a number's shortest form, a time in ISO 8601; null where missing. */
export function nameAt(column: Column, row: number): string | null {
  if (isMissingAt(column, row)) return null;
  switch (column.kind) {
    case "number":
      return String(column.values[row]);
    case "time":
      return new Date(column.values[row]!).toISOString(); // not missing
    case "category":
      return column.categories[column.codes[row]!] ?? null; // not missing
    case "text":
      return textAt(column, row);
    default:
      return assertNever(column);
  }
}
