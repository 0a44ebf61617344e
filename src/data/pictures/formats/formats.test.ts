import { expect, test } from "vitest";
import {
  avifFile,
  avifHeader,
  bmpFile,
  gifFile,
  jpegSkeleton,
  pngChunk,
  pngFile,
  pngHeader,
  pngSignature,
  webpHeader,
} from "../picture-files.fixture";
import { pictureFormats } from "./registry";

const formatOf = (bytes: Uint8Array) => pictureFormats.filter((format) => format.matches(bytes.subarray(0, 64)));

const files: readonly [string, Uint8Array<ArrayBuffer>, number, number][] = [
  ["png", pngFile(7, 5), 7, 5],
  ["png", pngHeader(30_000, 30_001), 30_000, 30_001],
  ["jpeg", jpegSkeleton(640, 480), 640, 480],
  // The end mark's second byte fills the notes, which are longer than one segment.
  ["jpeg", jpegSkeleton(65_500, 3, 100_000), 65_500, 3],
  ["webp", webpHeader("VP8 ", 16_383, 2), 16_383, 2],
  ["webp", webpHeader("VP8L", 16_384, 16_384), 16_384, 16_384],
  ["webp", webpHeader("VP8X", 70_000, 3), 70_000, 3],
  ["gif", gifFile(300, 2, [10, 20]), 300, 2],
  ["bmp", bmpFile(5, 3, () => [1, 2, 3]), 5, 3],
  ["bmp", bmpFile(5, 3, () => [1, 2, 3], true), 5, 3],
  ["avif", avifFile(), 2, 2],
  ["avif", avifHeader(4_000, 3_000), 4_000, 3_000],
];

test.each(files)("%s is known by its bytes, and its size read: %#", (id, bytes, width, height) => {
  expect(formatOf(bytes).map((format) => format.id)).toEqual([id]);
  const [format] = formatOf(bytes);
  expect(format?.sizeOf(bytes)).toEqual({ width, height });
  expect(format?.isWhole(bytes)).toBe(true);
});

test.each(files)("%s cut anywhere is not whole: %#", (_, bytes) => {
  const [format] = formatOf(bytes);
  // A GIF is whole with its first frame, a JPEG with its last byte but one… every other needs its last byte.
  const needed = format?.id === "gif" ? bytes.indexOf(0, bytes.lastIndexOf(0x21) - 1) - 1 : bytes.length - 1;
  for (let length = 0; length <= Math.min(needed, 2_000); length++) {
    expect(format?.isWhole(bytes.slice(0, length))).toBe(false);
    expect(() => format?.sizeOf(bytes.slice(0, length))).not.toThrow();
  }
  expect(format?.isWhole(bytes.slice(0, needed))).toBe(false);
});

test("bytes behind the end do no harm", () => {
  for (const [id, bytes] of files) {
    const [format] = formatOf(bytes);
    // Boxes follow one another to the end of the file, so that these would be one more.
    if (id !== "avif") expect([id, format?.isWhole(Uint8Array.from([...bytes, 1, 2, 3]))]).toEqual([id, true]);
  }
});

test("a flipped bit in what a PNG shows is noticed, one in its notes is not", () => {
  const [format] = formatOf(pngFile(7, 5));
  const good = pngFile(7, 5);
  for (let at = 8; at < good.length; at++) {
    const bytes = good.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    expect(format?.isWhole(bytes)).toBe(false);
  }
  const note = pngChunk("tEXt", [65, 0, 66]);
  note[8] = 67;
  expect(format?.isWhole(Uint8Array.from([...pngSignature, ...note, ...good.slice(8)]))).toBe(true);
});

test("a GIF's frame may be larger than its screen", () => {
  const bytes = gifFile(4, 4, [10]);
  const at = bytes.indexOf(0x2c, 13 + 384);
  bytes[at + 6] = 255;
  expect(formatOf(bytes)[0]?.sizeOf(bytes)?.width).toBe(255 * 256 + 4);
});

test("tables, films and other pictures are none of these", () => {
  const texts = [
    "BMI,age\n21,30\n",
    "GIF,PNG\n1,2\n",
    "RIFFLE WEBP",
    "",
    "\u0000\u0000\u0000\u001cftypmp42....mp42isom",
  ];
  for (const text of texts) expect(formatOf(new TextEncoder().encode(text))).toEqual([]);
});
