import { beforeAll, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { createRandom } from "../core/random";
import { losses } from "./losses/registry";
import { createNetwork } from "./network";
import { createOptimizer } from "./optimizers/optimizer";
import { createRowSource } from "./rows";
import { tf } from "./tf";
import { createTrainStep } from "./train-step";

beforeAll(() => tf.setBackend("cpu"));

/** What costs nothing on a device: other names for the same numbers, and TensorFlow.js's own brackets around operations. */
const free = new Set(["Identity", "Reshape", "forward"]);

/** The reference network mlp-64-64 on batches of 32, or of another size, of 64 rows. */
function createStep(batchSize = 32) {
  const random = createRandom(1);
  const network = createNetwork(
    {
      inputShape: [20],
      layers: [
        { type: "dense", units: 64, activation: "relu" },
        { type: "dense", units: 64, activation: "relu" },
        { type: "dense", units: 1, activation: "linear" },
      ],
    },
    random,
  );
  const loss = losses["binary-cross-entropy"];
  const optimizer = createOptimizer(network.weights, { id: "adam", penalty: 0, decay: 0 });
  optimizer.setLearningRate(0.001);
  const inputs = createBlock(
    Float64Array.from({ length: 20 * 64 }, () => random.normal()),
    [64, 20],
  );
  const rows = { inputs, targets: new Float64Array(64), weights: new Float32Array(64).fill(1) };
  const source = createRowSource(rows, loss);
  const batches = source.batches(batchSize);
  batches.deal(Int32Array.from({ length: 64 }, (_, row) => row));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  return { network, step, owners: [step, batches, source, optimizer, network] };
}

test("a step takes few operations and keeps no tensor", async () => {
  const { step, owners } = createStep();
  // Constants are made in the first step.
  step.run(0, 32);
  const before = tf.memory().numTensors;
  const { kernels } = await tf.profile(() => {
    step.run(1, 32);
    return [];
  });
  const work = kernels.filter(({ name }) => !free.has(name));
  // Measured: 114, of which 74 are Adam's; stock layers and stock Adam take 154 (on WebGPU).
  expect(work.length).toBeLessThanOrEqual(114);
  expect(tf.memory().numTensors).toBe(before);
  for (const owner of owners) owner.dispose();
});

test("rows that only fill a batch up count nothing", async () => {
  const ends = [];
  for (const batchSize of [32, 8]) {
    const { network, step, owners } = createStep(batchSize);
    // Eight rows that count, and in the larger batch 24 others.
    step.run(0, 8);
    ends.push({ ...(await step.report()), weights: await network.save() });
    for (const owner of owners) owner.dispose();
  }
  const [filled, exact] = [ends[0]!, ends[1]!];
  expect(filled.lossTotal).toBeCloseTo(exact.lossTotal, 5);
  for (const [name, { data }] of Object.entries(exact.weights)) {
    // Adam's first step is ±0.001: rows that counted would turn some of them round.
    data.forEach((value: number, i: number) => expect(filled.weights[name]!.data[i]).toBeCloseTo(value, 5));
  }
});
