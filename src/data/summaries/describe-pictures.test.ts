import { expect, test } from "vitest";
import { imageColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import { createRandom } from "../../core/random";
import { describeDataset } from "./describe";

test("comparing pictures ends when it is told to", async () => {
  const random = createRandom(1);
  const pictures = Array.from({ length: 2_000 }, (): Picture => {
    const pixels = Uint8Array.from({ length: 32 * 32 }, () => random.below(256));
    return { width: 32, height: 32, channels: 1, pixels };
  });
  const columns = [imageColumn("image", pictures)];
  const dataset = { id: "d", name: "d", rowCount: 2_000, columns, source: { files: [] }, warnings: [] };
  const stop = new AbortController();
  stop.abort();
  await expect(describeDataset(dataset, { signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
});

test("pictures that nothing is learned from need not be compared", async () => {
  // Different bytes of one picture: told from others only by comparing.
  const drawn = [0, 3].map((more): Picture => {
    const pixels = Uint8Array.from({ length: 1024 }, (_, i) => ((i * 37) % 200) + more);
    return { width: 32, height: 32, channels: 1, pixels };
  });
  const columns = [imageColumn("image", drawn)];
  const pair = { id: "d2", name: "pair", rowCount: 2, columns, source: { files: [] }, warnings: [] };
  expect((await describeDataset(pair)).redFlags).not.toEqual([]);
  expect((await describeDataset(pair, { comparesPictures: false })).redFlags).toEqual([]);
});
