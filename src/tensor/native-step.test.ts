import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBlock } from "../core/block";
import { createRandom } from "../core/random";
import { registerReferences } from "./kernels/cpu-kernel.fixture";
import { normalizationReferences } from "./kernels/normalization.fixture";
import type { LayerSpec } from "./layers/registry";
import { losses } from "./losses/registry";
import { weightedLossReference } from "./losses/weighted-loss.fixture";
import { createNetwork } from "./network";
import { createOptimizer } from "./optimizers/optimizer";
import { optimizerUpdateReference } from "./optimizers/optimizer-update.fixture";
import { createRowSource } from "./rows";
import { stepTallyReference } from "./step-tally.fixture";
import { tf } from "./tf";
import { createTrainStep } from "./train-step";

beforeAll(() => tf.setBackend("cpu"));

const references = {
  ...normalizationReferences,
  WeightedLoss: weightedLossReference,
  OptimizerUpdate: optimizerUpdateReference,
  StepTally: stepTallyReference,
};

/** Not a linear layer before the batch is normalised: its bias would have no gradient but rounding, which Adam scales up. */
const layers: readonly LayerSpec[] = [
  { type: "dense", units: 8, activation: "tanh" },
  { type: "batch-normalization" },
  { type: "dense", units: 8, activation: "tanh" },
  { type: "layer-normalization" },
  { type: "dense", units: 3, activation: "linear" },
];

/** A small network over 40 rows in batches of 16, the last of which is half full. */
function createFit(learningRate = 0.01) {
  const random = createRandom(1);
  const network = createNetwork({ inputShape: [5], layers }, random);
  const loss = losses["softmax-cross-entropy"];
  const optimizer = createOptimizer(network.weights, { id: "adamw", penalty: 0, decay: 0.01 });
  optimizer.setLearningRate(learningRate);
  const inputs = createBlock(
    Float64Array.from({ length: 5 * 40 }, () => random.normal()),
    [40, 5],
  );
  const rows = {
    inputs,
    targets: Float64Array.from({ length: 40 }, (_, row) => Number(inputs.data[5 * row]! > 0) + (row % 2)),
    weights: new Float32Array(40).fill(1.5),
  };
  const source = createRowSource(rows, loss);
  const batches = source.batches(16);
  batches.deal(Int32Array.from({ length: 48 }, (_, i) => i % 40));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  const run = (index: number) => step.run(index % 3, index % 3 === 2 ? 8 : 16);
  const dispose = () => [step, batches, source, optimizer, network].forEach((owner) => owner.dispose());
  return { network, optimizer, step, run, dispose };
}

async function fit(stepCount: number, learningRate?: number) {
  const { network, optimizer, step, run, dispose } = createFit(learningRate);
  const losses: number[] = [];
  let finiteSteps = 0;
  for (let index = 0; index < stepCount; index++) {
    run(index);
    const report = await step.report();
    losses.push(report.lossTotal);
    finiteSteps += report.finiteSteps;
  }
  const saved = { ...(await network.save()), ...(await optimizer.save()) };
  dispose();
  return { losses, finiteSteps, saved };
}

describe("a step by kernels of the backend", () => {
  let unregister = () => {};
  let composed: Awaited<ReturnType<typeof fit>>;
  beforeAll(async () => {
    composed = await fit(20);
    unregister = registerReferences(references);
  });
  afterAll(() => unregister());

  test("has the losses and leaves the weights of the composed one", async () => {
    const native = await fit(20);
    expect(native.finiteSteps).toBe(20);
    expect(composed.finiteSteps).toBe(20);
    // Sums over 8 or 16 rows, from 8 to 38; measured at most 4e-6 apart, and the weights 5e-7.
    native.losses.forEach((loss, i) => expect(Math.abs(loss - composed.losses[i]!)).toBeLessThan(2e-5));
    expect(native.losses[18]).toBeLessThan(0.9 * native.losses[0]!);
    expect(Object.keys(native.saved)).toEqual(Object.keys(composed.saved));
    for (const [name, { data }] of Object.entries(native.saved)) {
      data.forEach((v: number, i: number) => expect(v).toBeCloseTo(composed.saved[name]!.data[i]!, 5));
    }
  });

  test("counts its finite steps, one by one or together", async () => {
    const { step, run, dispose } = createFit();
    for (let index = 0; index < 5; index++) run(index);
    const { lossTotal, finiteSteps } = await step.report();
    const sum = composed.losses.slice(0, 5).reduce((total, loss) => total + loss, 0);
    expect(lossTotal / sum).toBeCloseTo(1, 5);
    expect(finiteSteps).toBe(5);
    expect(await step.report()).toEqual({ lossTotal: 0, finiteSteps: 0 });
    dispose();
  });

  test("says when the loss was last a number", async () => {
    const { network, step, run, dispose } = createFit();
    for (let index = 0; index < 3; index++) run(index);
    const { variable } = network.weights[0]!;
    tf.tidy(() => variable.assign(tf.fill(variable.shape, NaN)));
    for (let index = 3; index < 6; index++) run(index);
    const { lossTotal, finiteSteps } = await step.report();
    expect([lossTotal, finiteSteps]).toEqual([NaN, 3]);
    dispose();
  });

  test("takes few operations and keeps no tensor", async () => {
    const start = tf.memory().numTensors;
    const { run, dispose } = createFit();
    for (let index = 0; index < 3; index++) run(index);
    const before = tf.memory().numTensors;
    const { kernels } = await tf.profile(() => {
      for (let index = 3; index < 6; index++) run(index);
      return [];
    });
    expect(tf.memory().numTensors).toBe(before);
    const count = (name: string) => kernels.filter((kernel) => kernel.name === name).length;
    for (const name of Object.keys(references)) expect([name, count(name)]).toEqual([name, 3]);
    dispose();
    expect(tf.memory().numTensors).toBe(start);
  });
});
