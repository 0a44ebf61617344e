/** Rows that say the same as an earlier one. */
import { pictureSpan } from "../../core/column-values";
import type { Column } from "../../core/column";
import { hashBytes, mix } from "./distinct";

/** Row numbers whose values in all these columns equal those of an earlier row, by a 64-bit hash. */
export function duplicateRows(columns: readonly Column[], rowCount: number): readonly number[] {
  if (columns.length === 0 || rowCount < 2) return [];
  const first = new Uint32Array(rowCount);
  const second = new Uint32Array(rowCount);
  for (const [index, column] of columns.entries()) addColumn(column, index, first, second);
  const size = 2 ** Math.ceil(Math.log2(rowCount * 2));
  const table = new Int32Array(size).fill(-1);
  const repeated: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    let slot = first[row]! & (size - 1); // row < rowCount
    let held = table[slot]!; // slot < size
    while (held >= 0 && (first[held] !== first[row] || second[held] !== second[row])) {
      slot = (slot + 1) & (size - 1);
      held = table[slot]!; // slot < size
    }
    if (held >= 0) repeated.push(row);
    else table[slot] = row;
  }
  return repeated;
}

function addColumn(column: Column, index: number, first: Uint32Array, second: Uint32Array): void {
  const add = (row: number, low: number, high: number) => {
    const before = first[row]!; // row < rowCount
    first[row] = mix(before ^ low, high + index);
    second[row] = mix(second[row]! ^ high, low ^ before); // row < rowCount
  };
  const rowCount = first.length;
  if (column.kind === "category") {
    for (let row = 0; row < rowCount; row++) add(row, column.codes[row]!, 0x5bd1e995); // as many codes as rows
  } else if (column.kind === "image") {
    for (let row = 0; row < rowCount; row++) {
      const hash = hashBytes(column.pixels, ...pictureSpan(column, row));
      add(row, hash % 2 ** 32, Math.floor(hash / 2 ** 32));
    }
  } else if (column.kind === "text") {
    for (let row = 0; row < rowCount; row++) {
      const hash = hashBytes(column.utf8, column.offsets[row]!, column.offsets[row + 1]!); // one more offset than rows
      add(row, hash % 2 ** 32, Math.floor(hash / 2 ** 32));
    }
  } else {
    const words = new Uint32Array(column.values.buffer, column.values.byteOffset, rowCount * 2);
    for (let row = 0; row < rowCount; row++) add(row, words[row * 2]!, words[row * 2 + 1]!); // two words a number
  }
}
