/** Everything that is guessed from the beginning of a table's file; what the user has said stands. */
import type { TableReading } from "../../../core/dataset";
import { fail } from "../../../core/failure";
import { uniqueNames } from "../../columns/column-names";
import type { ReadOptions } from "../importer";
import { guessDecimal } from "./decimal";
import { declaredDelimiter, guessDelimiter, guessQuote, type QuoteGuess } from "./delimiter";
import { decoderOf, guessEncoding } from "./encoding";
import { findLayout } from "./layout";
import { guessNewline } from "./newline";
import { parseSample, type RowFormat } from "./row-parser";

export interface ReadingGuess {
  readonly reading: Omit<TableReading, "missing">;
  readonly isEncodingCertain: boolean;
  readonly format: RowFormat;
  readonly names: readonly string[];
  readonly usualWidths: readonly number[];
  readonly repeatedNames: readonly string[];
  readonly hasRowNames: boolean;
  /** Rows above the values: notes and header. */
  readonly skippedRows: number;
  /** 1-based line of the header, or of the first row of values. */
  readonly firstLine: number;
  readonly unmatchedQuotes?: QuoteGuess["unmatched"];
}

const judgedRows = 500;

/** Null where these bytes hold no whole row. Throws `import/unsupported` where they hold nothing but blanks. */
export function guessReading(
  name: string,
  bytes: Uint8Array,
  isWhole: boolean,
  options: ReadOptions,
): ReadingGuess | null {
  const { encoding, isCertain } = options.encoding
    ? { encoding: options.encoding, isCertain: true }
    : guessEncoding(bytes, isWhole);
  const text = decoderOf(name, encoding).decode(bytes, { stream: !isWhole });
  const newlines = guessNewline(text, options.quote === undefined ? '"' : options.quote);
  const { hasLoneReturns } = newlines;
  const given = options.quote === undefined ? '"' : options.quote;
  const declared = options.delimiter === undefined ? declaredDelimiter(text) : null;
  const delimiter =
    options.delimiter ?? declared ?? guessDelimiter(text, isWhole, name, { quote: given, hasLoneReturns });
  const { quote, unmatched }: QuoteGuess =
    options.quote === undefined ? guessQuote(text, isWhole, delimiter, hasLoneReturns) : { quote: options.quote };
  const format = { delimiter, quote, hasLoneReturns };
  const sample = parseSample(text, format, isWhole);
  if (!isWhole && sample.rows.length < 2) return null;
  if (sample.rows.length === 0 && sample.openQuoteLine !== null) {
    throw fail("import/quote", { file: name, line: sample.openQuoteLine });
  }
  const offset = declared === null ? 0 : 1;
  const layout = findLayout(sample.rows.slice(offset, judgedRows), options.header);
  if (!layout) throw fail("import/unsupported", { file: name, looksLike: blanks });
  const firstRow = layout.firstRow + offset;
  const header = layout.hasRowNames ? ["", ...layout.header] : layout.header;
  const { names, repeated } = uniqueNames(header, layout.width);
  const values = sample.rows.slice(firstRow + (layout.hasHeader ? 1 : 0), judgedRows * 2);
  const firstLine = sample.lines[firstRow] ?? 1;
  return {
    reading: {
      encoding,
      delimiter,
      quote,
      newline: newlines.newline,
      header: layout.hasHeader,
      decimal: options.decimal ?? guessDecimal(values, delimiter),
      preamble: firstLine - 1,
    },
    isEncodingCertain: isCertain,
    // Cells cut at runs of spaces cannot be counted before the gaps are taken out.
    format: delimiter === " " ? format : { ...format, width: layout.bodyWidth },
    names,
    usualWidths: layout.usualWidths,
    repeatedNames: repeated,
    hasRowNames: layout.hasRowNames,
    skippedRows: firstRow + (layout.hasHeader ? 1 : 0),
    firstLine,
    ...(unmatched ? { unmatchedQuotes: unmatched } : {}),
  };
}

const blanks = { en: "blank lines and nothing else", zh: "全是空行" } as const;
