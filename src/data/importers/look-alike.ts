/** What a file that is no table looks like, by its first bytes. */
import type { Wording } from "../../core/wording";

interface Signature {
  readonly bytes: readonly number[] | string;
  readonly at?: number;
  /** The format itself is text, so no control characters are to be expected. */
  readonly isText?: boolean;
  readonly name: Wording;
}

const compressed = (name: string): Wording => ({ en: `a ${name} archive`, zh: `${name} 压缩包` });
const picture = (name: string): Wording => ({ en: `a ${name} picture`, zh: `${name} 图片` });

const signatures: readonly Signature[] = [
  { bytes: "%PDF", isText: true, name: { en: "a PDF document", zh: "PDF 文档" } },
  { bytes: "%!PS", isText: true, name: { en: "a PostScript document", zh: "PostScript 文档" } },
  { bytes: "{\\rtf", isText: true, name: { en: "an RTF document", zh: "RTF 文档" } },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: picture("PNG") },
  { bytes: [0xff, 0xd8, 0xff], name: picture("JPEG") },
  { bytes: "GIF8", name: picture("GIF") },
  { bytes: "WEBP", at: 8, name: picture("WebP") },
  { bytes: [0x49, 0x49, 0x2a, 0], name: picture("TIFF") },
  { bytes: [0x4d, 0x4d, 0, 0x2a], name: picture("TIFF") },
  { bytes: "ftypheic", at: 4, name: picture("HEIC") },
  { bytes: "ftypheix", at: 4, name: picture("HEIC") },
  { bytes: "ftypmif1", at: 4, name: picture("HEIF") },
  { bytes: [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20], name: picture("JPEG XL") },
  { bytes: [0xff, 0x0a], name: picture("JPEG XL") },
  { bytes: "DICM", at: 128, name: { en: "a DICOM scan", zh: "DICOM 影像" } },
  { bytes: "WAVE", at: 8, name: { en: "a WAV recording", zh: "WAV 录音" } },
  { bytes: "OggS", name: { en: "an Ogg recording", zh: "Ogg 录音" } },
  { bytes: "fLaC", name: { en: "a FLAC recording", zh: "FLAC 录音" } },
  { bytes: "ID3", name: { en: "an MP3 recording", zh: "MP3 录音" } },
  { bytes: "ftyp", at: 4, name: { en: "a film or recording", zh: "视频或音频文件" } },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: { en: "an old Excel or Word file", zh: "旧版 Excel 或 Word 文件" } },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: compressed("7z") },
  { bytes: "Rar!", name: compressed("RAR") },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], name: compressed("xz") },
  { bytes: "BZh", name: compressed("bzip2") },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], name: compressed("Zstandard") },
  { bytes: "ustar", at: 257, name: compressed("tar") },
  { bytes: "PAR1", name: { en: "a Parquet file", zh: "Parquet 文件" } },
  { bytes: "ARROW1", name: { en: "an Arrow file", zh: "Arrow 文件" } },
  { bytes: [0x89, 0x48, 0x44, 0x46], name: { en: "an HDF5 file", zh: "HDF5 文件" } },
  { bytes: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], name: { en: "a NumPy array", zh: "NumPy 数组" } },
  { bytes: "SQLite format 3", name: { en: "an SQLite database", zh: "SQLite 数据库" } },
  { bytes: "$FL2@(#)", name: { en: "an SPSS file", zh: "SPSS 文件" } },
  { bytes: "<stata_dta>", isText: true, name: { en: "a Stata file", zh: "Stata 文件" } },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], name: { en: "a program", zh: "程序文件" } },
  { bytes: [0x4d, 0x5a, 0x90], name: { en: "a program", zh: "程序文件" } },
];

const html: Wording = { en: "a web page (was it downloaded while signed out?)", zh: "网页（下载时可能未登录？）" };
const xml: Wording = { en: "an XML document", zh: "XML 文档" };
const json: Wording = { en: "JSON data", zh: "JSON 数据" };
const binary: Wording = { en: "binary data", zh: "二进制数据" };

/** Null where the bytes may well be text. */
export function lookAlike(head: Uint8Array, name: string): Wording | null {
  const hasControls = head.subarray(0, 1024).some((byte) => byte < 9 || (byte > 13 && byte < 32));
  const signature = signatures.find(({ bytes, at = 0, isText }) => {
    // A header may begin with ID3 or PAR1, too.
    if (!isText && !hasControls) return false;
    const wanted = typeof bytes === "string" ? Array.from(bytes, (character) => character.charCodeAt(0)) : bytes;
    return wanted.every((byte, index) => head[at + index] === byte);
  });
  if (signature) return signature.name;
  const start = String.fromCharCode(...head.subarray(0, 256))
    .replace(/^[\u00ef\u00bb\u00bf\s]+/, "")
    .toLowerCase();
  if (/^<(!doctype html|html)/.test(start)) return html;
  if (start.startsWith("<?xml")) return xml;
  if (/^(\{\s*"|\[\s*\{)/.test(start) || (/json$/i.test(name) && /^[[{]/.test(start))) return json;
  return isBinary(head) ? binary : null;
}

/** Control characters are rare in text; in UTF-16 every second byte may be zero, so zeros count only where they are in both places. */
function isBinary(head: Uint8Array): boolean {
  const sample = head.subarray(0, 1 << 16);
  let controls = 0;
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i]!; // i < length
    if (byte === 0) zeros[i & 1]!++; // two entries
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) controls++;
  }
  const bothZero = Math.min(...zeros);
  return controls > sample.length * 0.02 || bothZero > sample.length * 0.01;
}
