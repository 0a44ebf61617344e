import { expect, test } from "vitest";
import { imageColumn } from "../../core/make-column";
import { toyDataset, toyInfo } from "../../core/toy-dataset.fixture";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { StoredDataset } from "../../storage/storage";
import { createDatasetStore } from "./dataset-store";

/** One picture of so many pixels, one byte each. */
function pictureOf(id: string, pixels: number): StoredDataset {
  const picture = { width: pixels, height: 1, channels: 1, pixels: new Uint8Array(pixels) } as const;
  const dataset = { ...toyDataset([imageColumn("image", [picture])]), id };
  return { dataset, info: toyInfo(dataset) };
}

test("rows to predict make way for newer ones by their number and by their bytes, and the newest stays", async () => {
  const store = createDatasetStore(createMemoryStorage(null), () => {}, 10_000);
  const hold = (id: string, pixels: number) => {
    store.hold(pictureOf(id, pixels));
    return ["a", "b", "c", "d", "e", "f", "g", "h"].filter((known) => store.isHeld(known));
  };
  expect(hold("a", 10)).toEqual(["a"]);
  expect(hold("b", 6_000)).toEqual(["a", "b"]);
  // With b more than is allowed: a is older, and dropping it alone is not enough.
  expect(hold("c", 6_000)).toEqual(["c"]);
  await expect(store.get("b")).rejects.toMatchObject({ code: "data/unknown-dataset" });
  expect(store.sizeBytes()).toBeGreaterThan(6_000);
  expect(store.sizeBytes()).toBeLessThan(10_000);
  expect(hold("d", 20_000)).toEqual(["d"]);
  expect((await store.get("d")).dataset.id).toBe("d");
  for (const id of ["e", "f", "g"]) hold(id, 10);
  expect(hold("h", 10)).toEqual(["e", "f", "g", "h"]);
});

test("what belongs to the project is never dropped for rows to predict", async () => {
  const store = createDatasetStore(createMemoryStorage(null), () => {}, 10_000);
  await store.put(pictureOf("own", 50_000));
  store.hold(pictureOf("new", 8_000));
  expect(store.isHeld("new")).toBe(true);
  expect((await store.get("own")).dataset.id).toBe("own");
});
