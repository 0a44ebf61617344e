/** Tells word vectors in text from tables by their first lines. */

export interface VectorShape {
  /** Numbers of each vector. */
  readonly size: number;
  /** Words that the first line promises; null where no line does (GloVe). */
  readonly wordCount: number | null;
}

/** Fewer numbers than this behind a word are a table without a header. */
const fewestNumbers = 10;
/** Where the first line says so, two are enough. */
const fewestPromised = 2;
const linesJudged = 20;

/**
 * word2vec: a line with the two counts, then a word and its numbers in each; GloVe: the same without the first line. Cells are parted by
 * one blank; a word may hold blanks of its own, so that numbers are counted from the end. null for anything else.
 */
export function vectorShape(head: string): VectorShape | null {
  const lines = head.split("\n").slice(0, linesJudged + 1);
  // The last may be cut.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const [first = "", ...others] = whole;
  const promised = /^(\d+) (\d+)\s*$/.exec(first);
  if (promised) {
    const [wordCount, size] = [Number(promised[1]), Number(promised[2])];
    const holds = size >= fewestPromised && others.length > 0 && others.every((line) => endsInNumbers(line, size));
    return holds ? { size, wordCount } : null;
  }
  const size = first.trimEnd().split(" ").length - 1;
  if (size < fewestNumbers || whole.length < 2) return null;
  return whole.every((line) => endsInNumbers(line, size) && !isNumber(line.slice(0, line.indexOf(" "))))
    ? { size, wordCount: null }
    : null;
}

function endsInNumbers(line: string, size: number): boolean {
  const cells = line.trimEnd().split(" ");
  return cells.length > size && cells.slice(-size).every(isNumber);
}

function isNumber(cell: string): boolean {
  return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(cell);
}
