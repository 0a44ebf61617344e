/**
 * Cuts text into rows of cells through papaparse's low-level parser, whatever pieces the text comes in. Papaparse reads
 * correctly only what it holds whole, so an unfinished row is carried over and parsed again with what follows.
 */
import Papa from "papaparse";
import { fail } from "../../../core/failure";

export interface RowFormat {
  readonly delimiter: string;
  /** null: quotes are ordinary characters. */
  readonly quote: string | null;
  /** Lone \r ends a row here, so every kind of line end is turned into \n before parsing. */
  readonly hasLoneReturns: boolean;
  /** Cells of an ordinary row, where known: the judge of rows whose quotes do not match. */
  readonly width?: number;
}

export interface RowBatch {
  readonly rows: readonly (readonly string[])[];
  /** 1-based line on which each row begins. */
  readonly lines: Uint32Array;
  /** Lines whose quotes did not match; they were read as if quotes were ordinary characters. */
  readonly badQuoteLines: readonly number[];
}

export interface RowParser {
  /** More text; gives the rows that are whole by now. Throws `import/quote`. */
  push(text: string): RowBatch;
  /** The text has ended. Throws `import/quote`. */
  end(): RowBatch;
}

interface ParseResult {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly row?: number; readonly index?: number }[];
  readonly meta: { readonly cursor: number };
}

const defaultPieceLength = 1 << 18;
/** An unfinished row with quotes that is longer than this is taken for a quote that was never closed. */
const longestRow = 1 << 24;

/** @param file is named where a quote is never closed. */
export function createRowParser(file: string, format: RowFormat, pieceLength = defaultPieceLength): RowParser {
  let rest = "";
  let needed = pieceLength;
  let line = 1;
  let held = "";

  const parse = (isLast: boolean): RowBatch => {
    const rows: string[][] = [];
    const badQuoteLines: number[] = [];
    const firstLine = line;
    for (;;) {
      let result = run(rest, format);
      const badRow = firstBadRow(result, format);
      if (badRow >= 0) result = badRow > 0 ? run(rest, format, badRow) : { ...result, data: [], meta: { cursor: 0 } };
      for (const row of result.data) rows.push(row);
      advance(result.meta.cursor);
      if (badRow < 0) {
        if (rest === "" || (!isLast && rest.length <= longestRow)) break;
        if (format.quote === null || !rest.includes(format.quote)) break;
        if (!linesAgree(rest, format)) throw fail("import/quote", { file, line: line + openQuoteOffset(rest, format) });
      }
      badQuoteLines.push(line);
      const end = rest.indexOf("\n");
      rows.push(rest.slice(0, end).split(format.delimiter));
      advance(end + 1);
    }
    needed = Math.max(pieceLength, rest.length * 2);
    return {
      rows: tidy(rows, format),
      lines: lineNumbers(rows, firstLine, line - firstLine !== rows.length),
      badQuoteLines,
    };
  };

  const advance = (count: number) => {
    line += newlines(rest, count);
    rest = rest.slice(count);
  };

  return {
    push(text) {
      let arrived = held + text;
      held = "";
      if (format.hasLoneReturns && arrived.endsWith("\r")) {
        held = "\r";
        arrived = arrived.slice(0, -1);
      }
      rest += format.hasLoneReturns ? arrived.replace(/\r\n?/g, "\n") : arrived;
      return rest.length < needed ? nothing : parse(false);
    },
    end() {
      rest += held && "\n";
      held = "";
      // With every row ended alike papaparse never has to guess at the last one.
      if (rest !== "" && !rest.endsWith("\n")) rest += "\n";
      return rest === "" ? nothing : parse(true);
    },
  };
}

const nothing: RowBatch = { rows: [], lines: new Uint32Array(), badQuoteLines: [] };

export interface SampleRows {
  readonly rows: readonly (readonly string[])[];
  readonly lines: Uint32Array;
  /** Quotes that do not match, so far as this text goes, and the line of the first. */
  readonly badQuotes: number;
  readonly badQuoteLine: number | null;
  /** Line of a quote that is never closed; null where the text is not the whole file. */
  readonly openQuoteLine: number | null;
}

/** The rows at the beginning of a file, to guess from. Text that is not the whole file ends in a row that is left out. */
export function parseSample(text: string, format: RowFormat, isWhole: boolean): SampleRows {
  const plain = format.hasLoneReturns ? text.replace(/\r\n?/g, "\n") : text;
  const ended = isWhole && !plain.endsWith("\n") ? `${plain}\n` : plain;
  const { data, errors, meta } = run(ended, format);
  const isOpen = isWhole && meta.cursor < ended.length;
  const openQuoteLine = isOpen ? 1 + openQuoteOffset(ended, format) : null;
  const lines = lineNumbers(data, 1, true);
  const bad = errors.filter(({ row = 0 }) => row < data.length);
  return {
    rows: tidy([...data], format),
    lines,
    openQuoteLine,
    badQuotes: bad.length + (isOpen ? 1 : 0),
    badQuoteLine: bad[0] ? (lines[bad[0].row ?? 0] ?? null) : openQuoteLine,
  };
}

function run(text: string, { delimiter, quote }: RowFormat, preview = 0, ignoresLastRow = true): ParseResult {
  const parser = new Papa.Parser({
    delimiter,
    newline: "\n",
    preview,
    // Papaparse's fast mode knows no quotes; left out, it is chosen where the text has none.
    ...(quote === null ? { fastMode: true } : { quoteChar: quote }),
  });
  return parser.parse(text, 0, ignoresLastRow) as ParseResult; // typed unknown by @types/papaparse
}

/** The first whole row whose quotes do not match and that papaparse did not make a sound row of all the same; -1 for none. */
function firstBadRow({ data, errors }: ParseResult, { width }: RowFormat): number {
  const bad = errors.find(({ row }) => {
    const cells = row === undefined ? undefined : data[row];
    if (!cells) return false;
    return (width !== undefined && cells.length !== width) || cells.some((cell) => cell.includes("\n"));
  });
  return bad?.row ?? -1;
}

/** Whether the text makes sense with quotes as ordinary characters: every line has the usual number of cells. */
function linesAgree(text: string, { delimiter, width }: RowFormat): boolean {
  if (width === undefined || width < 2 || !text.includes("\n")) return false;
  const whole = text.slice(0, text.lastIndexOf("\n")).split("\n");
  return whole.every((row) => row.trim() === "" || row.split(delimiter).length === width);
}

/** Lines from the beginning of the text to the quote that is never closed. */
function openQuoteOffset(text: string, format: RowFormat): number {
  const { errors } = run(text, format, 0, false);
  return newlines(text, errors.findLast(({ code }) => code === "MissingQuotes")?.index ?? 0);
}

function newlines(text: string, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** Takes the \r of \r\n off the last cells, and the gaps between several spaces out of rows cut at spaces. */
function tidy(rows: string[][], { delimiter, hasLoneReturns }: RowFormat): readonly string[][] {
  if (!hasLoneReturns) {
    for (const row of rows) {
      const last = row.length - 1;
      const cell = row[last];
      if (cell?.endsWith("\r")) row[last] = cell.slice(0, -1);
    }
  }
  return delimiter === " " ? rows.map((row) => withoutGaps(row)) : rows;
}

function withoutGaps(row: string[]): string[] {
  const cells = row.filter((cell) => cell !== "");
  return cells.length === 0 ? [""] : cells;
}

function lineNumbers(rows: readonly string[][], firstLine: number, mayBeMultiline: boolean): Uint32Array {
  let line = firstLine;
  return Uint32Array.from(rows, (row) => {
    const begins = line;
    line++;
    if (mayBeMultiline) for (const cell of row) if (cell.includes("\n")) line += newlines(cell, cell.length);
    return begins;
  });
}
