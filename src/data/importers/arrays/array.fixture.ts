/** Array files made in a test, and reading them without a page. */
import { WorkbenchError } from "../../../core/failure";
import { fileSource } from "../byte-source";
import type { ByteSource, ColumnsImporter, ReadColumns, ReadOptions } from "../importer";

export type Bytes = Uint8Array<ArrayBuffer>;

/** @param type the mark of the numbers' kind: 8 for bytes. */
export function idxBytes(shape: readonly number[], numbers: ArrayLike<number>, type = 8): Bytes {
  const header = new DataView(new ArrayBuffer(4 + shape.length * 4));
  header.setUint8(2, type);
  header.setUint8(3, shape.length);
  shape.forEach((side, i) => header.setUint32(4 + i * 4, side));
  return joined(new Uint8Array(header.buffer), Uint8Array.from(numbers));
}

/** Version 1 of the format, its header padded to 64 bytes as NumPy does. */
export function npyBytes(descr: string, shape: readonly number[], content: Bytes, isFortran = false): Bytes {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${descr}', 'fortran_order': ${isFortran ? "True" : "False"}, 'shape': (${sides}), }`;
  const padded = `${text.padEnd(Math.ceil((11 + text.length) / 64) * 64 - 11)}\n`;
  const mark = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8);
  return joined(mark, new TextEncoder().encode(padded), content);
}

export function bytesOf(numbers: { readonly buffer: ArrayBufferLike }): Bytes {
  return new Uint8Array(numbers.buffer as ArrayBuffer); // made in a test, never shared
}

export function joined(...parts: readonly Uint8Array[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export function source(path: string, bytes: Bytes): ByteSource {
  return fileSource({ file: new File([bytes], path.slice(path.lastIndexOf("/") + 1)), path });
}

export function read(
  importer: ColumnsImporter,
  files: Readonly<Record<string, Bytes>>,
  options: ReadOptions = {},
): Promise<ReadColumns> {
  const sources = Object.entries(files).map(([path, bytes]) => source(path, bytes));
  return importer.read(sources, options, { signal: new AbortController().signal, onBytes: () => undefined });
}

export async function refusal(reading: Promise<ReadColumns>): Promise<WorkbenchError> {
  const outcome: unknown = await reading.catch((error: unknown) => error);
  if (outcome instanceof WorkbenchError) return outcome;
  throw new Error(`no failure but ${String(outcome)}`);
}
