/** The same features on both sides: the model could answer from memory. */
import { allRows } from "../../../core/all-rows";
import { pictureSpan, textAt } from "../../../core/column-values";
import type { Column } from "../../../core/column";
import { findColumns } from "../../../core/find-column";
import type { LeakFinding } from "../../../core/leak";
import type { Work } from "../../../core/work";
import { hashBytes } from "../../summaries/distinct";
import { heldOutRows, type LeakInput } from "./leak-input";

const seriousShare = 0.05;
const notableShare = 0.01;
/** Coarse columns agree by chance, and more often where they go together: repeats up to this many times what independent columns would give are let pass. */
const tolerated = 2;
const toleratedFactor = 10;
/** Rows from which the share of agreeing pairs is estimated. */
const sampleSize = 2000;

export function* findRepeatedRows({ dataset, features, split }: LeakInput): Work<readonly LeakFinding[]> {
  if (features.length === 0) return [];
  const columns = findColumns(dataset.columns, features);
  const heldOut = heldOutRows(split);
  const count = yield* countRepeated(columns, split.train, heldOut);
  if (count <= tolerated) return [];
  yield;
  const expected = chanceOfAgreement(columns, split.train) * split.train.length * heldOut.length;
  if (count <= tolerated + toleratedFactor * expected) return [];
  return [
    {
      kind: "duplicates",
      severity: severityOf(count / heldOut.length),
      message: {
        en: `${count} of ${heldOut.length} held-out rows have exactly the features of a training row.`,
        zh: `${heldOut.length} 行留出数据中有 ${count} 行的特征与某一训练行完全相同。`,
      },
      remedy: {
        en: "Remove the repeated rows from the table, or split by a column that keeps them together.",
        zh: "请从表格中删除重复行，或按能使其保持在一起的列分组划分。",
      },
      columns: [],
      count,
    },
  ];
}

function severityOf(share: number): LeakFinding["severity"] {
  if (share >= seriousShare) return "high";
  return share >= notableShare ? "medium" : "low";
}

/** After so many columns, rows that are already unlike all others are set aside: in a wide table that soon leaves none. */
const columnsAtOnce = 64;

/** How many of the held-out rows have the values of a training row in every column. */
function* countRepeated(columns: readonly Column[], train: Rows, heldOut: Rows): Work<number> {
  const learned = startHashes(train);
  let open = startHashes(heldOut);
  for (let from = 0; from < columns.length && open.rows.length > 0; from += columnsAtOnce) {
    for (const column of columns.slice(from, from + columnsAtOnce)) {
      addColumn(learned, column);
      yield;
      addColumn(open, column);
      yield;
    }
    open = keepKnown(open, learned);
    yield;
  }
  return open.rows.length;
}

type Rows = Uint32Array<ArrayBuffer>;

/** A 64-bit hash of each row's values so far, by two multiplicative hashes of their bits (constants of splitmix and Murmur3's finaliser). */
interface RowHashes {
  readonly rows: Rows;
  readonly high: Int32Array<ArrayBuffer>;
  readonly low: Int32Array<ArrayBuffer>;
}

function startHashes(rows: Rows): RowHashes {
  return {
    rows,
    high: new Int32Array(rows.length).fill(0x2545f491),
    low: new Int32Array(rows.length).fill(0x1b873593),
  };
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

function addColumn({ rows, high, low }: RowHashes, column: Column): void {
  for (let i = 0; i < rows.length; i++) {
    number[0] = valueAt(column, rows[i]!); // i < length
    let h = high[i]!; // aligned with the rows
    let l = low[i]!; // as above
    for (let half = 0; half < 2; half++) {
      const word = words[half]!; // two words
      h = Math.imul((h ^ word) + 0x7f4a7c15, 0x21f0aaad);
      l = Math.imul((l ^ (l >>> 15)) + word, 0x85ebca6b);
      h ^= h >>> 15;
    }
    high[i] = h;
    low[i] = l;
  }
}

/** The rows of some whose hashes are among those of others. An open table: a Set of as many numbers takes twenty times as long. */
function keepKnown({ rows, high, low }: RowHashes, others: RowHashes): RowHashes {
  const bits = Math.ceil(Math.log2(others.rows.length * 2 + 2));
  const table = new Int32Array(2 ** bits).fill(-1);
  /** Where a hash stands, or would stand. */
  const slotOf = (h: number, l: number) => {
    let slot = Math.imul(h ^ l, 0x9e3779b1) >>> (32 - bits); // the upper bits: Knuth's multiplicative hashing
    for (;;) {
      const held = table[slot]!; // slot < 2 ** bits
      if (held < 0 || (others.low[held] === l && others.high[held] === h)) return slot;
      slot = (slot + 1) & (table.length - 1);
    }
  };
  for (let i = 0; i < others.rows.length; i++) table[slotOf(others.high[i]!, others.low[i]!)] = i; // aligned
  const places = allRows({ rowCount: rows.length }).filter((i) => table[slotOf(high[i]!, low[i]!)]! >= 0); // aligned
  const take = (from: Int32Array<ArrayBuffer>) => Int32Array.from(places, (place) => from[place]!); // as above
  return { rows: Uint32Array.from(places, (place) => rows[place]!), high: take(high), low: take(low) }; // as above
}

function valueAt(column: Column, row: number): number {
  if (column.kind === "text") return hashText(textAt(column, row));
  if (column.kind === "image") return hashBytes(column.pixels, ...pictureSpan(column, row));
  const value = column.kind === "category" ? column.codes[row]! : column.values[row]!; // row is in the column
  return Number.isNaN(value) ? NaN : value + 0; // one NaN, and no -0
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** How likely two rows agree in every column, if the columns had nothing to do with each other. */
function chanceOfAgreement(columns: readonly Column[], rows: Uint32Array<ArrayBuffer>): number {
  const stride = Math.max(1, Math.floor(rows.length / sampleSize));
  const sample = rows.filter((_, i) => i % stride === 0);
  let chance = 1;
  // Not so texts: one that comes again was copied, or is a phrase whose answer is known.
  if (columns.some(({ kind }) => kind === "text")) return 0;
  for (const column of columns) {
    const counts = new Map<number, number>();
    for (const row of sample) {
      const value = valueAt(column, row);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    let pairs = 0;
    for (const count of counts.values()) pairs += count * (count - 1);
    chance *= pairs / Math.max(1, sample.length * (sample.length - 1));
    if (chance < 1e-15) return 0;
  }
  return chance;
}
