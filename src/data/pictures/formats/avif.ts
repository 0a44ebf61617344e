/** AVIF (AV1 Image File Format 1.1 in ISO/IEC 14496-12 boxes): a length and a name each, some within others. */
import { spells, viewOf, type PictureFormat, type PictureSize } from "./picture-format";

interface Box {
  readonly name: string;
  readonly from: number;
  /** Where it says that it ends, be the bytes there or not. */
  readonly to: number;
}

const brands = ["avif", "avis"];

export const avif: PictureFormat = {
  id: "avif",
  name: "AVIF",
  type: "image/avif",
  endings: ["avif"],
  matches(head) {
    if (head.length < 16 || !spells(head, 4, "ftyp")) return false;
    const to = Math.min(head.length, viewOf(head).getUint32(0));
    for (let at = 8; at + 4 <= to; at += at === 8 ? 8 : 4) {
      if (brands.some((brand) => spells(head, at, brand))) return true;
    }
    return false;
  },
  sizeOf(bytes) {
    let largest: PictureSize | null = null;
    for (const { from } of inside(bytes, ["meta", "iprp", "ipco", "ispe"])) {
      if (from + 12 > bytes.length) continue;
      const view = viewOf(bytes);
      const size = { width: view.getUint32(from + 4), height: view.getUint32(from + 8) };
      // The tiles of a large picture have sizes of their own.
      if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
    }
    return largest;
  },
  isWhole(bytes) {
    const boxes = [...boxesOf(bytes, 0, bytes.length)];
    const has = (wanted: string) => boxes.some(({ name }) => name === wanted);
    return has("meta") && has("mdat") && boxes.every(({ to }) => to <= bytes.length);
  },
};

function* inside(bytes: Uint8Array, path: readonly string[], from = 0, to = bytes.length): Generator<Box> {
  const [name, ...rest] = path;
  for (const box of boxesOf(bytes, from, to)) {
    if (box.name !== name) continue;
    // Of the boxes on the way only the outermost has a version before its content.
    if (rest.length === 0) yield box;
    else yield* inside(bytes, rest, box.from + (name === "meta" ? 4 : 0), Math.min(to, box.to));
  }
}

function* boxesOf(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  const view = viewOf(bytes);
  for (let at = from; at + 8 <= to;) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= to;
    const length = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    const head = isLong ? 16 : 8;
    if (length < head) return;
    yield { name: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), from: at + head, to: at + length };
    at += length;
  }
}
