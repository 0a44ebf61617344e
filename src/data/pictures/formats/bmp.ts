/** BMP (Windows device-independent bitmaps, and those of OS/2 with their shorter header). */
import { spells, viewOf, type PictureFormat } from "./picture-format";

const headerLengths = [12, 16, 40, 52, 56, 64, 108, 124];
/** Plain rows, with or without masks of the colours. */
const plain = [0, 3, 6];

export const bmp: PictureFormat = {
  id: "bmp",
  name: "BMP",
  type: "image/bmp",
  endings: ["bmp", "dib"],
  matches: (head) =>
    head.length >= 18 && spells(head, 0, "BM") && headerLengths.includes(viewOf(head).getUint32(14, true)),
  sizeOf(bytes) {
    if (bytes.length < 30) return null;
    const view = viewOf(bytes);
    if (view.getUint32(14, true) === 12) {
      return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
    }
    // Rows from the top down are told by a negative height.
    return { width: Math.max(0, view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  },
  isWhole(bytes) {
    const size = bmp.sizeOf(bytes);
    if (!size || bytes.length < 34) return false;
    const view = viewOf(bytes);
    const isShort = view.getUint32(14, true) === 12;
    const bitsPerPixel = view.getUint16(isShort ? 24 : 28, true);
    const compression = isShort ? 0 : view.getUint32(30, true);
    const from = view.getUint32(10, true);
    if (!plain.includes(compression)) return from < bytes.length;
    const rowBytes = Math.ceil((size.width * bitsPerPixel) / 32) * 4;
    return from + rowBytes * size.height <= bytes.length;
  },
};
