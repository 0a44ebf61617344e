/** What separates the cells, and whether quotes mean anything. */
import { cellType, commonWidth, isBlank } from "./cell-type";
import { parseSample, type SampleRows } from "./row-parser";

const candidates = [",", "\t", ";", "|", " "] as const;
/** A table of one column is cut at a character that it does not have. */
const single = [",", "\t", ";", "|", "\u001f"] as const;
const sampleLength = 1 << 17;
const sampleLimit = 200;

const delimiterOfEnding: Readonly<Record<string, string>> = { tsv: "\t", tab: "\t", psv: "|" };

/** Excel writes the separator it used into the first line. */
export function declaredDelimiter(text: string): string | null {
  return /^\ufeff?"?sep=(.)"?\r?\n/i.exec(text)?.[1] ?? null;
}

export function guessDelimiter(
  text: string,
  isWhole: boolean,
  name: string,
  format: { readonly quote: string | null; readonly hasLoneReturns: boolean },
): string {
  const cut = text.length > sampleLength && text.slice(0, sampleLength).split("\n", 6).length > 5;
  const sample = cut ? text.slice(0, sampleLength) : text;
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  let best = "";
  let bestScore = 0;
  for (const delimiter of candidates) {
    const quoted = parseSample(sample, { ...format, delimiter }, isWhole && !cut);
    const plain =
      quoted.badQuotes > 0 ? parseSample(sample, { ...format, delimiter, quote: null }, isWhole && !cut) : null;
    const bonus = delimiterOfEnding[ending] === delimiter ? 0.5 : 0;
    // Where quotes do not match they may not be meant as quotes.
    const score = Math.max(scoreOf(delimiter, quoted.rows), plain ? scoreOf(delimiter, plain.rows) : 0) + bonus;
    if (score > bestScore + 1e-9) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best || (single.find((delimiter) => !text.includes(delimiter)) ?? ",");
}

/** High where most rows have the same number of cells, the first full row among them, and cells are numbers or dates. */
function scoreOf(delimiter: string, rows: SampleRows["rows"]): number {
  const filled = rows.filter((row) => !isBlank(row)).slice(0, sampleLimit);
  const { width, share } = commonWidth(filled);
  if (width < 2 || share < 0.6) return 0;
  const usual = filled.filter((row) => row.length === width);
  const typed = typedShare(usual);
  // Words of plain prose are separated by spaces, too: only tables of numbers are read so.
  if (delimiter === " " && (share < 0.95 || typed < 0.5 || filled.length < 2)) return 0;
  const isFirstUsual = filled[0]?.length === width;
  return share * (1 - 1 / width) + 0.3 * typed + (isFirstUsual ? 0.2 : 0) - (delimiter === " " ? 0.2 : 0);
}

function typedShare(rows: SampleRows["rows"]): number {
  let typed = 0;
  let present = 0;
  for (const row of rows) {
    for (const cell of row) {
      const type = cellType(cell);
      if (type === "empty") continue;
      present++;
      if (type !== "text") typed++;
    }
  }
  return present === 0 ? 0 : typed / present;
}

export interface QuoteGuess {
  readonly quote: string | null;
  /** Quotes that do not match, and the line of the first: why quoting was switched off. */
  readonly unmatched?: { readonly count: number; readonly line: number };
}

/** The character around cells that may hold the delimiter: a double quote, a single one, or none. */
export function guessQuote(text: string, isWhole: boolean, delimiter: string, hasLoneReturns: boolean): QuoteGuess {
  if (!text.includes('"')) return { quote: usesSingleQuotes(text, isWhole, delimiter) ? "'" : '"' };
  const format = { delimiter, hasLoneReturns };
  const quoted = parseSample(text, { ...format, quote: '"' }, isWhole);
  if (quoted.badQuotes === 0) return { quote: '"' };
  const plain = parseSample(text, { ...format, quote: null }, isWhole).rows.filter((row) => !isBlank(row));
  const { width, share } = commonWidth(plain);
  const isEven = width > 1 && share === 1;
  const swallowsLines =
    quoted.openQuoteLine !== null ||
    quoted.rows.some((row) => row.length !== width || row.some((cell) => cell.includes("\n")));
  if (!isEven || !swallowsLines) return { quote: '"' };
  return { quote: null, unmatched: { count: quoted.badQuotes, line: quoted.badQuoteLine ?? 1 } };
}

function usesSingleQuotes(text: string, isWhole: boolean, delimiter: string): boolean {
  if (!text.includes("'")) return false;
  const lines = text.slice(0, sampleLength).split(/\r\n?|\n/, sampleLimit);
  if (!isWhole) lines.pop();
  const rows = lines.filter((line) => line.trim() !== "");
  const opens = (line: string) => line.startsWith("'") || line.includes(`${delimiter}'`);
  const closes = (line: string) => line.endsWith("'") || line.includes(`'${delimiter}`);
  const wrapped = rows.filter((line) => opens(line) && closes(line)).length;
  return rows.length > 1 && wrapped * 2 > rows.length;
}
