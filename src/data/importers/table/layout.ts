/** Where the table begins in a file, whether its first row names the columns, and how many there are. */
import { cellType, commonWidth, filledCount, isBlank, type CellType } from "./cell-type";
import type { SampleRows } from "./row-parser";

export interface Layout {
  /** Index among the rows of the first one that belongs to the table: the header, or the first row of values. */
  readonly firstRow: number;
  readonly hasHeader: boolean;
  readonly width: number;
  /** Cells of most rows below the header. */
  readonly bodyWidth: number;
  readonly usualWidths: readonly number[];
  /** As they stand in the header; empty without one. */
  readonly header: readonly string[];
  /** The header is one name short, as R writes it: the first column holds the names of the rows. */
  readonly hasRowNames: boolean;
}

const deepestPreamble = 50;
const judgedRows = 200;

/** Null where no row holds anything. */
export function findLayout(rows: SampleRows["rows"], header?: boolean): Layout | null {
  const firstRow = findFirstRow(rows);
  const first = rows[firstRow];
  if (!first) return null;
  const body = rows.slice(firstRow + 1).filter((row) => !isBlank(row));
  const hasHeader = header ?? looksLikeHeader(first, body.slice(0, judgedRows));
  const bodyWidth = commonWidth(hasHeader ? body : [first, ...body]).width;
  if (!hasHeader) {
    return {
      firstRow,
      hasHeader,
      width: bodyWidth,
      bodyWidth,
      usualWidths: [bodyWidth],
      header: [],
      hasRowNames: false,
    };
  }
  const usual = body.filter((row) => row.length === bodyWidth);
  const isOneShort = body.length > 0 && bodyWidth === first.length + 1;
  const endsEmpty = isOneShort && usual.every((row) => row.at(-1)?.trim() === "");
  const width = endsEmpty ? first.length : Math.max(first.length, bodyWidth);
  return {
    firstRow,
    hasHeader,
    width,
    bodyWidth: bodyWidth || width,
    usualWidths: [...new Set([width, bodyWidth || width])],
    header: first,
    hasRowNames: isOneShort && !endsEmpty,
  };
}

/** Titles and notes above a table have fewer cells than its rows, or leave most of them empty. */
function findFirstRow(rows: SampleRows["rows"]): number {
  const filled = rows.filter((row) => !isBlank(row));
  const { width } = commonWidth(filled);
  const counts = filled.filter((row) => row.length === width).map(filledCount);
  const usualFilled = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 0;
  const isTitle = (row: readonly string[]) =>
    width > 1 && (row.length * 2 <= width || filledCount(row) * 2 < usualFilled);
  let first = 0;
  while (first < rows.length && isBlank(rows[first] ?? [])) first++;
  let at = first;
  while (at < rows.length && at < deepestPreamble && (isBlank(rows[at] ?? []) || isTitle(rows[at] ?? []))) at++;
  // Without a table below them the rows are the table.
  if (at >= Math.min(rows.length, deepestPreamble)) return first;
  return skipRepeatedTitles(rows, at);
}

/** Headings over several rows: of rows of text above the first number, the last that names its columns differently. */
function skipRepeatedTitles(rows: SampleRows["rows"], at: number): number {
  if (isDistinct(rows[at] ?? [])) return at;
  let best = at;
  for (let next = at + 1; next < Math.min(rows.length, at + 6); next++) {
    const row = rows[next] ?? [];
    if (row.some((cell) => cellType(cell) === "number")) break;
    if (isDistinct(row) && filledCount(row) >= filledCount(rows[at] ?? [])) best = next;
  }
  return best;
}

function isDistinct(row: readonly string[]): boolean {
  const names = row.map((cell) => cell.trim()).filter((cell) => cell !== "");
  return new Set(names).size * 2 > names.length;
}

/** Names above values: cells of another kind than those below them, or at least words that do not come back. */
function looksLikeHeader(first: readonly string[], body: SampleRows["rows"]): boolean {
  const names = first.map((cell) => cell.trim());
  const types = names.map(cellType);
  if (isCountingUp(names, types)) return true;
  if (body.length === 0) return types.every((type) => type === "text");
  let votes = 0;
  for (let column = 0; column < first.length; column++)
    votes += voteOf(column, names[column] ?? "", types[column], body);
  if (votes !== 0) return votes > 0;
  const filled = names.filter((name) => name !== "");
  const isNamed = types.every((type) => type === "text" || type === "empty") && filled.length * 2 > names.length;
  return isNamed && new Set(filled).size === filled.length && filled.every((name) => name.length <= 60);
}

function voteOf(column: number, name: string, type: CellType | undefined, body: SampleRows["rows"]): number {
  let typed = 0;
  let present = 0;
  let isRepeated = false;
  for (const row of body) {
    const below = cellType(row[column] ?? "");
    if (below === "empty") continue;
    present++;
    if (below !== "text") typed++;
    if (row[column]?.trim() === name) isRepeated = true;
  }
  if (present === 0 || type === "empty" || type === undefined) return 0;
  if (typed * 5 >= present * 4) return type === "text" ? 1 : -1;
  if (type !== "text") return -1;
  return isRepeated ? -1 : 0;
}

/** Years, or the numbers of the columns, one after the other: names that happen to be numbers. */
function isCountingUp(names: readonly string[], types: readonly CellType[]): boolean {
  const numbers = names.filter((_, index) => types[index] === "number").map(Number);
  const others = names.filter((_, index) => types[index] !== "number");
  const isSteady = numbers.every((value, index) => index === 0 || value > (numbers[index - 1] ?? value));
  if (!isSteady || others.length * 2 > names.length) return false;
  const areYears = numbers.every((value) => Number.isInteger(value) && value >= 1800 && value <= 2200);
  if (areYears && numbers.length >= 3) return true;
  const [start = 0] = numbers;
  return numbers.length >= 5 && start >= 0 && start <= 1 && numbers.every((value, index) => value === start + index);
}
