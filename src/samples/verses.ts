/** Texts by a small grammar: lines of several kinds of verse, each with words to be filled in. */
import { categoryColumn, textColumn } from "../core/make-column";
import type { Random } from "../core/random";
import type { SampleTable } from "../core/sample-spec";

export interface Verse {
  readonly kind: string;
  /** At least one; what is in braces is filled in. */
  readonly lines: readonly string[];
}

export interface VerseTable {
  readonly name: string;
  readonly verses: readonly Verse[];
  readonly rowCount: number;
  /** Names of the columns of lines and of kinds. */
  readonly columns: readonly [line: string, kind: string];
  readonly fill: (line: string, random: Random) => string;
}

/** Lines drawn with equal chance for each verse, then for each of its lines, beside the kind of their verse. */
export function verseTable({ name, verses, rowCount, columns, fill }: VerseTable, random: Random): SampleTable {
  const lines: string[] = [];
  const kinds: string[] = [];
  for (let row = 0; row < rowCount; row++) {
    const verse = verses[random.below(verses.length)]!; // below the length
    lines.push(fill(verse.lines[random.below(verse.lines.length)]!, random)); // as above
    kinds.push(verse.kind);
  }
  const allKinds = verses.map(({ kind }) => kind);
  return { name, columns: [textColumn(columns[0], lines), categoryColumn(columns[1], kinds, allKinds)] };
}
