import { beforeAll, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { breathe } from "../core/breathe";
import { createRandom } from "../core/random";
import type { Samples } from "../core/samples";
import type { LayerSpec } from "../tensor/layers/registry";
import { createNetwork, type Network } from "../tensor/network";
import { tf } from "../tensor/tf";
import { fitNetwork } from "./fit-network";
import { lookAtNetwork } from "./look-at-network";
import { problemOf } from "./network-head";
import { curveOf, drain, toyContext } from "./toy-problem.fixture";

beforeAll(() => tf.setBackend("cpu"));

const head = { kind: "binary" } as const;
const conv = (filters: number): LayerSpec => ({
  type: "conv2d",
  filters,
  kernelSize: 3,
  padding: "same",
  activation: "relu",
});
const last: readonly LayerSpec[] = [
  { type: "global-average-pooling" },
  { type: "dense", units: 1, activation: "linear" },
];

test("shows kernels about middle grey and each channel in its own range, the most active first", async () => {
  // Two filters of 1 × 1: one doubles the picture, one turns it over, and below zero is cut off.
  const layers: readonly LayerSpec[] = [
    { type: "conv2d", filters: 2, kernelSize: 1, activation: "relu", useBias: false },
    ...last,
  ];
  const network = createNetwork({ inputShape: [2, 2, 1], layers }, createRandom(1));
  network.load({
    ...(await network.save()),
    "0/kernel": createBlock(Float32Array.of(-1, 2), [1, 1, 1, 2]),
    "2/kernel": createBlock(Float32Array.of(0, 1), [2, 1]),
    "2/bias": createBlock(Float32Array.of(0), [1]),
  });
  const picture = createBlock(Float32Array.of(0, 1, 2, -3), [1, 2, 2, 1]);
  const view = await lookAtNetwork(network, head, picture);
  const grey = { width: 1, height: 1, channels: 1 };
  expect(view.filters).toEqual([
    { ...grey, pixels: Uint8Array.of(0) },
    { ...grey, pixels: Uint8Array.of(255) },
  ]);
  const map = { width: 2, height: 2, channels: 1 };
  expect(view.layers).toEqual([
    {
      label: { en: "Convolution 1 × 1, 2, relu", zh: "卷积 1 × 1, 2, relu" },
      shape: [2, 2, 2],
      maps: [
        { ...map, pixels: Uint8Array.of(0, 128, 255, 0) },
        { ...map, pixels: Uint8Array.of(0, 0, 0, 255) },
      ],
    },
  ]);
  // The mean of the second channel is 6 / 4.
  expect(view.outputs?.data[1]).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 6);
  expect(await lookAtNetwork(network, head, null)).toEqual({ filters: view.filters, layers: [], outputs: null });
  network.dispose();
});

test("stays under 200 kB whatever the network, keeps the shape of pictures and frees what it made", async () => {
  const layers = [
    ...Array.from({ length: 11 }, (_, i) => [conv(i === 0 ? 70 : 17), { type: "batch-normalization" } as const]).flat(),
  ];
  const network = createNetwork({ inputShape: [48, 24, 3], layers: [...layers, ...last] }, createRandom(1));
  const before = tf.memory().numTensors;
  const picture = createBlock(
    new Float32Array(48 * 24 * 3).map((_, i) => Math.sin(i)),
    [1, 48, 24, 3],
  );
  const view = await lookAtNetwork(network, head, picture);
  expect(tf.memory().numTensors).toBe(before);
  const pictures = [...view.filters, ...view.layers.flatMap(({ maps }) => maps)];
  expect(pictures.reduce((bytes, { pixels }) => bytes + pixels.byteLength, 0)).toBeLessThan(200_000);
  expect(view.filters).toHaveLength(64);
  expect(view.filters[0]).toMatchObject({ width: 3, height: 3, channels: 3 });
  expect(view.layers.map(({ maps }) => maps.length)).toEqual(Array.from({ length: 8 }, () => 16));
  const { width, height } = view.layers[7]!.maps[0]!;
  expect(height).toBe(2 * width + 1);
  network.dispose();
});

test("a layer is looked at after its normalisation", async () => {
  const layers: readonly LayerSpec[] = [conv(2), { type: "batch-normalization" }, ...last];
  const network = createNetwork({ inputShape: [4, 4, 1], layers }, createRandom(1));
  const flat = new Float32Array(2).fill(-1);
  const blocks = { ...(await network.save()), "1/offset": createBlock(flat, [2]), "1/scale": createBlock(flat, [2]) };
  network.load(blocks);
  const picture = createBlock(
    new Float32Array(16).map((_, i) => i),
    [1, 4, 4, 1],
  );
  const turned = await lookAtNetwork(network, head, picture);
  network.load({
    ...blocks,
    "1/scale": createBlock(
      flat.map(() => 1),
      [2],
    ),
  });
  const upright = await lookAtNetwork(network, head, picture);
  const [over, under] = [turned, upright].map((view) => view.layers[0]!.maps.map(({ pixels }) => pixels));
  // Turned over, the least active channel comes first and dark is bright.
  expect(over!.toReversed().map((pixels) => pixels.map((level) => 255 - level))).toEqual(under);
  network.dispose();
});

/** Pictures of a bright upper or lower half. */
function halves(rowCount: number, seed: number): Samples {
  const random = createRandom(seed);
  const targets = Float64Array.from({ length: rowCount }, () => random.below(2));
  const inputs = new Float32Array(rowCount * 64);
  for (let i = 0; i < inputs.length; i++) {
    const isLower = i % 64 >= 32;
    inputs[i] = Number(isLower === (targets[Math.floor(i / 64)] === 1)) + random.normal(); // one target a picture
  }
  return {
    inputs: createBlock(inputs, [rowCount, 8, 8, 1]),
    targets: createBlock(targets, [rowCount]),
    features: ["image"],
    rows: Uint32Array.from(targets, (_, row) => row),
  };
}

test("a fit that is looked at does what one does that is not", async () => {
  const layers: readonly LayerSpec[] = [
    conv(4),
    { type: "batch-normalization" },
    { type: "dropout", rate: 0.2 },
    { type: "flatten" },
    { type: "dense", units: 1, activation: "linear" },
  ];
  const train = halves(96, 1);
  const picture = createBlock(Float32Array.from(train.inputs.data.slice(0, 64)), [1, 8, 8, 1]);
  const fit = async (onReady?: (network: Network) => void) => {
    const context = toyContext("binary", { epochs: 5, batchSize: 8 }, { validation: halves(64, 2) });
    const problem = {
      spec: { inputShape: [8, 8, 1], layers },
      ...problemOf(head, train, context),
      penalty: 0,
      decay: 0,
    };
    const { events, result } = await drain(fitNetwork(problem, context, onReady));
    const weights = await result.network.save();
    result.network.dispose();
    return { curve: curveOf(events), weights };
  };
  const alone = await fit();
  const over = new AbortController();
  const probabilities: number[] = [];
  let looking: Promise<void> | undefined;
  const look = async (network: Network) => {
    while (!over.signal.aborted) {
      probabilities.push((await lookAtNetwork(network, head, picture)).outputs!.data[1]!); // a picture was given
      await breathe();
    }
  };
  const lookedAt = await fit((network) => (looking = look(network)));
  over.abort();
  await looking;
  expect(lookedAt).toEqual(alone);
  // It was looked at while it learned: the answers differ.
  expect(new Set(probabilities).size).toBeGreaterThan(2);
});
