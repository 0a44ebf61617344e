/** Zip archives: each file in them goes through the registry again. */
import { Inflate } from "fflate";
import { fail } from "../../../core/failure";
import type { Wording } from "../../../core/wording";
import { blobBytes, packedSource, sizeLimitBytes, tooLarge } from "../byte-source";
import { pictureFormats } from "../../pictures/formats/registry";
import type { ByteSource, ContainerImporter } from "../importer";
import { damagedArchive, inflated } from "../inflated";
import { createBlockReader } from "./block-reader";
import { crc32 } from "./crc32";
import { readDirectory, type ZipEntry } from "./directory";

const entryLimit = 200_000;
const smallBytes = 1 << 16;
/** The header before an entry's bytes: thirty, its path, and notes. */
const usualHeaderBytes = 512;
/** A picture is unpacked when it is its turn and then let go, so that many of them may be larger than the memory. */
const pictureLimitBytes = 2 ** 35;

export const zipImporter: ContainerImporter = {
  id: "zip",
  kind: "container",
  accepts: ["zip"],
  matches: (head) => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5 || head[2] === 7),
  async unpack(source) {
    const blob = await source.blob();
    const entries = await readDirectory(blob.size, async (from, to) => collect(blob.slice(from, to), source.name));
    if (!entries) throw damagedArchive(source.name);
    const looksLike = officeDocument(entries);
    if (looksLike) throw fail("import/unsupported", { file: source.name, looksLike });
    const files = entries.filter(({ path }) => !path.endsWith("/") && !isClutter(path));
    if (files.length > entryLimit) {
      throw refused(source.name, {
        en: `it holds ${files.length} files; at most ${entryLimit} can be opened`,
        zh: `其中有 ${files.length} 个文件；最多可打开 ${entryLimit} 个`,
      });
    }
    const pictures = files.filter(({ path }) => isPictureName(path));
    const pictureBytes = sumOf(pictures, "unpackedBytes");
    const otherBytes = sumOf(files, "unpackedBytes") - pictureBytes;
    if (otherBytes > sizeLimitBytes) throw tooLarge(source.name, otherBytes);
    if (pictureBytes > pictureLimitBytes) throw tooLarge(source.name, pictureBytes);
    // Entries that lie upon one another are how a small archive becomes an endless one.
    if (sumOf(files, "packedBytes") > blob.size) throw damagedArchive(source.name);
    if (files.some((entry) => entry.isEncrypted)) {
      throw refused(source.name, { en: "it is protected by a password", zh: "文件受密码保护" });
    }
    const readNear = createBlockReader(blob.size, async (from, to) => collect(blob.slice(from, to), source.name));
    return files.map((entry) => entrySource(source, { blob, readNear }, entry));
  },
};

interface Packed {
  readonly blob: Blob;
  /** Reads a few bytes; cheaper for parts that lie close together. */
  readonly readNear: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
}

function entrySource(archive: ByteSource, packed: Packed, entry: ZipEntry): ByteSource {
  const place = {
    name: entry.path.slice(entry.path.lastIndexOf("/") + 1),
    path: `${archive.path}/${entry.path}`,
    sizeBytes: entry.packedBytes,
  };
  return packedSource(place, (onBytes) => unpackEntry(archive.name, packed, entry, onBytes));
}

async function* unpackEntry(
  archive: string,
  { blob, readNear }: Packed,
  entry: ZipEntry,
  onBytes?: (count: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // Thousands of small files: each read of the disk costs more than its bytes, so that one takes in the header and all.
  const near =
    entry.packedBytes <= smallBytes
      ? await readNear(entry.offset, entry.offset + usualHeaderBytes + entry.packedBytes)
      : await collect(blob.slice(entry.offset, entry.offset + 30), archive);
  const view = new DataView(near.buffer);
  if (near.length < 30 || view.getUint32(0, true) !== 0x04034b50) throw damagedArchive(archive);
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const from = entry.offset + start;
  const packed =
    start + entry.packedBytes <= near.length
      ? inOnePiece(near.subarray(start, start + entry.packedBytes), onBytes)
      : blobBytes(blob.slice(from, from + entry.packedBytes), archive, onBytes);
  let checksum = 0;
  let length = 0;
  for await (const chunk of contentOf(archive, packed, entry)) {
    length += chunk.length;
    if (length > entry.unpackedBytes) throw damagedArchive(archive);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (checksum !== entry.crc32) throw damagedArchive(archive);
}

async function* inOnePiece(
  bytes: Uint8Array<ArrayBuffer>,
  onBytes?: (count: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  onBytes?.(bytes.length);
  yield bytes;
}

function contentOf(
  archive: string,
  packed: AsyncIterable<Uint8Array<ArrayBuffer>>,
  { method, path }: ZipEntry,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  if (method === 0) return packed;
  if (method === 8) return inflated(archive, packed, (onData) => new Inflate(onData));
  throw refused(archive, {
    en: `“${path}” is packed by method ${method}, which is not known here`,
    zh: `“${path}”使用了未知的压缩方法 ${method}`,
  });
}

function isPictureName(path: string): boolean {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return pictureFormats.some(({ endings }) => endings.includes(ending));
}

function sumOf(entries: readonly ZipEntry[], size: "packedBytes" | "unpackedBytes"): number {
  return entries.reduce((sum, entry) => sum + entry[size], 0);
}

/** What a program left in the archive beside the files. */
function isClutter(path: string): boolean {
  return path.split("/").some((part) => part === "__MACOSX" || part.startsWith(".") || part === "Thumbs.db");
}

function officeDocument(entries: readonly ZipEntry[]): Wording | null {
  const has = (start: string) => entries.some(({ path }) => path.startsWith(start));
  if (has("[Content_Types].xml")) {
    if (has("xl/")) return { en: "an Excel workbook", zh: "Excel 工作簿" };
    if (has("word/")) return { en: "a Word document", zh: "Word 文档" };
    return { en: "an Office document", zh: "Office 文档" };
  }
  return has("mimetype") && has("content.xml") ? { en: "an OpenDocument file", zh: "OpenDocument 文件" } : null;
}

function refused(file: string, reason: Wording) {
  return fail("import/archive", { file, reason });
}

async function collect(blob: Blob, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(blob.size);
  let length = 0;
  for await (const chunk of blobBytes(blob, name)) {
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
}
