import { afterEach, beforeEach, expect, test } from "vitest";
import { breathe } from "../../core/breathe";
import type { Dataset } from "../../core/dataset";
import type { Look } from "../../core/look";
import type { ClassificationMetrics } from "../../core/metrics";
import { categoryColumn, imageColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { network, startEngine, type TestEngine } from "./engine.fixture";

/** Noise that is brighter above or below; every eighth is labelled wrongly, so that some are got wrong whatever is learned. */
function pictures(rowCount: number): Dataset {
  const random = createRandom(5);
  const isBelow = Array.from({ length: rowCount }, () => random.below(2) === 1);
  const drawn = isBelow.map((below): Picture => {
    const pixels = Uint8Array.from({ length: 144 }, (_, i) => (i >= 72 === below ? 120 : 20) + random.below(100));
    return { width: 12, height: 12, channels: 1, pixels };
  });
  const labels = isBelow.map((below, row) => (below === (row % 8 !== 0) ? "below" : "above"));
  const columns = [imageColumn("image", drawn), categoryColumn("label", labels, ["above", "below"])];
  return { id: "d1", name: "halves", rowCount, columns, source: { files: [] }, warnings: [] };
}

const request: FitRequest = {
  dataset: "d1",
  task: { kind: "classification", target: "label", features: ["image"] },
  model: "cnn",
  hyperparameters: { width: 4 },
  pipeline: [{ kind: "resize", columns: ["image"], params: { size: 12 } }],
  split: { kind: "random", validation: 0.3, test: 0.2 },
  // Long enough for several looks, however fast the machine.
  training: { epochs: 40, batchSize: 16, earlyStopping: false },
};

let storage: Storage;
let engine: TestEngine;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  const dataset = pictures(96);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

const lookAt = (run: Run, row: number | null = null) => engine.call("fit/look", { run, row });
const historyOf = ({ history }: Run) => history.map(({ durationMs: _, ...record }) => record);

/** Fits and looks on, again and again. */
async function fitAndLook(
  asked: FitRequest,
  onEpoch: () => void = () => {},
): Promise<{ readonly run: Run; readonly looks: readonly Look[] }> {
  const looks: Look[] = [];
  const over = new AbortController();
  let begun: (run: Run) => void = () => {};
  const begin = new Promise<Run>((resolve) => (begun = resolve));
  const looking = begin.then(async (run) => {
    while (!over.signal.aborted) {
      const look = await lookAt(run);
      if (look) looks.push(look);
      await breathe();
    }
  });
  const run = await engine.fit(asked, (event) => {
    if (event.type === "run") begun(event.run);
    if (event.type === "epoch") onEpoch();
  });
  over.abort();
  await looking;
  return { run, looks };
}

test("a fit that is looked at learns the same, and shows itself as it learns", async () => {
  const alone = await engine.fit(request);
  const before = await engine.call("engine/memory", {});
  const { run, looks } = await fitAndLook(request);
  expect(run.phase).toBe("finished");
  expect(historyOf(run)).toEqual(historyOf(alone));
  expect(run.evaluation).toEqual(alone.evaluation);
  expect(await engine.call("engine/memory", {})).toEqual(before);

  const during = looks.filter(({ epoch, worst }) => epoch < 40 && worst);
  const last = during.at(-1)!; // it is looked at in every epoch
  expect(last.filters.length).toBe(4);
  expect(last.layers.map(({ shape }) => shape)).toEqual([
    [12, 12, 4],
    [6, 6, 4],
    [3, 3, 8],
    [3, 3, 16],
  ]);
  expect(last.layers.map(({ maps }) => maps.length)).toEqual([4, 4, 8, 16]);
  expect(last.categories).toEqual(["above", "below"]);
  expect(last.outputs[0]! + last.outputs[1]!).toBeCloseTo(1, 9);
  expect(last.row).toBe(last.choices[0]!.row); // there are validation rows
  expect(new Set(during.map(({ outputs }) => outputs[0])).size).toBeGreaterThan(2);
  const bytes = [...last.filters, ...last.layers.flatMap(({ maps }) => maps)].map(({ pixels }) => pixels.byteLength);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
});

test("the worst pictures of an epoch are those that its scores were measured on", async () => {
  const { looks } = await fitAndLook(request);
  const run = await engine.fit(request);
  const seen = new Map(looks.map(({ worst }) => [worst?.epoch ?? 0, worst]));
  seen.delete(0);
  expect(seen.size).toBeGreaterThan(1);
  for (const [epoch, worst] of seen) {
    // The accuracy of the epoch's record is the share of the same rows that were not got wrong.
    expect(worst!.rowCount).toBe(run.rowCounts.validation);
    const accuracy = run.history[epoch - 1]!.validation!.metric;
    expect(worst!.wrongCount).toBe(Math.round((1 - accuracy) * worst!.rowCount));
    const sure = worst!.cases.map(({ probability }) => probability);
    expect(sure).toEqual(sure.toSorted((a, b) => b - a));
    for (const { actual, predicted } of worst!.cases) expect(predicted).not.toBe(actual);
  }
});

test("a fit that is looked at stops when it is told to, and shows what it kept", async () => {
  const training = { ...request.training, epochs: 500 };
  const { run } = await fitAndLook({ ...request, training }, () => void engine.call("fit/stop", { run: "r1" }));
  expect(run).toMatchObject({ phase: "stopped", hasModel: true });
  expect(run.history.length).toBeLessThan(500);
  expect(await lookAt(run)).toMatchObject({ epoch: run.bestEpoch });
});

test("a run that has ended shows the weights that it kept, after a reload too, and any row", async () => {
  const run = await engine.fit(request);
  engine.close();
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
  const before = await engine.call("engine/memory", {});
  const look = (await lookAt(run, 5))!; // a network of pictures
  expect(look).toMatchObject({ row: 5, epoch: run.bestEpoch });
  const predicted = await engine.call("run/predict", { run, on: { kind: "dataset", dataset: "d1", rows: [5] } });
  expect(look.outputs[0]).toBeCloseTo(predicted.probabilities![0]![0]!, 6);
  const { metrics, n } = run.evaluation!.validation!;
  expect(look.worst!.wrongCount / n).toBeCloseTo(1 - (metrics as ClassificationMetrics).accuracy, 12); // by the task
  expect((await engine.call("engine/memory", {})).tensors).toBe(before.tensors);
  await expect(lookAt(run, 96)).rejects.toMatchObject({ code: "data/row-range" });
});

test("a run without validation rows shows training rows", async () => {
  const run = await engine.fit({ ...request, split: { kind: "random", validation: 0, test: 0.2 } });
  const look = (await lookAt(run))!; // a network of pictures
  expect(look.worst!.rowCount).toBe(run.rowCounts.train);
  expect(look.choices).toHaveLength(16);
  const rows = look.choices.map(({ row }) => row);
  const labels = await engine.call("data/rows", { dataset: "d1", from: 0, to: 16, rows });
  expect(labels.values[1]).toEqual(look.choices.map(({ actual }) => look.categories[Number(actual)]));
  expect(labels.values[1]!.slice(0, 2)).toEqual(["above", "below"]);
});

test("there is nothing to see where no network of pictures is", async () => {
  await engine.open(undefined, "d2");
  const run = await engine.fit({ ...network, dataset: "d2" });
  expect(await lookAt(run)).toBeNull();
  expect(await lookAt({ ...run, id: "r9" })).toBeNull();
});
