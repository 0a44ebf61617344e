/** From a file to bytes that a decoder may be trusted with: known by its content, of a bearable size, and whole. */
import { fail, type WorkbenchError } from "../../core/failure";
import type { Wording } from "../../core/wording";
import type { ByteSource } from "../importers/importer";
import { lookAlike } from "../importers/look-alike";
import type { PictureFormat, PictureSize } from "./formats/picture-format";
import { pictureFormats } from "./formats/registry";

export interface PictureFile extends PictureSize {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: PictureFormat;
}

/** What canvases of all browsers can hold. */
export const sideLimit = 16_384;
export const megapixelLimit = 100;
/** A picture within the limits above hardly needs more, even as plain rows. */
const fileLimit = 1 << 28;
const headBytes = 64;
/** A size that comes later than this is looked for when the whole file is there. */
const longestNotes = 1 << 22;

/**
 * Reads a picture file to its end, or as far as it takes to see that it is none.
 * @param admit is told the pixels before most of the file is read; reading goes on when it resolves.
 * Throws `import/picture`, `import/picture-size`, `import/empty-file` and what reading throws.
 */
export async function readPictureFile(
  source: ByteSource,
  onBytes: (count: number) => void,
  admit: (pixels: number) => Promise<void>,
): Promise<PictureFile> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  let format: PictureFormat | null = null;
  let isAdmitted = false;
  const know = async (isEnd: boolean): Promise<void> => {
    if (!format && (length >= headBytes || isEnd)) format = formatOf(joined(chunks, length), source);
    if (!format || isAdmitted || length > longestNotes) return;
    // Most formats have their size in the first bytes; a JPEG may have long notes before it.
    const size = format.sizeOf(joined(chunks, length));
    if (!size) return;
    checkSize(size, source.name);
    isAdmitted = true;
    await admit(size.width * size.height);
  };
  for await (const chunk of source.open(onBytes)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > fileLimit) throw unreadable(source.name, tooManyBytes);
    await know(false);
  }
  if (length === 0) throw fail("import/empty-file", { file: source.name });
  await know(true);
  const bytes = joined(chunks, length);
  return { bytes, ...inspectPicture(bytes, source.name) };
}

/** The format and size of a whole file. Throws `import/picture` and `import/picture-size`. */
export function inspectPicture(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): PictureSize & { readonly format: PictureFormat } {
  const format = formatOf(bytes, { name: file });
  const size = format.sizeOf(bytes);
  if (size) checkSize(size, file);
  if (!size || size.width === 0 || size.height === 0) throw unreadable(file, noSize(format.name));
  if (!format.isWhole(bytes)) throw unreadable(file, cutShort(format.name));
  return { ...size, format };
}

export function unreadable(file: string, reason: Wording, cause?: unknown): WorkbenchError {
  return fail("import/picture", { file, reason }, cause);
}

function formatOf(bytes: Uint8Array, { name }: Pick<ByteSource, "name">): PictureFormat {
  const format = pictureFormats.find((candidate) => candidate.matches(bytes));
  if (format) return format;
  throw unreadable(name, looksLike(lookAlike(bytes, name) ?? text));
}

function checkSize({ width, height }: PictureSize, file: string): void {
  if (width <= sideLimit && height <= sideLimit && width * height <= megapixelLimit * 1e6) return;
  throw fail("import/picture-size", { file, width, height, sideLimit, megapixelLimit });
}

/** One array of several; the pieces are given up for it. */
function joined(chunks: Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks.splice(0)) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  chunks.push(bytes);
  return bytes;
}

const text: Wording = { en: "plain text", zh: "纯文本" };
const tooManyBytes: Wording = { en: "the file has more than 256 MB", zh: "文件超过 256 MB" };

function looksLike(what: Wording): Wording {
  return { en: `its content looks like ${what.en}`, zh: `内容看起来是${what.zh}` };
}

function noSize(name: string): Wording {
  return { en: `it begins like ${name} but says no size`, zh: `开头像 ${name}，但没有尺寸信息` };
}

function cutShort(name: string): Wording {
  return { en: `this ${name} file is damaged or cut short`, zh: `此 ${name} 文件已损坏或不完整` };
}
