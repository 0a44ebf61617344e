/**
 * The learning-rate range test (Smith 2017): one sweep of steps from a tiny rate to a huge one, on a network of its own that starts as
 * the fit would. Where the loss falls fastest the rate is good, where it climbs it is too large.
 */
import type { FitContext } from "../core/estimator";
import type { RateSweep } from "../core/rate-sweep";
import { createRandom, permutation } from "../core/random";
import { lossOf } from "../tensor/losses/registry";
import { releaseFreeBuffers } from "../tensor/memory";
import { optimizerRules } from "../tensor/optimizers/registry";
import { createRowSource, residentCapBytes, rowCountOf } from "../tensor/rows";
import { createTrainStep } from "../tensor/train-step";
import { createVariation } from "./augmentation/vary-batch";
import { assertFits } from "./capacity";
import type { NetworkProblem } from "./network-problem";
import { createPace } from "./pace";
import { startNetwork, startOptimizer } from "./start-fit";
import { smoothLosses, suggestRate } from "./suggest-rate";

const steps = 100;
const [firstRate, lastRate] = [1e-6, 1];
/** The sweep ends when the smoothed loss is so many times its lowest. */
const farAbove = 3;

/** The same seed gives the same sweep. Ends early where the signal comes. Throws `fit/memory` as the fit would. */
export async function findLearningRate(
  problem: NetworkProblem,
  context: Pick<FitContext, "training" | "seed" | "signal" | "whilePaused">,
): Promise<RateSweep> {
  const owned: { dispose(): void }[] = [];
  const own = <T extends { dispose(): void }>(made: T): T => {
    owned.push(made);
    return made;
  };
  const { training, seed, signal } = context;
  const loss = lossOf(problem.loss);
  const random = createRandom(seed);
  const rowCount = rowCountOf(problem.train);
  const batchSize = Math.min(training.batchSize, rowCount);
  try {
    const slotCount = optimizerRules[training.optimizer].slots.length;
    const capBytes = assertFits(problem.spec, batchSize, slotCount, problem.residentCapBytes ?? residentCapBytes());
    const network = own(startNetwork(problem, random.fork("weights")));
    const optimizer = own(startOptimizer(network, problem, training));
    const variation = createVariation(training.augmentation, problem.spec.inputShape, problem.fullScale);
    const source = own(createRowSource(problem.train, loss, variation ? 0 : capBytes));
    const batches = own(source.batches(batchSize));
    const step = own(createTrainStep(network, loss, optimizer, batches, 0));
    const pace = createPace(context);
    const rows = permutation(rowCount, random.fork("sweep"));
    // Round and round through the rows: every batch is full.
    batches.deal(
      Int32Array.from({ length: steps * batchSize }, (_, i) => rows[i % rowCount]!), // within rows
      variation?.(random.fork("varied")),
    );
    const points: { rate: number; loss: number }[] = [];
    for (let index = 0; index < steps && !signal.aborted; index++) {
      const rate = firstRate * (lastRate / firstRate) ** (index / (steps - 1));
      optimizer.setLearningRate(rate);
      step.run(index, batchSize);
      const { lossTotal } = await step.report();
      await pace.step();
      if (!Number.isFinite(lossTotal)) break;
      points.push({ rate, loss: lossTotal / batchSize });
      const smooth = smoothLosses(points.map((point) => point.loss));
      if (smooth.at(-1)! > farAbove * Math.min(...smooth)) break; // there is one
    }
    return { points, suggested: suggestRate(points) };
  } finally {
    for (const owner of owned.toReversed()) owner.dispose();
    releaseFreeBuffers();
  }
}
