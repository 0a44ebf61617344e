/** The same features on both sides: the model could answer from memory. */
import { textAt } from "../../../core/column-values";
import type { Column } from "../../../core/column";
import { findColumns } from "../../../core/find-column";
import type { LeakFinding } from "../../../core/leak";
import { heldOutRows, type LeakInput } from "./leak-input";

const seriousShare = 0.05;
const notableShare = 0.01;
/** Coarse columns agree by chance, and more often where they go together: repeats up to this many times what independent columns would give are let pass. */
const tolerated = 2;
const toleratedFactor = 10;
/** Rows from which the share of agreeing pairs is estimated. */
const sampleSize = 2000;

export function findRepeatedRows({ dataset, features, split }: LeakInput): readonly LeakFinding[] {
  if (features.length === 0) return [];
  const columns = findColumns(dataset.columns, features);
  const heldOut = heldOutRows(split);
  const learned = new Set(hashRows(columns, split.train));
  const count = hashRows(columns, heldOut).filter((hash) => learned.has(hash)).length;
  if (count <= tolerated) return [];
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

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

/** A 53-bit hash of each row's values, by two multiplicative hashes of their bits (constants of splitmix and Murmur3's finaliser). */
function hashRows(columns: readonly Column[], rows: Uint32Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const high = new Int32Array(rows.length).fill(0x2545f491);
  const low = new Int32Array(rows.length).fill(0x1b873593);
  for (const column of columns) {
    for (let i = 0; i < rows.length; i++) {
      number[0] = valueAt(column, rows[i]!); // i < length
      for (const word of words) {
        high[i] = Math.imul((high[i]! ^ word) + 0x7f4a7c15, 0x21f0aaad); // i < length
        low[i] = Math.imul((low[i]! ^ (low[i]! >>> 15)) + word, 0x85ebca6b); // i < length
        high[i]! ^= high[i]! >>> 15; // i < length
      }
    }
  }
  return Float64Array.from(high, (word, i) => (word >>> 11) * 4294967296 + (low[i]! >>> 0)); // aligned
}

function valueAt(column: Column, row: number): number {
  if (column.kind === "text") return hashText(textAt(column, row));
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
