/** A network under the clock: the project's own step on seeded data, the same on every backend. */
import type { Random } from "../../../src/core/random";
import { createRandom, permutation } from "../../../src/core/random";
import { createBlock, sizeOf } from "../../../src/core/block";
import { losses } from "../../../src/tensor/losses/registry";
import { createNetwork } from "../../../src/tensor/network";
import { createOptimizer } from "../../../src/tensor/optimizers/optimizer";
import type { Rows } from "../../../src/tensor/rows";
import { createRowSource } from "../../../src/tensor/rows";
import { createTrainStep } from "../../../src/tensor/train-step";
import type { BenchNetwork } from "../networks";
import type { Opened, Patience, Timed } from "../session";
import type { StartedBackend } from "./calls";
import { countStep } from "./count-step";

const seed = 1;
/** Batches in the data; they come round again and again. */
const batchCount = 8;
/** Steps that a graphics device queues before one waits for it: a fit reads its losses no more often. */
const queuedSteps = 8;

/** Steps of a turn, even where they take longer than it. */
const fewestSteps = 3;

export interface Fit {
  open(patience: Patience): Promise<Opened>;
  measure(durationMs: number): Promise<Timed>;
  step(): void;
}

export function createFit(given: BenchNetwork, backend: StartedBackend): Fit {
  const bench = backend.isNull ? withSmallBatches(given) : given;
  const isWaitedFor = backend.isQueued && !backend.isNull;
  const random = createRandom(seed);
  const loss = losses[bench.loss];
  const network = createNetwork(bench.spec, random.fork("weights"));
  const optimizer = createOptimizer(network.weights, { id: "adam", penalty: 0, decay: 0 });
  optimizer.setLearningRate(0.001);
  const batches = createRowSource(rowsOf(bench, random.fork("rows")), loss).batches(bench.batchSize);
  batches.deal(Int32Array.from(permutation(batchCount * bench.batchSize, random.fork("order"))));
  const trainStep = createTrainStep(network, loss, optimizer, batches, 0);
  let stepsDone = 0;
  let peakBytes = 0;

  const step = () => trainStep.run(stepsDone++ % batchCount, bench.batchSize);
  /** Milliseconds a step of some, waited for where they are queued. */
  const time = async (steps: number): Promise<number> => {
    const startedMs = performance.now();
    for (let i = 0; i < steps; i++) step();
    const calledMs = performance.now() - startedMs;
    if (backend.isQueued) await trainStep.report();
    return (isWaitedFor ? performance.now() - startedMs : calledMs) / steps;
  };
  const stepsAtOnce = backend.isQueued ? queuedSteps : 1;

  return {
    step,
    async open({ lossSteps, lossMs, warmUpMs }) {
      const startedMs = performance.now();
      step();
      const meanLoss = async () => (await trainStep.report()).lossTotal / bench.batchSize;
      const lossValues = [await meanLoss()];
      const firstMs = performance.now() - startedMs;
      const openedMs = performance.now();
      const slowMs: number[] = [];
      let counts = { kernels: 0, dispatches: 0, pipelines: 0, peakBytes: 0 };
      while (lossValues.length < lossSteps && (slowMs.length === 0 || performance.now() - openedMs < lossMs)) {
        const beforeMs = performance.now();
        // Each is counted anew: a step that is recorded is not one that is replayed.
        counts = countStep(step);
        peakBytes = Math.max(peakBytes, counts.peakBytes);
        const ranMs = performance.now() - beforeMs;
        const isRecording = backend.isRecorded && lossValues.length === 1;
        lossValues.push(await meanLoss());
        if (!isRecording) slowMs.push(isWaitedFor ? performance.now() - beforeMs : ranMs);
      }
      if (lossValues.length === lossSteps) {
        const warmUntilMs = performance.now() + warmUpMs;
        while (performance.now() < warmUntilMs) await time(stepsAtOnce);
      }
      const { kernels, dispatches, pipelines } = counts;
      const { detail, isSoftware, threads } = backend;
      return {
        ...{ firstMs, losses: lossValues, slowMs },
        ...{ kernels, dispatches, pipelines, detail, isSoftware, threads },
      };
    },
    async measure(durationMs) {
      const stepMs: number[] = [];
      if (durationMs > 0) {
        // What ran in between has pushed everything out of the caches.
        await time(1);
        const untilMs = performance.now() + durationMs;
        while (stepMs.length < fewestSteps || performance.now() < untilMs) stepMs.push(await time(stepsAtOnce));
      }
      return { stepMs, memoryBytes: backend.heldBytes() ?? peakBytes };
    },
  };
}

/** Numbers of a batch on the null device, whose buffers may have 512 MB together; calls cost the same however large they are. */
const mostNullNumbers = 2 ** 18;

function withSmallBatches(bench: BenchNetwork): BenchNetwork {
  const most = Math.max(1, Math.floor(mostNullNumbers / sizeOf(bench.spec.inputShape)));
  return { ...bench, batchSize: Math.min(bench.batchSize, most) };
}

/** As a fit of the app has them: rows of a table and numbers to be met in 64 bits, pixels in 32. */
function rowsOf({ spec, batchSize, inputs, targets }: BenchNetwork, random: Random): Rows {
  const rowCount = batchCount * batchSize;
  const width = sizeOf(spec.inputShape);
  const length = rowCount * width;
  const values =
    inputs === "normal"
      ? Float64Array.from({ length }, () => random.normal())
      : Float32Array.from({ length }, () => (inputs === "uniform" ? random.next() : random.below(inputs)));
  const isReconstruction = targets === "inputs";
  return {
    inputs: createBlock(values, [rowCount, ...spec.inputShape]),
    targets: isReconstruction
      ? Float64Array.from(values)
      : Float64Array.from({ length: rowCount }, () => (targets === "normal" ? random.normal() : random.below(targets))),
    targetWidth: isReconstruction ? width : 1,
    weights: new Float32Array(rowCount).fill(1),
  };
}
