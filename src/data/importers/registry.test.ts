import { expect, test } from "vitest";
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
  table: [new TextEncoder().encode("a,b\n1,2\n"), "t.csv"],
} as const;

test("every importer knows its own files, and only those", () => {
  expect(importers.map(({ id }) => id).toSorted()).toEqual(Object.keys(heads).toSorted());
  for (const [id, [head, name]] of Object.entries(heads)) {
    expect(importers.find((importer) => importer.matches(head, name))?.id).toBe(id);
  }
});

test("a picture is nobody's", () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  expect(importers.some((importer) => importer.matches(png, "t.csv"))).toBe(false);
});
