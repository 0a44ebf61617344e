/** Which words or squares a network attends to, while it is fitted and later, through the engine. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AttentionLook } from "../../core/attention-look";
import { breathe } from "../../core/breathe";
import type { Dataset } from "../../core/dataset";
import { categoryColumn, imageColumn, textColumn } from "../../core/make-column";
import { createRandom } from "../../core/random";
import type { FitRequest, Run } from "../../core/run";
import { describeDataset } from "../../data/summaries/describe";
import { createMemoryStorage } from "../../storage/memory-storage";
import type { Storage } from "../../storage/storage";
import { network, startEngine, type TestEngine } from "./engine.fixture";

const dull = ["soon", "later", "today", "again", "there", "with", "and", "the", "our", "bus"];

/** Everything but one word is the same in both classes; some texts are short. */
function makeMessages(rowCount: number): Dataset {
  const random = createRandom(3);
  const labels: string[] = [];
  const texts = Array.from({ length: rowCount }, () => {
    const isFree = random.below(2) === 1;
    labels.push(isFree ? "offer" : "other");
    const words = Array.from({ length: 3 + random.below(8) }, () => dull[random.below(dull.length)] ?? "");
    words[random.below(words.length)] = isFree ? "free" : "paid";
    return words.join(" ");
  });
  const columns = [textColumn("message", texts), categoryColumn("kind", labels, ["other", "offer"])];
  return { id: "d1", name: "messages", rowCount, columns, source: { files: [] }, warnings: [] };
}

const request: FitRequest = {
  dataset: "d1",
  task: { kind: "classification", target: "kind", positive: "offer", features: ["message"] },
  model: "attention",
  hyperparameters: { embedding: 8, units: 8, dropout: 0 },
  split: { kind: "random", validation: 0.2, test: 0.2 },
  training: { epochs: 30, batchSize: 16, learningRate: 0.02 },
};
const transformer: FitRequest = {
  ...request,
  model: "transformer",
  hyperparameters: { blocks: 2, heads: 2, headWidth: 4 },
  training: { epochs: 3, batchSize: 16 },
};

let engine: TestEngine;
let storage: Storage;
beforeEach(async () => {
  storage = createMemoryStorage(null);
  const dataset = makeMessages(240);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  engine = startEngine(storage);
  await engine.call("engine/start", { backend: "wasm" });
});
afterEach(() => engine.close());

const attend = (run: Run, row: number | null = null, layer = 0) => engine.call("fit/attend", { run, row, layer });

/** One query of one head. */
function rowsOf({ view }: AttentionLook): readonly (readonly number[])[] {
  const { data, shape } = view!.weights; // there is a network of texts
  const [heads = 0, queries = 0, keys = 0] = shape;
  return Array.from({ length: heads * queries }, (_, at) => [...data.subarray(at * keys, (at + 1) * keys)]);
}

test("the gate learns which word counts, and shows it by rows that sum to 1 and leave the padding out", async () => {
  const run = await engine.fit(request);
  const before = (await engine.call("engine/memory", {})).tensors;
  const look = (await attend(run))!; // a network of texts
  expect((await engine.call("engine/memory", {})).tensors).toBe(before);
  expect(look).toMatchObject({ epoch: run.bestEpoch, row: look.choices[0]!.row, cutCount: 0 });
  expect(look.view).toMatchObject({ layer: 0, scale: 1, isCausal: false });
  expect(look.view!.layers).toEqual([{ label: { en: "Attention gate", zh: "注意力门" }, heads: 1, isGate: true }]);
  for (const { row } of look.choices) {
    const { tokens, fillCount, ...one } = (await attend(run, row))!; // as above
    const [weights = []] = rowsOf({ tokens, fillCount, ...one });
    expect(weights).toHaveLength(tokens.length + Math.min(2, fillCount));
    expect(weights.slice(tokens.length).every((weight) => weight === 0)).toBe(true);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
    const most = weights.indexOf(Math.max(...weights));
    expect(tokens[most]!.text).toMatch(/^(free|paid)$/); // a word of the text
  }
  const { values } = await engine.call("data/rows", { dataset: "d1", from: 0, to: 1, rows: [look.row!] });
  expect(look.tokens.map(({ text }) => text).join(" ")).toBe(values[0]![0]);
});

test("a Transformer shows each head of each block, live and later alike", async () => {
  let begun: Run | null = null;
  const live: AttentionLook[] = [];
  const over = new AbortController();
  const looking = (async () => {
    while (!over.signal.aborted) {
      const look = begun && (await attend(begun, null, 1));
      if (look) live.push(look);
      await breathe();
    }
  })();
  // Long enough for a look on the way.
  const epochs = 30;
  const long = { ...transformer, seed: 5, training: { ...transformer.training, epochs } };
  const alone = await engine.fit(long);
  const run = await engine.fit(long, (event) => {
    if (event.type === "run") begun = event.run;
  });
  over.abort();
  await looking;
  // It learned the same as without being looked at.
  expect(run.history.map(({ train }) => train)).toEqual(alone.history.map(({ train }) => train));
  expect(live.some(({ epoch }) => epoch < epochs)).toBe(true);
  const later = (await attend(run, null, 1))!; // a network of texts
  expect(later.view!.layers.map(({ heads, isGate }) => [heads, isGate])).toEqual([
    [2, false],
    [2, false],
  ]);
  for (const look of [...live, later]) {
    const { tokens, fillCount, view } = look;
    expect(view!.scale).toBeCloseTo(0.5, 12);
    expect(view!.layer).toBe(1);
    expect(view!.weights.shape).toEqual([2, tokens.length, tokens.length + Math.min(2, fillCount)]);
    for (const weights of rowsOf(look)) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  }
});

/** Pictures of 9 × 8 pixels, dark but for a light square of 4 × 4 in one of the corners of the whole squares. */
function makeSpots(rowCount: number): Dataset {
  const random = createRandom(5);
  const labels: string[] = [];
  const pictures = Array.from({ length: rowCount }, () => {
    const isLow = random.below(2) === 1;
    labels.push(isLow ? "low" : "high");
    const [top, left] = [isLow ? 4 : 0, 4 * random.below(2)];
    const isLight = (at: number) => Math.floor(at / 9 / 4) === top / 4 && Math.floor((at % 9) / 4) === left / 4;
    return {
      ...{ width: 9, height: 8, channels: 1 as const },
      pixels: Uint8Array.from({ length: 72 }, (_, at) => (isLight(at) ? 200 : 10 + random.below(20))),
    };
  });
  const columns = [imageColumn("spot", pictures), categoryColumn("place", labels, ["high", "low"])];
  return { id: "d3", name: "spots", rowCount, columns, source: { files: [] }, warnings: [] };
}

test("of a picture it shows the squares, the picture as it was given, and the last layer first", async () => {
  const dataset = makeSpots(120);
  await storage.writeDataset({ dataset, info: await describeDataset(dataset) });
  const run = await engine.fit({
    dataset: "d3",
    task: { kind: "classification", target: "place", features: ["spot"] },
    model: "transformer",
    hyperparameters: { blocks: 2, heads: 2, headWidth: 8, imageSize: 9, patchSize: 4 },
    split: { kind: "random", validation: 0.2, test: 0.2 },
    training: { epochs: 12, batchSize: 16, learningRate: 0.01, augmentation: false },
  });
  expect(run.request.training).toMatchObject({ augmentation: false });
  expect(run.network!.layers.slice(0, 2).map(({ outputShape }) => outputShape)).toEqual([
    [4, 16],
    [4, 16],
  ]);
  // The place of the spot says it all.
  expect(run.evaluation!.test.metrics).toMatchObject({ accuracy: 1 });
  const look = (await attend(run, null, -1))!; // it has attention
  expect(look.tokens.map(({ text }) => text)).toEqual(["1·1", "1·2", "2·1", "2·2"]);
  expect(look.view).toMatchObject({ layer: 1, grid: { rows: 2, columns: 2, side: 4 } });
  expect(look.view!.weights.shape).toEqual([2, 4, 4]);
  for (const weights of rowsOf(look)) expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
  expect(look).toMatchObject({ tokenCount: 4, cutCount: 0, fillCount: 0, picture: { width: 9, height: 9 } });
  const seen = (await engine.call("fit/look", { run, row: look.row }))!; // a network of pictures
  expect(seen.filters).toHaveLength(16);
  expect(seen.filters[0]).toMatchObject({ width: 4, height: 4, channels: 1 });
  expect(seen.layers.map(({ shape }) => shape)).toEqual([
    [2, 2, 16],
    [2, 2, 16],
  ]);
});

test("there is nothing to see in other networks, and a row that is not there is refused", async () => {
  await engine.open(undefined, "d2");
  expect(await attend(await engine.fit({ ...network, dataset: "d2" }))).toBeNull();
  const run = await engine.fit({ ...transformer, training: { epochs: 1 } });
  await expect(attend(run, 240)).rejects.toMatchObject({ code: "data/row-range" });
});
