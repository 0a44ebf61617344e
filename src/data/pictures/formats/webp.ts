/** WebP (RFC 9649): a RIFF file whose first chunk says how large the canvas is. */
import { spells, viewOf, type PictureFormat } from "./picture-format";

export const webp: PictureFormat = {
  id: "webp",
  name: "WebP",
  type: "image/webp",
  endings: ["webp"],
  matches: (head) => spells(head, 0, "RIFF") && spells(head, 8, "WEBP"),
  sizeOf(bytes) {
    if (bytes.length < 30) return null;
    const view = viewOf(bytes);
    if (spells(bytes, 12, "VP8X")) return { width: 1 + threeBytes(view, 24), height: 1 + threeBytes(view, 27) };
    if (spells(bytes, 12, "VP8L") && bytes[20] === 0x2f) {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    const isLossy = spells(bytes, 12, "VP8 ") && bytes[23] === 0x9d && bytes[24] === 0x01 && bytes[25] === 0x2a;
    if (!isLossy) return null;
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  },
  isWhole: (bytes) => bytes.length >= 12 && 8 + viewOf(bytes).getUint32(4, true) <= bytes.length,
};

function threeBytes(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
