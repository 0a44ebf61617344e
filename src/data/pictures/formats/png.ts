/** PNG (ISO/IEC 15948): chunks of a length, a name, content and a checksum. */
import { crc32 } from "../../importers/zip/crc32";
import { spells, viewOf, type PictureFormat } from "./picture-format";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const png: PictureFormat = {
  id: "png",
  name: "PNG",
  type: "image/png",
  endings: ["png", "apng"],
  matches: (head) => signature.every((byte, index) => head[index] === byte),
  sizeOf(bytes) {
    if (bytes.length < 24 || !spells(bytes, 12, "IHDR")) return null;
    const view = viewOf(bytes);
    return { width: view.getUint32(16), height: view.getUint32(20) };
  },
  isWhole(bytes) {
    const view = viewOf(bytes);
    for (let at = 8; at + 12 <= bytes.length;) {
      const end = at + 12 + view.getUint32(at);
      if (end > bytes.length) return false;
      // Decoders show half a picture where a checksum fails; chunks whose name begins with a small letter are extras.
      const isCritical = ((bytes[at + 4] ?? 0) & 32) === 0;
      if (isCritical && crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return false;
      if (spells(bytes, at + 4, "IEND")) return true;
      at = end;
    }
    return false;
  },
};
