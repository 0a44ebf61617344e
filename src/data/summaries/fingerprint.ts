/** A SHA-256 print of a data set: the same for the same names, kinds and values in the same order, whatever the file was. */
import type { Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";

export async function fingerprintOf(dataset: Dataset): Promise<string> {
  const encoder = new TextEncoder();
  const prints = new Uint8Array(dataset.columns.length * 32);
  for (const [index, column] of dataset.columns.entries()) {
    const parts = [encoder.encode(JSON.stringify([column.kind, column.name])), ...bytesOf(column)];
    const joined = new Uint8Array(parts.length * 32);
    for (const [part, bytes] of parts.entries()) joined.set(await sha256(bytes), part * 32);
    prints.set(await sha256(joined), index * 32);
  }
  return Array.from(await sha256(prints), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOf(column: Column): readonly Uint8Array<ArrayBuffer>[] {
  switch (column.kind) {
    case "number":
    case "time":
      return [raw(column.values)];
    case "category":
      return [raw(column.codes), new TextEncoder().encode(JSON.stringify(column.categories))];
    case "text":
      return [column.utf8, raw(column.offsets)];
  }
}

function raw(array: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Bytes that the values of a data set take in memory. */
export function sizeOfDataset({ columns }: Dataset): number {
  return columns.reduce((sum, column) => {
    if (column.kind === "category") return sum + column.codes.byteLength;
    if (column.kind === "text") return sum + column.utf8.byteLength + column.offsets.byteLength;
    return sum + column.values.byteLength;
  }, 0);
}
