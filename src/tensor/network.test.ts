import { beforeAll, describe, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { createRandom } from "../core/random";
import type { NetworkSpec } from "./network";
import { createNetwork, createSnapshot, largestArray, summariseNetwork } from "./network";
import { predictRows } from "./predict";
import { tf } from "./tf";
import { toFloat32 } from "./transfer";

beforeAll(() => tf.setBackend("cpu"));

const spec: NetworkSpec = {
  inputShape: [3],
  layers: [
    { type: "dense", units: 5, activation: "tanh" },
    { type: "dropout", rate: 0.5 },
    { type: "dense", units: 2, activation: "relu" },
  ],
};
const breathe = () => Promise.resolve();

function rows(count: number): ReturnType<typeof createBlock> {
  const random = createRandom(4);
  return createBlock(
    Float64Array.from({ length: 3 * count }, () => random.normal()),
    [count, 3],
  );
}

test("the outputs are those of the formula, for any number of rows", async () => {
  const network = createNetwork(spec, createRandom(1));
  const blocks = await network.save();
  const [k0, b0, k2, b2] = ["0/kernel", "0/bias", "2/kernel", "2/bias"].map((name) => blocks[name]!.data);
  // More than one chunk of 1,024.
  const inputs = rows(2050);
  const { data, shape } = await predictRows(network, inputs, breathe);
  expect(shape).toEqual([2050, 2]);
  for (const row of [0, 1023, 1024, 2049]) {
    const h = Array.from({ length: 5 }, (_, u) => {
      let sum = b0![u]!;
      for (let j = 0; j < 3; j++) sum += inputs.data[3 * row + j]! * k0![5 * j + u]!;
      return Math.tanh(sum);
    });
    for (let u = 0; u < 2; u++) {
      const sum = h.reduce((total, value, j) => total + value * k2![2 * j + u]!, b2![u]!);
      expect(data[2 * row + u]).toBeCloseTo(Math.max(0, sum), 5);
    }
  }
  network.dispose();
});

test("no rows give no outputs, and rows of another width are refused", async () => {
  const network = createNetwork(spec, createRandom(1));
  expect((await predictRows(network, rows(0), breathe)).data.length).toBe(0);
  await expect(predictRows(network, createBlock(new Float64Array(8), [4, 2]), breathe)).rejects.toThrow(
    /\[3\] are needed/,
  );
  network.dispose();
});

test("start values follow the seed and Glorot's limits", async () => {
  const [a, b, c] = await Promise.all(
    [1, 1, 2].map(async (seed) => {
      const network = createNetwork(spec, createRandom(seed));
      const blocks = await network.save();
      network.dispose();
      return blocks;
    }),
  );
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
  const limit = Math.sqrt(6 / 8);
  for (const value of a!["0/kernel"]!.data) expect(Math.abs(value)).toBeLessThanOrEqual(limit);
  expect([...a!["0/bias"]!.data]).toEqual([0, 0, 0, 0, 0]);
});

test("what is saved can be loaded, and a snapshot keeps what was", async () => {
  const before = tf.memory().numTensors;
  const [network, other] = [createNetwork(spec, createRandom(1)), createNetwork(spec, createRandom(2))];
  const saved = await network.save();
  const snapshot = createSnapshot(network);
  network.load(await other.save());
  expect(await network.save()).toEqual(await other.save());
  expect(await snapshot.save()).toEqual(saved);
  snapshot.restore();
  expect(await network.save()).toEqual(saved);
  other.load(saved);
  expect((await predictRows(other, rows(3), breathe)).data).toEqual(
    (await predictRows(network, rows(3), breathe)).data,
  );
  for (const owner of [network, other, snapshot]) owner.dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(() => createNetwork(spec, createRandom(1)).load({})).toThrow(/no numbers are saved for “0\/kernel”/);
});

test("the summary counts weights by hand", () => {
  const summary = summariseNetwork(spec, 10, 2);
  expect(summary.layers.map(({ label, weightCount, outputShape }) => [label.en, weightCount, outputShape])).toEqual([
    ["Dense 5, tanh", 20, [5]],
    ["Dropout 0.5", 0, [5]],
    ["Dense 2, relu", 12, [2]],
  ]);
  expect(summary.weightCount).toBe(32);
  // 32 weights five times over (themselves, best, gradient, two slots); 3 + 5 + 5 + 2 values of 10 rows, both ways.
  expect(summary.memoryBytes).toBe(4 * (32 * 5 + 2 * 10 * 15));
  expect(largestArray(spec, 10)).toBe(50);
});

test("a layer without bias has one array less to learn, count, save and load", async () => {
  const layers = [
    { type: "conv2d", filters: 4, kernelSize: 3, activation: "linear", useBias: false },
    { type: "batch-normalization" },
    { type: "flatten" },
    { type: "dense", units: 2, activation: "linear" },
  ] as const;
  const lean: NetworkSpec = { inputShape: [5, 5, 2], layers };
  const network = createNetwork(lean, createRandom(1));
  expect(network.weights.map(({ name }) => name)).toEqual(["0/kernel", "1/scale", "1/offset", "3/kernel", "3/bias"]);
  expect(summariseNetwork(lean, 1, 2).layers[0]?.weightCount).toBe(9 * 2 * 4);
  // Through the text of a project file and back.
  const restored = createNetwork(JSON.parse(JSON.stringify(network.spec)) as NetworkSpec, createRandom(2)); // what was written
  restored.load(await network.save());
  const inputs = createBlock(
    Float64Array.from({ length: 150 }, (_, i) => Math.sin(i)),
    [3, 5, 5, 2],
  );
  expect(await predictRows(restored, inputs, breathe)).toEqual(await predictRows(network, inputs, breathe));
  for (const owner of [network, restored]) owner.dispose();
});

describe("what is measured while fitting", () => {
  const normalised: NetworkSpec = {
    inputShape: [3],
    layers: [
      { type: "dense", units: 4, activation: "relu" },
      { type: "batch-normalization" },
      { type: "dense", units: 2, activation: "linear" },
    ],
  };
  const names = (variables: readonly { readonly name: string }[]) => variables.map(({ name }) => name);

  test("is no weight to be learned, but is saved, loaded and set aside with them", async () => {
    const before = tf.memory().numTensors;
    const [network, other] = [createNetwork(normalised, createRandom(1)), createNetwork(normalised, createRandom(1))];
    expect(names(network.weights)).toEqual(["0/kernel", "0/bias", "1/scale", "1/offset", "2/kernel", "2/bias"]);
    expect(network.weights.filter(({ isDecayed }) => isDecayed).length).toBe(2);
    expect(names(network.measured)).toEqual(["1/movingMean", "1/movingVariance"]);
    const start = await network.save();
    const snapshot = createSnapshot(network);
    const fitStep = () => tf.tidy(() => void network.apply(tf.tensor2d(toFloat32(rows(6).data), [6, 3]), tf.scalar(1)));
    fitStep();
    const measured = await network.save();
    expect(measured["1/movingMean"]).not.toEqual(start["1/movingMean"]);
    expect(measured["1/movingVariance"]).not.toEqual(start["1/movingVariance"]);
    expect(measured["0/kernel"]).toEqual(start["0/kernel"]);
    expect(await snapshot.save()).toEqual(start);
    other.load(measured);
    expect(await other.save()).toEqual(measured);
    expect((await predictRows(other, rows(3), breathe)).data).toEqual(
      (await predictRows(network, rows(3), breathe)).data,
    );
    // Predicting measures nothing.
    expect(await network.save()).toEqual(measured);
    snapshot.take();
    fitStep();
    expect(await network.save()).not.toEqual(measured);
    snapshot.restore();
    expect(await network.save()).toEqual(measured);
    for (const owner of [network, other, snapshot]) owner.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("counts in memory, not among the weights", () => {
    const summary = summariseNetwork(normalised, 10, 2);
    expect(summary.layers.map(({ weightCount }) => weightCount)).toEqual([16, 8, 10]);
    expect(summary.weightCount).toBe(34);
    // 34 weights five times over, 8 measured numbers and their best; 3 + 4 + 4 + 2 values of 10 rows, both ways.
    expect(summary.memoryBytes).toBe(4 * (34 * 5 + 8 * 2 + 2 * 10 * 13));
  });
});
