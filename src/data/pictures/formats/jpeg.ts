/** JPEG (ITU-T T.81): segments of a marker and a length, then the compressed lines up to the marker of the end. */
import { viewOf, type PictureFormat } from "./picture-format";

interface Segment {
  readonly marker: number;
  /** Where its content begins, behind the length. */
  readonly from: number;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;

export const jpeg: PictureFormat = {
  id: "jpeg",
  name: "JPEG",
  type: "image/jpeg",
  endings: ["jpg", "jpeg", "jpe", "jfif", "pjpeg", "pjp"],
  matches: (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff,
  sizeOf(bytes) {
    const view = viewOf(bytes);
    for (const { marker, from } of segmentsOf(bytes)) {
      if (!isFrame(marker) || from + 5 > bytes.length) continue;
      return { width: view.getUint16(from + 3), height: view.getUint16(from + 1) };
    }
    return null;
  },
  isWhole(bytes) {
    let scan = -1;
    for (const { marker, from } of segmentsOf(bytes)) if (marker === startOfScan) scan = from;
    // A small picture among the notes at the front has an end of its own.
    if (scan < 0) return false;
    for (let at = bytes.length - 2; at > scan; at--) {
      if (bytes[at] === 0xff && bytes[at + 1] === endOfImage) return true;
    }
    return false;
  },
};

/** Segments up to the first scan, which is the last. */
function* segmentsOf(bytes: Uint8Array): Generator<Segment> {
  const view = viewOf(bytes);
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || marker === endOfImage) return;
    yield { marker, from: at + 4 };
    if (marker === startOfScan) return;
    at += 2 + length;
  }
}

/** Start of a frame of any kind; three numbers in between mean tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
