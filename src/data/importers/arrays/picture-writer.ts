/** From items of arrays to a column of pictures: bytes, no larger than asked for. */
import type { ImageColumn } from "../../../core/column";
import type { Wording } from "../../../core/wording";
import { growUint8 } from "../../columns/growth";
import { fitWithin, shrinkPicture } from "../../pictures/shrink";
import { sizeLimitBytes, tooLarge } from "../byte-source";
import { itemLength } from "./array-header";
import { itemsOf, type ItemsContext } from "./array-items";
import type { Part, PictureLayout } from "./array-part";
import { readNumbers } from "./number-types";

/** More bytes of pictures than this are made smaller. */
const roomBytes = 512 * 2 ** 20;
export const defaultSide = 256;
const smallestSide = 8;

/** A part of a column and the row of its first picture. */
export interface PlacedPart {
  readonly part: Part & { readonly picture: PictureLayout };
  readonly from: number;
}

export interface PictureResult {
  readonly column: ImageColumn;
  readonly remarks: readonly Wording[];
}

/** @param longestSide in pixels. Rows that no part holds are missing. */
export async function readPictures(
  name: string,
  placed: readonly PlacedPart[],
  rowCount: number,
  longestSide: number,
  context: ItemsContext,
): Promise<PictureResult> {
  const remarks: Wording[] = [];
  const channels = placed.some(({ part }) => part.picture.channels > 1) ? 3 : 1;
  if (placed.some(({ part }) => part.picture.channels === 4)) remarks.push(transparent);
  const side = sideWithin(placed, longestSide, channels);
  const largest = Math.max(...placed.map(({ part }) => Math.max(part.picture.width, part.picture.height)));
  if (largest > side) remarks.push(side < longestSide ? madeSmallerToFit(largest, side) : madeSmaller(largest, side));
  const scale = await findScale(placed, context);
  if (scale.remark) remarks.push(scale.remark);
  const starts = new Uint32Array(rowCount);
  const widths = new Uint16Array(rowCount);
  const heights = new Uint16Array(rowCount);
  let pixels = new Uint8Array(0);
  let size = 0;
  for (const { part, from } of placed) {
    const { width, height } = fitWithin(part.picture, side);
    const bytes = width * height * channels;
    const write = createWriter(part, channels, side, scale);
    for await (const items of itemsOf(part, context)) {
      const needed = size + items.count * bytes;
      if (needed > pixels.length) pixels = growUint8(pixels, Math.max(needed, guess(part, bytes, size)));
      write(items.bytes, items.count, pixels.subarray(size, needed));
      for (let i = 0; i < items.count; i++) starts[from + items.from + i] = size + i * bytes;
      size = needed;
    }
    widths.fill(width, from, from + part.count);
    heights.fill(height, from, from + part.count);
  }
  if (size < pixels.length) pixels = pixels.slice(0, size);
  return { column: { kind: "image", name, channels, pixels, starts, widths, heights }, remarks };
}

/** Room for all of a part at once, unless its header promises far more than its file is likely to hold. */
function guess({ count, source }: Part, bytes: number, size: number): number {
  return size + Math.min(count * bytes, source.sizeBytes * 8);
}

function sideWithin(placed: readonly PlacedPart[], longestSide: number, channels: number): number {
  const bytesAt = (side: number) =>
    placed.reduce((sum, { part }) => {
      const { width, height } = fitWithin(part.picture, side);
      return sum + part.count * width * height * channels;
    }, 0);
  let side = longestSide;
  while (side > smallestSide && bytesAt(side) > roomBytes) side--;
  if (bytesAt(side) > sizeLimitBytes) throw tooLarge(placed[0]?.part.source.name ?? "", bytesAt(side));
  return side;
}

/** How a number becomes a byte: number × gain + bias. */
interface Scale {
  readonly gain: number;
  readonly bias: number;
  readonly remark?: Wording;
}

/** Bytes stay themselves; other numbers are taken for 0 to 1 or 0 to 255 where they lie within, and else stretched. */
async function findScale(placed: readonly PlacedPart[], context: ItemsContext): Promise<Scale> {
  let min = Infinity;
  let max = -Infinity;
  const { signal, onOpen } = context;
  const lookingAhead: ItemsContext = { signal, ...(onOpen ? { onOpen } : {}) };
  for (const { part } of placed) {
    if (part.header.type === "u1" || part.header.type === "bool") continue;
    const length = itemLength(part.header);
    for await (const { bytes, count } of itemsOf(part, lookingAhead)) {
      const numbers = new Float64Array(length * count);
      readNumbers(bytes, part.header, numbers);
      for (const value of numbers) {
        if (!Number.isFinite(value)) continue;
        if (value < min) min = value;
        if (value > max) max = value;
      }
    }
  }
  if (min >= 0 && max <= 1) return { gain: 255, bias: 0 };
  if (min >= 0 && max <= 255) return { gain: 1, bias: 0 };
  if (min > max) return { gain: 1, bias: 0 };
  const gain = max > min ? 255 / (max - min) : 0;
  return { gain, bias: -min * gain, remark: stretched(min, max) };
}

/** Writes whole pictures, one after another, in the form of the column. */
function createWriter(
  { header, picture, source }: PlacedPart["part"],
  channels: 1 | 3,
  side: number,
  scale: Scale,
): (bytes: Uint8Array<ArrayBuffer>, count: number, to: Uint8Array<ArrayBuffer>) => void {
  const { width, height } = picture;
  const length = itemLength(header);
  const target = fitWithin(picture, side);
  const isSame = target.width === width && target.height === height;
  const isPlain = header.type === "u1" && isSame && picture.channels === channels && !picture.isPlanes;
  if (isPlain) return (bytes, _, to) => to.set(bytes);
  if (length > sizeLimitBytes / 16) throw tooLarge(source.name, length * 8);
  const { gain, bias } =
    header.type === "u1" ? { gain: 1, bias: 0 } : header.type === "bool" ? { gain: 255, bias: 0 } : scale;
  const numbers = new Float64Array(length);
  const pixels = new Uint8Array(width * height * channels);
  const step = picture.isPlanes ? 1 : picture.channels;
  const plane = picture.isPlanes ? width * height : 1;
  const lastColour = picture.channels === 1 ? 0 : channels - 1;
  return (bytes, count, to) => {
    const itemBytes = bytes.length / count;
    for (let item = 0; item < count; item++) {
      readNumbers(bytes.subarray(item * itemBytes, (item + 1) * itemBytes), header, numbers);
      for (let i = 0; i < pixels.length; i++) {
        const at = Math.floor(i / channels) * step + Math.min(i % channels, lastColour) * plane;
        const value = Math.round(numbers[at]! * gain + bias); // at is of the item
        pixels[i] = value > 255 ? 255 : value > 0 ? value : 0; // NaN is 0
      }
      const small = shrinkPicture({ width, height, channels, pixels }, side);
      to.set(small.pixels, item * small.pixels.length);
    }
  };
}

const transparent: Wording = {
  en: "The fourth channel of its pictures was taken for transparency and left out.",
  zh: "图片的第四个通道视为透明度，已忽略。",
};

function madeSmaller(from: number, to: number): Wording {
  return {
    en: `Its pictures of ${from} pixels on the longer side were made smaller, to ${to}. Another size can be chosen under “How it was read”.`,
    zh: `长边为 ${from} 像素的图片已缩小到 ${to} 像素。可在“读取方式”中选择其他尺寸。`,
  };
}

function madeSmallerToFit(from: number, to: number): Wording {
  return {
    en: `Its pictures of ${from} pixels on the longer side were made smaller, to ${to}, so that all of them fit into memory.`,
    zh: `长边为 ${from} 像素的图片已缩小到 ${to} 像素，以便全部装入内存。`,
  };
}

function stretched(min: number, max: number): Wording {
  const [low, high] = [min, max].map((value) => Number(value.toPrecision(4)));
  return {
    en: `Its numbers lie between ${low} and ${high}: this range became black to white.`,
    zh: `其数值介于 ${low} 与 ${high} 之间：此范围对应黑到白。`,
  };
}
