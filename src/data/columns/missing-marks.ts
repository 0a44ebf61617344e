/** Texts that stand for "missing". Some do so anywhere; others only where the rest of the column is numbers or times. */

const everywhere = ["NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NAN", "NULL", "null", "Null"];
const amongNumbers = [
  "None",
  "none",
  "NONE",
  "?",
  "-",
  "--",
  "---",
  "—",
  "–",
  ".",
  "..",
  "...",
  "…",
  "na",
  "Na",
  "n.a.",
  "N.A.",
  "nil",
  "missing",
  "Missing",
  "unknown",
  "Unknown",
  "#VALUE!",
  "#DIV/0!",
  "#REF!",
  "#NUM!",
  "#NAME?",
  "#NULL!",
  "无",
  "缺失",
  "未知",
];

export interface MissingMarks {
  /** Missing in every kind of column. */
  isMark(text: string): boolean;
  /** Whether the user named this number, such as -200, as missing. */
  isMarkNumber(value: number): boolean;
  /** Missing in a column of numbers or times. */
  isMarkAmongNumbers(text: string): boolean;
  /** Says that a mark was met and taken as missing. */
  note(text: string): void;
  /** The marks met so far, in the order of their first cell. */
  readonly found: readonly string[];
}

/** With marks given by the user those are the only ones; they hold in every column. */
export function createMissingMarks(given?: readonly string[]): MissingMarks {
  const certain = new Set(given ?? everywhere);
  const likely = new Set(given ? [] : amongNumbers);
  const numbers = new Set(
    (given ?? [])
      .filter((mark) => mark.trim() !== "")
      .map(Number)
      .filter(Number.isFinite),
  );
  const found = new Set<string>();
  const longest = Math.max(0, ...Array.from(certain, (mark) => mark.length)) + 2;
  return {
    // Looking up a long text would hash all of it.
    isMark: (text) => text.length <= longest && (certain.has(text) || certain.has(text.trim())),
    isMarkNumber: (value) => numbers.size > 0 && numbers.has(value),
    isMarkAmongNumbers(text) {
      const trimmed = text.trim();
      return certain.has(trimmed) || likely.has(trimmed) || (!given && /^\*+$/.test(trimmed));
    },
    note: (text) => void found.add(text.trim()),
    get found() {
      return [...found];
    },
  };
}
