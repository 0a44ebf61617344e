/** Reading single values of typed columns without caring for their kind. */
import { assertNever } from "./assert-never";
import type { Column, ImageColumn, TextColumn } from "./column";
import type { Picture } from "./picture";

const decoder = new TextDecoder();

export function textAt(column: TextColumn, row: number): string {
  return decoder.decode(column.utf8.subarray(column.offsets[row], column.offsets[row + 1]));
}

export function lengthOfColumn(column: Column): number {
  if (column.kind === "category") return column.codes.length;
  if (column.kind === "image") return column.widths.length;
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
    case "image":
      return column.widths[row] === 0;
    default:
      return assertNever(column);
  }
}

/** First byte of a row's picture and the one past its last; the same where it is missing. */
export function pictureSpan({ channels, starts, widths, heights }: ImageColumn, row: number): [number, number] {
  const start = starts[row]!; // row is in the column
  return [start, start + widths[row]! * heights[row]! * channels]; // as above
}

/** The picture of a row, its bytes shared with the column; null where it is missing. */
export function pictureAt(column: ImageColumn, row: number): Picture | null {
  const { channels } = column;
  const width = column.widths[row]!; // row is in the column
  const height = column.heights[row]!; // as above
  return width === 0 ? null : { width, height, channels, pixels: column.pixels.subarray(...pictureSpan(column, row)) };
}

/** A value as one would write it: a category's name, a number's shortest form, a time in ISO 8601, a picture's size; null where missing. */
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
    case "image":
      return `${column.widths[row]} × ${column.heights[row]}`;
    default:
      return assertNever(column);
  }
}
