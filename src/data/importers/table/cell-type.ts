/** What a single cell looks like, for guessing at a table's layout. */

export type CellType = "empty" | "number" | "date" | "text";

const number = /^[+\-−]?(?:\d+|\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+)?(?:[.,]\d*)?(?:e[+-]?\d+)?$/i;
const date =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4})(?:[T ,].*)?$/;
const mark = /^(?:na|n\/a|#n\/a|nan|null|none|\?|-+|\.+|…|\*+)$/i;

export function cellType(cell: string): CellType {
  const text = cell.trim();
  if (text === "" || mark.test(text)) return "empty";
  if (/\d/.test(text)) {
    if (number.test(text)) return "number";
    if (date.test(text)) return "date";
  }
  return "text";
}

export function filledCount(row: readonly string[]): number {
  let count = 0;
  for (const cell of row) if (cell.trim() !== "") count++;
  return count;
}

export function isBlank(row: readonly string[]): boolean {
  return row.length === 1 && row[0]?.trim() === "";
}

/** The commonest number of cells in a row; the larger of two that are as common. */
export function commonWidth(rows: readonly (readonly string[])[]): { readonly width: number; readonly share: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  let best = 0;
  for (const [candidate, count] of counts) {
    if (count < best || (count === best && candidate < width)) continue;
    width = candidate;
    best = count;
  }
  return { width, share: rows.length === 0 ? 0 : best / rows.length };
}
