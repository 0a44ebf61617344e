import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createBlock } from "../../core/block";
import { createRandom } from "../../core/random";
import { networkLosses, pictureCases } from "../../models/parity-networks.fixture";
import { sequenceCases } from "../../models/parity-sequences.fixture";
import { startDawn } from "../kernels/webgpu/dawn.fixture";
import { registerWebgpuKernels } from "../kernels/webgpu/register";
import { losses } from "../losses/registry";
import { memory, releaseFreeBuffers } from "../memory";
import { createNetwork, type NetworkSpec } from "../network";
import { createOptimizer } from "../optimizers/optimizer";
import { predictRows } from "../predict";
import { createRowSource } from "../rows";
import { createScoringSet, readSums } from "../scoring";
import { tf } from "../tf";
import { createTrainStep } from "../train-step";
import { replayFlag } from "./replay";

const problem = await startDawn();
beforeAll(async () => {
  if (problem) return;
  registerWebgpuKernels();
  await tf.setBackend("webgpu");
});
afterEach(() => tf.env().set(replayFlag, true));

/** With dropout, a moving mean, and more rows than whole batches. */
const spec: NetworkSpec = {
  inputShape: [5],
  layers: [
    { type: "dense", units: 7, activation: "relu" },
    { type: "batch-normalization" },
    { type: "dropout", rate: 0.3 },
    { type: "dense", units: 1, activation: "linear" },
  ],
};
const rowCount = 22;
const batchSize = 8;
/** Shorter than most gradients of the network. */
const tightNorm = 0.2;

function rowsOf() {
  const random = createRandom(4);
  const inputs = createBlock(
    Float64Array.from({ length: 5 * rowCount }, () => random.normal()),
    [rowCount, 5],
  );
  return {
    inputs,
    targets: Float64Array.from({ length: rowCount }, (_, row) => Number(inputs.data[5 * row]! > 0)), // of each row the first
    weights: Float32Array.from({ length: rowCount }, () => 0.5 + random.next()),
  };
}

function createFit(capBytes?: number, clipNorm = 0) {
  const loss = losses["binary-cross-entropy"];
  const network = createNetwork(spec, createRandom(1));
  const optimizer = createOptimizer(network.weights, { id: "adamw", penalty: 0, decay: 0.01, clipNorm });
  optimizer.setLearningRate(0.01);
  const source = createRowSource(rowsOf(), loss, capBytes);
  const batches = source.batches(batchSize);
  batches.deal(Int32Array.from({ length: 3 * batchSize }, (_, i) => i % rowCount));
  const step = createTrainStep(network, loss, optimizer, batches, 0);
  const fit = async (epochs: number) => {
    const found: number[] = [];
    for (let index = 0; index < 3 * epochs; index++) {
      step.run(index % 3, index % 3 === 2 ? rowCount - 2 * batchSize : batchSize);
      found.push((await step.report()).lossTotal);
    }
    return found;
  };
  const dispose = () => [step, batches, source, optimizer, network].forEach((owner) => owner.dispose());
  return { network, loss, optimizer, source, batches, step, fit, dispose };
}

describe.skipIf(problem !== null)(problem ?? "on the software adapter", () => {
  // First of all: no optimiser has touched the backend yet.
  test("every chunk of rows gets its own answers, on a device that nothing was learned on", async () => {
    const network = createNetwork(spec, createRandom(1));
    const { inputs } = rowsOf();
    const found: unknown[] = [];
    for (const isOn of [false, true]) {
      tf.env().set(replayFlag, isOn);
      found.push(await predictRows(network, inputs, () => Promise.resolve(), undefined, 4));
    }
    network.dispose();
    expect(found[1]).toEqual(found[0]);
  });

  describe("replayed steps", () => {
    const chosen = new Set(["digits-1conv", "rnn/rnn-tanh, tokens"]);
    test.each([...pictureCases, ...sequenceCases].filter(({ name }) => chosen.has(name)))(
      "$name: as those that are not, to the last bit",
      async (networkCase) => {
        const found: number[][] = [];
        for (const isOn of [false, true]) {
          tf.env().set(replayFlag, isOn);
          found.push(await networkLosses(networkCase, "adam", 10));
        }
        expect(found[1]).toEqual(found[0]);
      },
    );

    test.each([
      [undefined, 0],
      [0, tightNorm],
    ])(
      "see what is assigned, dealt and set from outside, rows resident or copied, gradients clipped or not",
      async (cap, clipNorm) => {
        const ends: unknown[] = [];
        for (const isOn of [false, true]) {
          tf.env().set(replayFlag, isOn);
          const { network, optimizer, batches, step, fit, dispose } = createFit(cap, clipNorm);
          const first = await fit(3);
          const saved = [await network.save(), await optimizer.save()] as const;
          const second = await fit(3);
          network.load(saved[0]);
          optimizer.load(saved[1]);
          optimizer.setLearningRate(0.02);
          batches.deal(Int32Array.from({ length: 3 * batchSize }, (_, i) => (i + 5) % rowCount));
          const third = await fit(4);
          ends.push([first, second, third, await network.save()]);
          expect(step.replay.programs > 0).toBe(isOn);
          dispose();
        }
        expect(ends[1]).toEqual(ends[0]);
      },
    );
  });

  test("programs that are compiled ahead change nothing, and are there", async () => {
    const ends: unknown[] = [];
    for (const isAhead of [false, true]) {
      const { network, step, fit, dispose } = createFit();
      const seen: unknown[] = [];
      const { pipelineCache } = tf.backend() as unknown as { pipelineCache: Record<string, unknown> }; // not in the published types
      for (const name of Object.keys(pipelineCache)) delete pipelineCache[name];
      const before = memory().tensors;
      if (isAhead) for await (const { done, all } of step.compile(batchSize)) seen.push(done / all);
      // The step keeps the constant that it begins its gradients with.
      expect(memory().tensors).toBe(before + Number(isAhead));
      const compiled = new Set(Object.keys(pipelineCache));
      const losses = await fit(2);
      if (isAhead) {
        expect(seen.at(-1)).toBe(1);
        expect(compiled.size).toBe(seen.length);
        // Only what the last batch and reading need on top.
        expect(Object.keys(pipelineCache).filter((name) => !compiled.has(name)).length).toBeLessThan(seen.length / 4);
      }
      ends.push([losses, await network.save()]);
      dispose();
    }
    expect(ends[1]).toEqual(ends[0]);
  });

  test("what a recording holds is counted, and given back", async () => {
    const spent = async () => {
      const { step, fit, dispose } = createFit();
      await fit(3);
      const { replay } = step;
      dispose();
      releaseFreeBuffers();
      return { replay, after: memory() };
    };
    tf.env().set(replayFlag, false);
    const { after, replay } = await spent();
    expect(replay).toEqual({ programs: 0, bytes: 0, isOverBudget: false });
    tf.env().set(replayFlag, true);
    const recorded = await spent();
    expect(recorded.after).toEqual(after);
    expect(recorded.replay.programs).toBeGreaterThan(5);
    // Two shapes of about twenty small arrays each.
    expect(recorded.replay.bytes).toBeGreaterThan(1_000);
    expect(recorded.replay.bytes).toBeLessThan(100_000);
  });

  test("scores and predictions are the same, replayed or not", async () => {
    const found: unknown[] = [];
    for (const isOn of [false, true]) {
      tf.env().set(replayFlag, isOn);
      const { network, loss, source, fit, dispose } = createFit();
      const set = createScoringSet(
        network,
        source,
        loss,
        Int32Array.from({ length: rowCount }, (_, row) => row),
        rowCount,
        4,
      );
      const scores = [];
      for (let epoch = 0; epoch < 3; epoch++) {
        await fit(1);
        set.clear();
        for (let chunk = 0; chunk < set.chunkCount; chunk++) set.add(chunk);
        scores.push(await readSums([set]));
      }
      const { inputs } = rowsOf();
      found.push([scores, await predictRows(network, inputs, () => Promise.resolve(), undefined, 4)]);
      set.dispose();
      dispose();
    }
    expect(found[1]).toEqual(found[0]);
  });

  test("weights that no single buffer can hold are updated in several, clipped by one norm", async () => {
    const fitOnce = async (clipNorm: number) => {
      const { fit, network, dispose } = createFit(undefined, clipNorm);
      const found = [await fit(3), await network.save()] as const;
      dispose();
      return found;
    };
    const fitted = async () => ({
      free: await fitOnce(0),
      loose: await fitOnce(1000),
      tight: await fitOnce(tightNorm),
    });
    const whole = await fitted();
    expect(whole.loose).toEqual(whole.free);
    expect(whole.tight).not.toEqual(whole.free);
    const { device } = tf.backend() as unknown as { device: GPUDevice }; // not in the published types
    const { maxComputeWorkgroupsPerDimension, maxBufferSize } = device.limits;
    const limits = { maxComputeWorkgroupsPerDimension, maxBufferSize, maxStorageBufferBindingSize: 600 };
    const spy = vi.spyOn(device, "limits", "get").mockReturnValue(limits as GPUSupportedLimits); // those that are asked for
    const parts = await fitted();
    spy.mockRestore();
    expect(parts.free).toEqual(whole.free);
    expect(parts.loose).toEqual(whole.free);
    // The norm is a sum in another order; each weight alone would be clipped much less.
    parts.tight[0].forEach((loss, i) => expect(loss).toBeCloseTo(whole.tight[0][i]!, 5)); // as many
  });
});
