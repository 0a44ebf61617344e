/** A network from the disk through the engine: opened, fitted behind, kept, and taken along. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Dataset } from "../../core/dataset";
import { categoryColumn, imageColumn } from "../../core/make-column";
import type { ClassificationMetrics } from "../../core/metrics";
import type { Picture } from "../../core/picture";
import { emptyDraft, type Project } from "../../core/project";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { edgeFiles } from "../../tensor/backbone/edge-files.fixture";
import { startEngine, type TestEngine } from "./engine.fixture";

/** As they would be picked from a folder. */
const modelFiles = () => edgeFiles().map(({ name, bytes }) => ({ file: new File([bytes], name), path: `net/${name}` }));

/** Grey pictures of stripes that lie or stand, in noise. */
function makePictures(rowCount: number): Dataset {
  const random = createRandom(9);
  const side = 20;
  const kinds = Array.from({ length: rowCount }, () => random.below(2));
  const drawn = kinds.map((kind): Picture => {
    const shift = random.below(4);
    const place = (i: number) => (kind === 1 ? i % side : Math.floor(i / side)) + shift;
    const pixels = Uint8Array.from({ length: side * side }, (_, i) => (place(i) % 4 < 2 ? 150 : 60) + random.below(60));
    return { width: side, height: side, channels: 1, pixels };
  });
  const labels = kinds.map((kind) => (kind === 1 ? "upright" : "lying"));
  const columns = [imageColumn("image", drawn), categoryColumn("label", labels, ["lying", "upright"])];
  return { id: "d1", name: "stripes", rowCount, columns, source: { files: [] }, warnings: [] };
}

let engine: TestEngine;
let storage: Storage;
let id = "";
let request: FitRequest;

beforeEach(async () => {
  storage = createMemoryStorage(null);
  const dataset = makePictures(90);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
  const info = await engine.call("models/open-backbone", { files: modelFiles() });
  expect(info).toMatchObject({ name: "edges_net", cut: "pool", inputShape: [16, 16, 3], weightCount: 260 });
  id = info.id;
  request = {
    dataset: "d1",
    task: { kind: "classification", target: "label" },
    model: "backbone",
    hyperparameters: { backbone: id },
    training: { epochs: 20, learningRate: 0.02 },
  };
});
afterEach(() => engine.close());

const accuracyOf = (run: Run) => (run.evaluation!.test.metrics as ClassificationMetrics).accuracy; // it has ended; of a classification

test("a preview has its size, its proposals and its drawing, and no step scales pixels", async () => {
  const { resolved, network, proposedPipeline } = await engine.call("prepare/preview", { request });
  expect(resolved.hyperparameters).toMatchObject({ cut: "pool", pixels: "signed" });
  expect(resolved.pipeline).toMatchObject([{ kind: "resize", params: { size: 16 } }]);
  expect(proposedPipeline.map(({ kind }) => kind)).toEqual(["resize"]);
  expect(network?.layers.map(({ type, weightCount }) => [type, weightCount])).toEqual([
    ["backbone", 0],
    ["global-average-pooling", 0],
    ["standardise", 0],
    ["dropout", 0],
    ["dense", 9],
  ]);
  const smaller = await engine.call("prepare/preview", {
    request: { ...request, hyperparameters: { ...request.hyperparameters, imageSize: 12, mode: "fine-tuned" } },
  });
  expect(smaller.network).toMatchObject({ inputShape: [12, 12, 1], weightCount: 9 + 224 });
});

test("before files are chosen there is a preview, and a fit says what is missing", async () => {
  const without = { ...request, hyperparameters: {} };
  expect((await engine.call("prepare/preview", { request: without })).network).toBeNull();
  await expect(engine.fit(without)).rejects.toMatchObject({ code: "backbone/none" });
  const unknown = { ...request, hyperparameters: { backbone: "0123456789abcdef" } };
  expect((await engine.call("prepare/preview", { request: unknown })).network).toBeNull();
  await expect(engine.fit(unknown)).rejects.toMatchObject({ code: "backbone/unknown" });
});

test.each(["frozen", "fine-tuned"])("%s it learns, and another engine goes on with it from storage", async (mode) => {
  // Epochs are told ten times a second at most: a few of them are over before a stop can come between.
  const epochs = mode === "frozen" ? 600 : 200;
  const asked = { ...request, hyperparameters: { backbone: id, mode }, training: { ...request.training, epochs } };
  const whole = await engine.fit(asked);
  expect(whole).toMatchObject({ phase: "finished" });
  // Stripes of another direction: other edges. Chance is a half.
  expect(accuracyOf(whole)).toBeGreaterThan(0.85);
  const stopped = await engine.fit(asked, (event) => {
    if (event.type === "epoch" && event.record.epoch === 2) void engine.call("fit/stop", { run: "r1" });
  });
  expect(stopped).toMatchObject({ phase: "stopped", hasCheckpoint: true });
  engine.close();
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
  const resumed = await engine.fit(asked, undefined, stopped);
  const losses = (run: Run) => run.history.map((record) => record.train.loss);
  expect(losses(resumed)).toEqual(losses(whole));
  expect(resumed.evaluation).toEqual(whole.evaluation);
});

test("a project file takes it along: elsewhere its runs predict, and it can be fitted again", async () => {
  const run = await engine.fit(request);
  const { info } = (await storage.readDataset("d1"))!; // written above
  const backbones = [(await storage.readBackbone(id))!.info]; // opened above
  const project: Project = {
    ...{ format: 1, id: "p1", name: "Stripes", createdAt: 1, updatedAt: 1, step: "train" },
    ...{ datasets: [info], dataset: "d1", draft: emptyDraft, runs: [run], currentRun: run.id, backbones },
  };
  const file = new File([await engine.call("project/export", { project })], "stripes.lightbench");
  const on = { kind: "dataset", dataset: "d1", rows: [0, 1, 2] } as const;
  const before = await engine.call("run/predict", { run, on });
  engine.close();

  storage = createMemoryStorage(null);
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
  const opened = await engine.call("project/import", { file, id: "p2" });
  expect(opened.backbones).toEqual(backbones);
  const [again] = opened.runs;
  const dataset = opened.dataset!; // of the file
  const after = await engine.call("run/predict", { run: again!, on: { ...on, dataset } }); // it has one
  expect(after.probabilities).toEqual(before.probabilities);
  const second = await engine.fit({ ...request, dataset });
  expect(second.evaluation!.test.metrics).toEqual(run.evaluation!.test.metrics); // both have ended
});

test("files that are no model are refused, and what was open stays", async () => {
  const files = modelFiles().slice(0, 1);
  await expect(engine.call("models/open-backbone", { files })).rejects.toMatchObject({
    code: "backbone/missing-files",
  });
  expect((await storage.readBackbone(id))?.info.id).toBe(id);
});
