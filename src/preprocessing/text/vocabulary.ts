/** Which words are worth knowing: those in most of the training texts. */
import { textAt } from "../../core/column-values";
import type { TextColumn } from "../../core/column";
import type { TokenReader } from "../../core/words";
import type { Work } from "../../core/work";

/** Texts read between two yields. */
const textsAtOnce = 64;

/** Calls `see` with the tokens of each row's text. */
export function* eachText(
  column: TextColumn,
  read: TokenReader,
  see: (tokens: readonly string[], row: number) => void,
): Work<void> {
  for (let row = 0; row < column.offsets.length - 1; row++) {
    see(read(textAt(column, row)), row);
    if (row % textsAtOnce === textsAtOnce - 1) yield;
  }
}

/** How many texts hold each token, however often; or how often each occurs. */
export function* countTexts(
  column: TextColumn,
  read: TokenReader,
  countsEach = false,
): Work<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  yield* eachText(column, read, (tokens) => {
    for (const token of countsEach ? tokens : new Set(tokens)) counts.set(token, (counts.get(token) ?? 0) + 1);
  });
  return counts;
}

/** Those in at least `fewest` texts, commonest first, at most `most`; of equally common ones in the order of their characters. */
export function commonest(counts: ReadonlyMap<string, number>, most: number, fewest: number): readonly string[] {
  return [...counts]
    .filter(([, count]) => count >= fewest)
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([token]) => token);
}

/** How many tokens of a text the vocabulary has, in the rows that were learned from and in the others. */
export interface Known {
  known: number;
  all: number;
}

/** Of unknown ones: "2 %"; null of nothing. */
export function unknownShare({ known, all }: Known): string | null {
  if (all === 0) return null;
  const share = (100 * (all - known)) / all;
  return `${share === 0 || share >= 10 ? Math.round(share) : Number(share.toPrecision(2))} %`;
}
