/** Tables as text: comma, tab, semicolon, bar or space between the cells. */
import { fail } from "../../../core/failure";
import { readHead } from "../byte-source";
import type { ByteSource, ReadOptions, TableAgain, TableEvent, TableImporter, TableRows } from "../importer";
import { lookAlike } from "../look-alike";
import { isBlank } from "./cell-type";
import { decodeText, type DecodedText } from "./decode";
import { guessNational } from "./encoding";
import { guessReading, type ReadingGuess } from "./guess-reading";
import { createRowParser, type RowBatch } from "./row-parser";
import {
  badQuoteLine,
  blankLines,
  brokenBytes,
  encodingChanged,
  encodingGuessed,
  preambleSkipped,
  quotingOff,
  repeatedName,
  rowNames,
} from "./table-warnings";

export const tableImporter: TableImporter = {
  id: "table",
  kind: "table",
  accepts: ["csv", "tsv", "tab", "psv", "ssv", "txt", "dat", "data"],
  matches: (head, name) => lookAlike(head, name) === null,
  read: readTable,
};

const headLimits = [1 << 20, 1 << 24, 1 << 27] as const;

async function* readTable(
  source: ByteSource,
  options: ReadOptions,
  onBytes: (count: number) => void,
): AsyncGenerator<TableEvent> {
  const guess = await guessFrom(source, options);
  yield* headEvents(guess, options);
  const { encoding } = guess.reading;
  const parser = createRowParser(source.name, guess.format);
  const sieve = createSieve(guess.skippedRows);
  for await (const piece of decodeText(source.open(onBytes), encoding)) {
    if (piece.brokenLine !== null) {
      const broken = judgeBroken(source.name, piece, guess, options);
      yield broken;
      if (broken.type === "again") return;
    }
    yield* rowEvents(sieve(parser.push(piece.text)));
  }
  yield* rowEvents(sieve(parser.end()));
  yield* sieve.ending();
  if (sieve.rowCount() === 0 && guess.reading.header) {
    throw fail("import/no-rows", { file: source.name, line: guess.firstLine });
  }
}

/** Looks at more of the file where a row is longer than what was looked at. */
async function guessFrom(source: ByteSource, options: ReadOptions): Promise<ReadingGuess> {
  for (const limit of headLimits) {
    const { bytes, isWhole } = await readHead(source, limit);
    if (bytes.length === 0) throw fail("import/empty-file", { file: source.name });
    const guess = guessReading(source.name, bytes, isWhole, options);
    if (guess) return guess;
  }
  const reason = { en: "its first lines are longer than 128 MB", zh: "文件开头的行超过 128 MB" };
  throw fail("import/unreadable", { file: source.name, reason });
}

function* headEvents(guess: ReadingGuess, options: ReadOptions): Generator<TableEvent> {
  const { reading, names, usualWidths, firstLine } = guess;
  yield { type: "head", names, usualWidths, reading };
  if (!guess.isEncodingCertain) yield { type: "warning", wording: encodingGuessed(reading.encoding) };
  if (guess.unmatchedQuotes) {
    const { count, line } = guess.unmatchedQuotes;
    yield { type: "warning", line, wording: quotingOff(count) };
  }
  if (reading.preamble > 0) yield { type: "warning", line: 1, wording: preambleSkipped(reading.preamble) };
  if (guess.hasRowNames) yield { type: "warning", line: firstLine, wording: rowNames(names[0] ?? "") };
  if (options.header === false) return;
  for (const name of new Set(guess.repeatedNames)) {
    yield { type: "warning", line: firstLine, wording: repeatedName(name) };
  }
}

function* rowEvents(batch: Sieved): Generator<TableEvent> {
  for (const line of batch.badQuoteLines) yield { type: "warning", line, wording: badQuoteLine() };
  if (batch.rows.length > 0) yield batch;
}

/** Bytes that the encoding cannot hold: a sentence where they are few, another encoding where it was the wrong one. */
function judgeBroken(file: string, piece: DecodedText, guess: ReadingGuess, options: ReadOptions) {
  const line = piece.brokenLine ?? 1;
  const { encoding } = guess.reading;
  if (options.isLenient || !guess.isEncodingCertain) {
    return { type: "warning", line, wording: brokenBytes(encoding) } as const;
  }
  if (options.encoding) throw fail("import/encoding", { file, line, encoding });
  const broken = piece.text.split("\ufffd").length - 1;
  const sound = piece.text.replace(/[\0-\x7f\ufffd]+/g, "").length;
  const isMostlySound = sound > broken * 5;
  const better = isMostlySound ? encoding : guessNational(piece.bytes);
  const again: TableAgain = {
    type: "again",
    options: { encoding: better, isLenient: true },
    ...(isMostlySound ? {} : { warning: { line, wording: encodingChanged(better) } }),
  };
  return again;
}

interface Sieved extends TableRows {
  readonly badQuoteLines: readonly number[];
}

interface Sieve {
  (batch: RowBatch): Sieved;
  rowCount(): number;
  ending(): Generator<TableEvent>;
}

/** Takes out the rows above the values, and blank lines, which it counts. */
function createSieve(skippedRows: number): Sieve {
  let seen = 0;
  let kept = 0;
  let blank = 0;
  let firstBlankLine = 0;
  let trailing = 0;
  const sieve = (batch: RowBatch): Sieved => {
    const rows: (readonly string[])[] = [];
    const lines: number[] = [];
    for (const [index, row] of batch.rows.entries()) {
      if (seen++ < skippedRows) continue;
      const line = batch.lines[index] ?? 0;
      if (isBlank(row)) {
        if (blank + trailing === 0) firstBlankLine = line;
        trailing++;
        continue;
      }
      blank += trailing;
      trailing = 0;
      rows.push(row);
      lines.push(line);
    }
    kept += rows.length;
    return { type: "rows", rows, lines: Uint32Array.from(lines), badQuoteLines: batch.badQuoteLines };
  };
  return Object.assign(sieve, {
    rowCount: () => kept,
    // Blank lines at the end of a file mean nothing.
    *ending(): Generator<TableEvent> {
      if (blank > 0) yield { type: "warning", line: firstBlankLine, wording: blankLines(blank) };
    },
  });
}
