import { cellType, commonWidth, isBlank } from "./cell-type";
import { guessReading } from "./guess-reading";
import { parseSample } from "./row-parser";

const fewestRows = 3;
const usualShare = 0.9;

/** Whether the first bytes of a text file are rows of as many cells each, or a column of numbers; prose is neither. */
export function looksLikeTable(name: string, bytes: Uint8Array, isWhole: boolean): boolean {
  if (bytes.length === 0) return false;
  const guess = guessReading(name, bytes, isWhole, {});
  if (!guess) return false;
  const text = new TextDecoder(guess.reading.encoding).decode(bytes, { stream: !isWhole });
  const rows = parseSample(text, guess.format, isWhole).rows.filter((row) => !isBlank(row));
  if (rows.length < fewestRows) return false;
  const { width, share } = commonWidth(rows);
  if (width > 1) return share >= usualShare;
  return rows.filter(([cell = ""]) => cellType(cell) === "number").length >= usualShare * (rows.length - 1);
}
