import { expect, test } from "vitest";
import { avifHeader, bmpFile, gifFile, jpegSkeleton, pngFile, webpHeader } from "../pictures/picture-files.fixture";
import { importers } from "./registry";

test("every importer has its own id and endings", () => {
  const ids = importers.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const endings = importers.flatMap(({ accepts }) => accepts);
  expect(new Set(endings).size).toBe(endings.length);
  for (const ending of endings) expect(ending).toMatch(/^[a-z0-9]+$/);
});

const heads = {
  gzip: [Uint8Array.of(0x1f, 0x8b, 8), "t.csv.gz"],
  zip: [Uint8Array.of(0x50, 0x4b, 3, 4), "t.zip"],
  idx: [Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2), "train-images-idx3-ubyte"],
  npy: [Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0), "images.npy"],
  png: [pngFile(1, 1), "t.csv"],
  jpeg: [jpegSkeleton(1, 1), "t.png"],
  webp: [webpHeader("VP8L", 1, 1), "t.webp"],
  gif: [gifFile(1, 1, [0]), "t.gif"],
  bmp: [bmpFile(1, 1, () => [0, 0, 0]), "t.bmp"],
  avif: [avifHeader(1, 1), "t.avif"],
  vectors: [new TextEncoder().encode("2 3\nthe 0.1 -0.2 3\nof 1e-3 0 .5\n"), "t.txt"],
  table: [new TextEncoder().encode("a,b\n1,2\n"), "t.csv"],
} as const;

test("every importer knows its own files, and only those", () => {
  expect(importers.map(({ id }) => id).toSorted()).toEqual(Object.keys(heads).toSorted());
  for (const [id, [head, name]] of Object.entries(heads)) {
    expect(importers.find((importer) => importer.matches(head, name))?.id).toBe(id);
  }
});
