/** A SHA-256 print of a data set: the same for the same names, kinds and values in the same order and the same rows excluded, whatever the file was. */
import type { Column } from "../../core/column";
import type { Dataset } from "../../core/dataset";
import { excludedRows } from "../../core/excluded-rows";

const encoder = new TextEncoder();
/** Neighbours are hashed together until they have this many bytes: each turn of the browser's hashing costs more than a short column. */
const groupBytes = 1 << 22;

export async function fingerprintOf(dataset: Dataset): Promise<string> {
  const prints: Uint8Array<ArrayBuffer>[] = [];
  let group: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const close = async () => {
    prints.push(await printOfGroup(group));
    group = [];
    size = 0;
  };
  for (const column of dataset.columns) {
    for (const part of partsOf(column)) {
      if (size > 0 && size + part.length > groupBytes) await close();
      group.push(part);
      size += part.length;
    }
  }
  await close();
  const excluded = excludedRows(dataset.edits);
  if (excluded.size > 0) prints.push(await sha256(raw(Uint32Array.from(excluded).sort())));
  return Array.from(await sha256(join(prints)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a column is and how long its parts are, so that none runs into the next; then the parts. */
function partsOf(column: Column): readonly Uint8Array<ArrayBuffer>[] {
  const bytes = bytesOf(column);
  const lengths = bytes.map((part) => part.length);
  return [encoder.encode(JSON.stringify([column.kind, column.name, ...lengths])), ...bytes];
}

function bytesOf(column: Column): readonly Uint8Array<ArrayBuffer>[] {
  switch (column.kind) {
    case "number":
    case "time":
      return [raw(column.values)];
    case "category":
      return [raw(column.codes), encoder.encode(JSON.stringify(column.categories))];
    case "text":
      return [column.utf8, raw(column.offsets)];
    case "image":
      return [column.pixels, raw(column.starts), raw(column.widths), raw(column.heights)];
  }
}

function raw(array: ArrayBufferView<ArrayBuffer>) {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The parts as one; a single one is not copied. */
function join(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Prints of large parts that were reckoned before, by the part itself: pictures do not change when labels do. */
const printOf = new WeakMap<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();

async function printOfGroup(group: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = join(group);
  const print = printOf.get(bytes) ?? (await sha256(bytes));
  if (group.length === 1 && bytes.length > groupBytes) printOf.set(bytes, print);
  return print;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Bytes that the values of a data set take in memory. */
export function sizeOfDataset({ columns }: Dataset): number {
  return columns.reduce((sum, column) => {
    if (column.kind === "category") return sum + column.codes.byteLength;
    if (column.kind === "text") return sum + column.utf8.byteLength + column.offsets.byteLength;
    if (column.kind === "image") return sum + column.pixels.byteLength + 8 * column.starts.length;
    return sum + column.values.byteLength;
  }, 0);
}
