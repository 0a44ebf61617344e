/** GIF (89a specification): blocks behind a screen's size. Only the first frame is opened. */
import { spells, viewOf, type PictureFormat, type PictureSize } from "./picture-format";

export const gif: PictureFormat = {
  id: "gif",
  name: "GIF",
  type: "image/gif",
  endings: ["gif"],
  matches: (head) => spells(head, 0, "GIF87a") || spells(head, 0, "GIF89a"),
  sizeOf(bytes) {
    if (bytes.length < 13) return null;
    const view = viewOf(bytes);
    const frame = firstFrame(bytes)?.size;
    // A frame may be larger than the screen, which then grows.
    return {
      width: Math.max(view.getUint16(6, true), frame?.width ?? 0),
      height: Math.max(view.getUint16(8, true), frame?.height ?? 0),
    };
  },
  isWhole: (bytes) => firstFrame(bytes)?.isWhole ?? false,
};

function firstFrame(bytes: Uint8Array): { readonly size: PictureSize; readonly isWhole: boolean } | null {
  const view = viewOf(bytes);
  let at = 13 + coloursAt(bytes, 10);
  while (bytes[at] === 0x21) {
    const next = behindBlocks(bytes, at + 2);
    if (next === null) return null;
    at = next;
  }
  if (bytes[at] !== 0x2c || at + 10 > bytes.length) return null;
  const size = {
    width: view.getUint16(at + 1, true) + view.getUint16(at + 5, true),
    height: view.getUint16(at + 3, true) + view.getUint16(at + 7, true),
  };
  return { size, isWhole: behindBlocks(bytes, at + 11 + coloursAt(bytes, at + 9)) !== null };
}

/** Bytes of the table of colours that flags announce. */
function coloursAt(bytes: Uint8Array, at: number): number {
  const flags = bytes[at] ?? 0;
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Where a run of sub-blocks ends, null where the bytes end first. */
function behindBlocks(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at < bytes.length;) {
    const length = bytes[at] ?? 0;
    if (length === 0) return at + 1;
    at += 1 + length;
  }
  return null;
}
