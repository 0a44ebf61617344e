/** The list of files at the end of a zip archive (PKWARE APPNOTE 4.3.12 to 4.3.16), long sizes included. */

export interface ZipEntry {
  readonly path: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc32: number;
  /** Where the entry's local header begins. */
  readonly offset: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const longEndMark = 0x06064b50;
const longLocatorMark = 0x07064b50;
const full = 0xffffffff;
const longestEnd = 22 + 0xffff;

/** @param read gives the bytes from..to of the archive. Null where there is no whole directory. */
export async function readDirectory(
  sizeBytes: number,
  read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<readonly ZipEntry[] | null> {
  const tailFrom = Math.max(0, sizeBytes - longestEnd);
  const tail = view(await read(tailFrom, sizeBytes));
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== endMark) end--;
  if (end < 0) return null;
  let count = tail.getUint16(end + 10, true);
  let length = tail.getUint32(end + 12, true);
  let from = tail.getUint32(end + 16, true);
  if ((from === full || count === 0xffff) && end >= 20 && tail.getUint32(end - 20, true) === longLocatorMark) {
    const at = Number(tail.getBigUint64(end - 12, true));
    const long = view(await read(at, at + 56));
    if (long.byteLength < 56 || long.getUint32(0, true) !== longEndMark) return null;
    count = Number(long.getBigUint64(32, true));
    length = Number(long.getBigUint64(40, true));
    from = Number(long.getBigUint64(48, true));
  }
  if (from + length > sizeBytes) return null;
  return readEntries(await read(from, from + length), count);
}

function readEntries(bytes: Uint8Array<ArrayBuffer>, count: number): readonly ZipEntry[] | null {
  const data = view(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || data.getUint32(at, true) !== entryMark) return null;
    const flags = data.getUint16(at + 8, true);
    const nameLength = data.getUint16(at + 28, true);
    const extraLength = data.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + data.getUint16(at + 32, true);
    if (next > bytes.length) return null;
    const sizes = longSizes(data, at + 46 + nameLength, extraLength, {
      unpackedBytes: data.getUint32(at + 24, true),
      packedBytes: data.getUint32(at + 20, true),
      offset: data.getUint32(at + 42, true),
    });
    entries.push({
      path: decodeName(bytes.subarray(at + 46, at + 46 + nameLength)),
      isEncrypted: (flags & 1) === 1,
      method: data.getUint16(at + 10, true),
      crc32: data.getUint32(at + 16, true),
      ...sizes,
    });
    at = next;
  }
  return entries;
}

interface Sizes {
  readonly unpackedBytes: number;
  readonly packedBytes: number;
  readonly offset: number;
}

/** Sizes over 4 GB stand in an extra field, in this order and only those that are needed. */
function longSizes(data: DataView, from: number, length: number, short: Sizes): Sizes {
  for (let at = from; at + 4 <= from + length; at += 4 + data.getUint16(at + 2, true)) {
    if (data.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const long = (value: number) => {
      if (value !== full || next + 8 > from + length) return value;
      next += 8;
      return Number(data.getBigUint64(next - 8, true));
    };
    return {
      unpackedBytes: long(short.unpackedBytes),
      packedBytes: long(short.packedBytes),
      offset: long(short.offset),
    };
  }
  return short;
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Chinese Windows writes names in its own code page; so do most archives that are not UTF-8.
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function view(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
