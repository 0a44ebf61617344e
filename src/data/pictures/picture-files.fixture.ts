/** Picture files made by hand, byte by byte, and a decoder for where there is no browser. */
import { zlibSync } from "fflate";
import { crc32 } from "../importers/zip/crc32";
import type { DecodePicture } from "./decode-picture";
import { fitWithin } from "./shrink";

type Channel = (x: number, y: number) => number;

const letters = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));

const zeros = (length: number) => Array.from({ length }, () => 0);

function big(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) & 255);
}

function little(value: number, bytes: number): number[] {
  return big(value, bytes).toReversed();
}

export function pngChunk(name: string, content: ArrayLike<number>): number[] {
  const named = [...letters(name), ...Array.from(content)];
  return [...big(content.length, 4), ...named, ...big(crc32(Uint8Array.from(named)), 4)];
}

export const pngSignature = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];

/** Grey; with `bits` 16 the values are 0 to 65,535. With `alpha` a second channel says how much of it shows. */
export function pngFile(
  width: number,
  height: number,
  grey: Channel = () => 200,
  { bits = 8, alpha }: { readonly bits?: 8 | 16; readonly alpha?: Channel } = {},
): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (__, x) => [
      ...big(grey(x, y), bits / 8),
      ...(alpha ? big(alpha(x, y), bits / 8) : []),
    ]).flat(),
  ]);
  return Uint8Array.from([
    ...pngSignature,
    ...pngChunk("IHDR", [...big(width, 4), ...big(height, 4), bits, alpha ? 4 : 0, 0, 0, 0]),
    ...pngChunk("IDAT", zlibSync(Uint8Array.from(rows.flat()))),
    ...pngChunk("IEND", []),
  ]);
}

/** A header that promises more than follows. */
export function pngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  const ihdr = pngChunk("IHDR", [...big(width, 4), ...big(height, 4), 8, 0, 0, 0, 0]);
  return Uint8Array.from([
    ...pngSignature,
    ...ihdr,
    ...pngChunk("IDAT", zlibSync(new Uint8Array(64))),
    ...pngChunk("IEND", []),
  ]);
}

/** 24 bits, from the bottom up, or from the top down. */
export function bmpFile(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
  isTopDown = false,
): Uint8Array<ArrayBuffer> {
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const rows = Array.from({ length: height }, (_, line) => {
    const y = isTopDown ? line : height - 1 - line;
    const row = Array.from({ length: width }, (__, x) => colour(x, y).toReversed()).flat();
    return [...row, ...zeros(rowBytes - row.length)];
  });
  const info = [40, width, isTopDown ? 2 ** 32 - height : height].flatMap((value) => little(value, 4));
  const rest = [...little(1, 2), ...little(24, 2), ...zeros(24)];
  const size = 54 + rowBytes * height;
  return Uint8Array.from([
    ...letters("BM"),
    ...little(size, 4),
    0,
    0,
    0,
    0,
    ...little(54, 4),
    ...info,
    ...rest,
    ...rows.flat(),
  ]);
}

/** A film of frames that are all one grey each, in the size of the screen. Codes are never longer than a byte. */
export function gifFile(width: number, height: number, greys: readonly number[]): Uint8Array<ArrayBuffer> {
  const clear = 128;
  const end = 129;
  const palette = Array.from({ length: 128 }, (_, i) => [i * 2, i * 2, i * 2]).flat();
  const frames = greys.flatMap((grey) => {
    const codes = [clear];
    for (let i = 0; i < width * height; i++) {
      if (i > 0 && i % 100 === 0) codes.push(clear);
      codes.push(grey >> 1);
    }
    codes.push(end);
    const blocks: number[] = [];
    for (let from = 0; from < codes.length; from += 255) {
      const block = codes.slice(from, from + 255);
      blocks.push(block.length, ...block);
    }
    const delay = [0x21, 0xf9, 4, 0, 10, 0, 0, 0];
    return [...delay, 0x2c, 0, 0, 0, 0, ...little(width, 2), ...little(height, 2), 0, 7, ...blocks, 0];
  });
  return Uint8Array.from([
    ...letters("GIF89a"),
    ...little(width, 2),
    ...little(height, 2),
    0xf6,
    0,
    0,
    ...palette,
    ...frames,
    0x3b,
  ]);
}

/** A JPEG's segments without pictures in them: notes, the frame's size, one scan. */
export function jpegSkeleton(width: number, height: number, noteBytes = 0): Uint8Array<ArrayBuffer> {
  const notes: number[] = [];
  for (let left = noteBytes; left > 0; left -= 65_533) {
    const length = Math.min(left, 65_533);
    notes.push(0xff, 0xe1, ...big(length + 2, 2), ...Array.from({ length }, () => 0xd9));
  }
  const frame = [0xff, 0xc2, 0, 11, 8, ...big(height, 2), ...big(width, 2), 1, 1, 0x11, 0];
  return Uint8Array.from([0xff, 0xd8, ...notes, ...frame, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9]);
}

export function webpHeader(kind: "VP8 " | "VP8L" | "VP8X", width: number, height: number): Uint8Array<ArrayBuffer> {
  const content = {
    "VP8 ": [0, 0, 0, 0x9d, 1, 0x2a, ...little(width, 2), ...little(height, 2)],
    VP8L: [0x2f, ...little((width - 1) | ((height - 1) << 14), 4), 0, 0, 0, 0, 0],
    VP8X: [0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)],
  }[kind];
  const body = [...letters(`WEBP${kind}`), ...little(content.length, 4), ...content];
  return Uint8Array.from([...letters("RIFF"), ...little(body.length, 4), ...body]);
}

export function avifHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  const box = (name: string, content: readonly number[]) => [
    ...big(content.length + 8, 4),
    ...letters(name),
    ...content,
  ];
  const size = (w: number, h: number) => box("ispe", [0, 0, 0, 0, ...big(w, 4), ...big(h, 4)]);
  const properties = box("iprp", box("ipco", [...size(16, 16), ...size(width, height)]));
  const ftyp = box("ftyp", [...letters("mif1"), 0, 0, 0, 0, ...letters("miafavif")]);
  return Uint8Array.from([...ftyp, ...box("meta", [0, 0, 0, 0, ...properties]), ...box("mdat", [1, 2, 3])]);
}

/** Decodes to grey of any kind: what counts is which pictures come, and how large. */
export const decodeNothing: DecodePicture = (file, longestSide) => {
  const { width, height } = fitWithin(file, longestSide);
  return Promise.resolve({
    width,
    height,
    channels: 1,
    pixels: new Uint8Array(width * height).fill(file.bytes.length),
  });
};

/** Two by two pixels, white above black, nearly: no browser writes this format, so these bytes are an encoder's. */
export function avifFile(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(avifText), (letter) => letter.charCodeAt(0));
}

const avifText =
  "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=";
