/** Variables that an optimiser has put side by side are still variables: saved, loaded, set aside and freed like others. */
import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../../core/random";
import { losses } from "../../losses/registry";
import { memory, releaseFreeBuffers } from "../../memory";
import { createNetwork, createSnapshot, type NetworkSpec } from "../../network";
import { createOptimizer } from "../../optimizers/optimizer";
import type { OptimizerId } from "../../optimizers/registry";
import { createRowSource } from "../../rows";
import { tf } from "../../tf";
import { createTrainStep } from "../../train-step";
import { startDawn } from "./dawn.fixture";
import { registerWebgpuKernels } from "./register";

const spec: NetworkSpec = {
  inputShape: [3],
  layers: [
    { type: "dense", units: 4, activation: "relu" },
    { type: "dense", units: 1, activation: "linear" },
  ],
};

const rowCount = 6;

function open(id: OptimizerId, seed: number) {
  const random = createRandom(seed);
  const network = createNetwork(spec, random);
  const optimizer = createOptimizer(network.weights, { id, penalty: 0.01, decay: 0 });
  optimizer.setLearningRate(0.05);
  const draw = (length: number) => Float64Array.from({ length }, () => random.normal());
  const loss = losses["mean-squared-error"];
  const rows = {
    inputs: { shape: [rowCount, 3], data: draw(3 * rowCount) },
    targets: draw(rowCount),
    weights: new Float32Array(rowCount).fill(1),
  };
  const source = createRowSource(rows, loss);
  const batches = source.batches(rowCount);
  batches.deal(Int32Array.from({ length: rowCount }, (_, row) => row));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  return { network, optimizer, source, batches, step, run: () => step.run(0, rowCount) };
}

/** Losses and weights along the way. */
async function live(): Promise<readonly number[]> {
  const found: number[] = [];
  const note = async ({ step, network }: ReturnType<typeof open>) => {
    found.push((await step.report()).lossTotal);
    for (const { data } of Object.values(await network.save())) found.push(...data);
  };
  const first = open("adam", 1);
  first.run();
  const second = open("momentum", 2);
  second.run();
  first.run();
  await note(first);
  const [weights, moments] = [await first.network.save(), await first.optimizer.save()];
  const snapshot = createSnapshot(first.network);
  first.run();
  await note(first);
  snapshot.restore();
  first.run();
  snapshot.take();
  await note(first);
  first.network.load(weights);
  first.run();
  await note(first);
  first.optimizer.load(moments);
  first.run();
  await note(first);
  first.network.load(weights);
  first.optimizer.load(moments);
  first.run();
  await note(first);
  for (const each of [snapshot, first.network, first.batches, first.source, first.optimizer, first.step])
    each.dispose();
  second.run();
  await note(second);
  for (const each of [second.step, second.optimizer, second.network, second.batches, second.source]) each.dispose();
  return found;
}

const problem = await startDawn();

if (problem) test.skip(`is left out: ${problem}`);
else
  describe("the variables of a network that is being fitted", () => {
    beforeAll(registerWebgpuKernels);

    test("are set aside, saved, loaded and freed in any order", async () => {
      await tf.setBackend("cpu");
      const right = await live();
      await tf.setBackend("webgpu");
      const before = memory();
      const found = await live();
      releaseFreeBuffers();
      expect(memory()).toEqual(before);
      expect(found).toHaveLength(right.length);
      // Steps of Float32 that are added in another order; the numbers are about 1.
      found.forEach((value, i) => expect(Math.abs(value - right[i]!)).toBeLessThan(1e-5));
    });
  });
