import { afterEach, beforeEach, expect, test } from "vitest";
import type { Picture } from "../../../core/picture";
import { categoryColumn, imageColumn } from "../../../core/make-column";
import { describeDataset } from "../../../data/summaries/describe";
import { createMemoryStorage } from "../../../storage/memory-storage";
import { startEngine, type TestEngine } from "../engine.fixture";

const grey = (width: number, height: number, value: (x: number) => number): Picture => ({
  width,
  height,
  channels: 1,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => value(i % width)),
});

let engine: TestEngine;
beforeEach(async () => {
  const storage = createMemoryStorage(null);
  engine = startEngine(storage);
  // The left half of every row's picture is as bright as the row, the right half 100 more; row 2 has none.
  const pictures = [0, 1, null, 3].map((row) => (row === null ? null : grey(8, 4, (x) => row + (x < 4 ? 0 : 100))));
  const columns = [imageColumn("image", pictures), categoryColumn("label", ["a", "b", "a", "b"])];
  const dataset = { id: "d1", name: "films", rowCount: 4, columns, source: { files: [] }, warnings: [] };
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
});
afterEach(() => engine.close());

const ask = (rows: readonly number[], side: number, column = "image") =>
  engine.call("data/pictures", { dataset: "d1", column, rows, side });

test("gives the rows asked for in their order, fitted into the side in their own shape", async () => {
  const { pictures } = await ask([3, 2, 0], 2);
  expect(pictures).toEqual([
    { width: 2, height: 1, channels: 1, pixels: Uint8Array.of(3, 103) },
    null,
    { width: 2, height: 1, channels: 1, pixels: Uint8Array.of(0, 100) },
  ]);
});

test("does not enlarge, and gives the same again: the data set keeps its bytes", async () => {
  const first = await ask([1], 640);
  expect(first.pictures[0]).toMatchObject({ width: 8, height: 4 });
  expect(await ask([1], 640)).toEqual(first);
  expect((await ask([1, 1], 8)).pictures).toEqual([first.pictures[0], first.pictures[0]]);
});

test("refuses rows that are not there and columns without pictures", async () => {
  await expect(ask([0, 4], 8)).rejects.toMatchObject({ code: "data/row-range" });
  await expect(ask([0], 8, "label")).rejects.toMatchObject({ code: "data/no-pictures" });
  await expect(ask([0], 8, "scan")).rejects.toMatchObject({ code: "data/unknown-column" });
});
