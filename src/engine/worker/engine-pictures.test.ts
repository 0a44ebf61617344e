/** Pictures from the data set to a prediction, through the engine. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import { categoryColumn, imageColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import type { ClassificationMetrics } from "../../core/metrics";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { startEngine, type TestEngine } from "./engine.fixture";

/** Noise, a third of it in smaller pictures, brighter on the left or on the right; the first row has no picture. */
function makePictures(rowCount: number): Dataset {
  const random = createRandom(9);
  const sides = Array.from({ length: rowCount }, () => random.below(2));
  const drawn = sides.map((side, row): Picture | null => {
    const width = row % 3 ? 24 : 18;
    const isBright = (i: number) => (i % width) * 2 >= width === (side === 1);
    const pixels = Uint8Array.from({ length: width * width }, (_, i) => (isBright(i) ? 110 : 20) + random.below(100));
    return row === 0 ? null : { width, height: width, channels: 1, pixels };
  });
  const labels = sides.map((side) => (side === 1 ? "right" : "left"));
  const columns = [imageColumn("image", drawn), categoryColumn("label", labels, ["left", "right"])];
  return { id: "d1", name: "halves", rowCount, columns, source: { files: [] }, warnings: [] };
}

const request: FitRequest = {
  dataset: "d1",
  task: { kind: "classification", target: "label" },
  model: "cnn",
  hyperparameters: { width: 4 },
  training: { epochs: 6, batchSize: 16, earlyStopping: false },
};
const count = 90;

let engine: TestEngine;
let storage: Storage;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  const dataset = makePictures(count);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

test("a preview says what becomes of pictures", async () => {
  const preview = await engine.call("prepare/preview", { request });
  expect(preview).toMatchObject({
    featureCount: 24 * 24,
    leftOut: 1,
    example: { before: [{ column: "image" }], after: [] },
  });
  expect(preview.resolved.pipeline.map(({ kind, params }) => [kind, params.size])).toEqual([
    ["resize", 24],
    ["normalise-pixels", undefined],
  ]);
  expect(preview.effects[0]).toMatchObject({ changed: count / 3 - 1, droppedRows: 1 });
  expect(preview.network?.layers.length).toBeGreaterThan(3);
});

test("the page gets a training picture as often as it asks, and the data keep theirs", async () => {
  const asked = { request, place: 3, count: 8 };
  const first = await engine.call("prepare/augmented", asked);
  expect(first?.varied).toHaveLength(8);
  expect(first?.prepared).toMatchObject({ width: 24, height: 24, channels: 1 });
  expect(first?.prepared.pixels.some((byte) => byte > 0)).toBe(true);
  expect(await engine.call("prepare/augmented", asked)).toEqual(first);
});

test("a fit learns from varied pictures, and predicts as many as have one", async () => {
  const run = await engine.fit(request);
  expect(run).toMatchObject({ phase: "finished", featureCount: 576 });
  expect(run.request.training.augmentation).toMatchObject({ flipHorizontal: 0 });
  // One side is brighter by three deviations of the noise, over half the picture; chance is a half.
  const { accuracy } = run.evaluation!.test.metrics as ClassificationMetrics; // it has ended; of a classification
  expect(accuracy).toBeGreaterThan(0.85);
  const { values } = await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1", rows: [0, 1, 2] } });
  expect(values[0]).toBeNull();
  expect(values.slice(1).every((value) => value === "left" || value === "right")).toBe(true);
});

test("a fit that was stopped goes on with the pictures that it would have seen", async () => {
  const asked = {
    ...request,
    training: { ...request.training, augmentation: { shift: 0.1, rotate: 20, contrast: 0.2 } },
  };
  const whole = await engine.fit(asked);
  const stopped = await engine.fit(asked, (event) => {
    if (event.type === "epoch" && event.record.epoch === 2) void engine.call("fit/stop", { run: "r1" });
  });
  expect(stopped).toMatchObject({ phase: "stopped", hasCheckpoint: true });
  const resumed = await engine.fit(asked, undefined, stopped);
  const losses = (run: Run) => run.history.map((record) => record.train.loss);
  expect(losses(resumed)).toEqual(losses(whole));
  expect(resumed.evaluation).toEqual(whole.evaluation);
});

test("a stop is heard while pictures are made ready", async () => {
  const side = 256;
  const drawn = Array.from({ length: 300 }, (_, row): Picture => {
    const pixels = Uint8Array.from({ length: side * side }, (__, i) => (i * (row + 7)) % 251);
    return { width: side, height: side, channels: 1, pixels };
  });
  const labels = drawn.map((_, row) => (row % 2 ? "left" : "right"));
  const columns = [imageColumn("image", drawn), categoryColumn("label", labels)];
  const dataset = { id: "d2", name: "large", rowCount: 300, columns, source: { files: [] }, warnings: [] };
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  const fit = engine.fit({ ...request, dataset: "d2" });
  // Each answer comes in a breath of the work, which takes dozens of them.
  for (let i = 0; i < 3; i++) await engine.call("data/rows", { dataset: "d2", from: 0, to: 1 });
  await engine.call("fit/stop", { run: "r1" });
  expect(await fit).toMatchObject({ phase: "stopped", hasModel: false });
});
