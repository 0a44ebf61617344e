/**
 * The loop of gradient descent: an async generator that reports as it goes and returns the fitted network. Batches have
 * one shape, losses are read back on a timer, and a resumed run repeats the undisturbed one.
 */
import type { FitContext, FitYield } from "../core/estimator";
import type { Failure } from "../core/failure";
import { createFailure } from "../core/failure";
import type { Random } from "../core/random";
import { createRandom, permutation } from "../core/random";
import type { EpochRecord } from "../core/run";
import { lossOf } from "../tensor/losses/registry";
import { releaseFreeBuffers } from "../tensor/memory";
import type { Network } from "../tensor/network";
import { createSnapshot } from "../tensor/network";
import { optimizerRules } from "../tensor/optimizers/registry";
import { createRowSource, residentCapBytes, rowCountOf } from "../tensor/rows";
import { createTrainStep } from "../tensor/train-step";
import { givingBack } from "./augmentation/giving-back";
import { createVariation } from "./augmentation/vary-batch";
import { assertFits } from "./capacity";
import { makeCheckpoint, restoreCheckpoint } from "./checkpoint";
import { createMeter } from "./meter";
import type { NetworkProblem } from "./network-problem";
import { createPace } from "./pace";
import { learningRateOf } from "./schedules";
import { createScorer } from "./scorer";
import { startNetwork, startOptimizer } from "./start-fit";
import { hasRunOut, keptEpochOf } from "./stopping";

/** The network is the caller's to dispose of. */
export interface NetworkFit {
  readonly network: Network;
  /** `fit/diverged` where the loss stopped being a number; the network then has the best weights before that. */
  readonly failure: Failure | null;
}

/** `onReady` is shown the network when it has its start values; it may be looked at until the fit returns or fails. */
export async function* fitNetwork(
  problem: NetworkProblem,
  context: FitContext,
  onReady?: (network: Network) => void,
): AsyncGenerator<FitYield, NetworkFit> {
  const owned: { dispose(): void }[] = [];
  let network: Network | null = null;
  try {
    const setup = prepare(problem, context, owned);
    onReady?.(setup.network);
    const failure = yield* runEpochs(setup, context);
    network = setup.network;
    return { network, failure };
  } finally {
    for (const owner of owned.toReversed()) if (owner !== network) owner.dispose();
    releaseFreeBuffers();
  }
}

type Setup = ReturnType<typeof prepare>;

/** Makes all that a fit needs on the device; what must be freed is added to `owned` as soon as it is there. */
function prepare(problem: NetworkProblem, context: FitContext, owned: { dispose(): void }[]) {
  const own = <T extends { dispose(): void }>(made: T): T => {
    owned.push(made);
    return made;
  };
  const { training, checkpoint } = context;
  const loss = lossOf(problem.loss);
  const random = createRandom(context.seed);
  const rowCount = rowCountOf(problem.train);
  const batchSize = Math.min(training.batchSize, rowCount);
  const stepsPerEpoch = Math.ceil(rowCount / batchSize);
  const slotCount = optimizerRules[training.optimizer].slots.length;
  const capBytes = assertFits(problem.spec, batchSize, slotCount, problem.residentCapBytes ?? residentCapBytes());

  const network = own(startNetwork(problem, random.fork("weights")));
  const kept = own(createSnapshot(network));
  const optimizer = own(startOptimizer(network, problem, training));
  const parts = { weights: network, kept, optimizer };
  if (checkpoint) restoreCheckpoint(checkpoint, parts);
  const stepsDone = checkpoint?.step ?? 0;
  const varied = createVariation(training.augmentation, problem.spec.inputShape, problem.fullScale);
  const variation = problem.givesBack ? givingBack(varied, problem.noise) : varied;
  // Pictures that are varied are others in every epoch: they are copied batch by batch, whatever the backend.
  const source = own(createRowSource(problem.train, loss, variation ? 0 : capBytes));
  const batches = own(source.batches(batchSize));
  const scorer = own(createScorer(network, problem, source, random.fork("scored"), capBytes));
  const trainStep = own(createTrainStep(network, loss, optimizer, batches, stepsDone));
  const pace = createPace(context);
  const meter = createMeter(trainStep, pace, training, stepsPerEpoch, stepsDone);
  const history: EpochRecord[] = [...(checkpoint?.history ?? [])];
  return {
    ...{ random, rowCount, batchSize, stepsPerEpoch, network, kept, optimizer, parts, batches, scorer },
    ...{ trainStep, pace, meter, history, variation },
    isPenalised: problem.penalty > 0 || problem.decay > 0,
  };
}

/** Runs epochs until they are done, the signal comes or the loss is no number; leaves the kept weights in the network. */
async function* runEpochs(setup: Setup, context: FitContext): AsyncGenerator<FitYield, Failure | null> {
  const { kept, optimizer, batches, scorer, pace, meter, history, variation, isPenalised } = setup;
  const { training, signal } = context;
  let badStep: number | null = null;
  const firstEpoch = history.length + 1;
  while (history.length < training.epochs && !hasRunOut(history, training.earlyStopping)) {
    const epoch = history.length + 1;
    const startedMs = pace.workedMs();
    const learningRate = learningRateOf(training, epoch, history);
    optimizer.setLearningRate(learningRate);
    batches.deal(orderOf(setup, setup.random.fork(epoch)), variation?.(setup.random.fork("varied").fork(epoch)));
    if (epoch === firstEpoch) yield* compile(setup, signal);
    badStep = yield* runSteps(setup, epoch, signal);
    if (badStep !== null || signal.aborted) break;
    const scores = await scorer.score(pace, signal);
    if (!scores) break;
    if (!Number.isFinite(scores.train.loss)) {
      // Losses of the steps may all have been numbers while the last update ruined the weights.
      badStep = (await meter.catchUp()) ?? meter.step;
      break;
    }
    const record = { epoch, ...scores, learningRate, durationMs: pace.workedMs() - startedMs };
    history.push(record);
    const bestEpoch = keptEpochOf(history, training.earlyStopping, isPenalised);
    if (bestEpoch === epoch) kept.take();
    yield { type: "epoch", record, bestEpoch };
    await context.saveCheckpoint(() => makeCheckpoint(meter.step, history, setup.parts));
  }
  // A run stopped in its first epoch has nothing better than what it has now.
  if (badStep !== null || history.length > 0) kept.restore();
  if (badStep === null) return null;
  const epoch = history.length + 1;
  return createFailure("fit/diverged", {
    step: badStep,
    epoch,
    learningRate: learningRateOf(training, epoch, history),
  });
}

/** A device that compiles its programs has them before the first step. */
async function* compile({ trainStep, meter, batchSize }: Setup, signal: AbortSignal): AsyncGenerator<FitYield, void> {
  for await (const compiled of trainStep.compile(batchSize)) {
    if (signal.aborted) return;
    yield { type: "progress", progress: meter.compiling(compiled) };
  }
}

/** Fits the batches of an epoch. The number of the first step whose loss was no number, else null. */
async function* runSteps(setup: Setup, epoch: number, signal: AbortSignal): AsyncGenerator<FitYield, number | null> {
  const { rowCount, batchSize, stepsPerEpoch, trainStep, pace, meter } = setup;
  for (let index = 0; index < stepsPerEpoch && !signal.aborted; index++) {
    const rows = Math.min(batchSize, rowCount - index * batchSize);
    trainStep.run(index, rows);
    meter.ran(rows);
    await pace.step();
    const isReportDue = meter.isReportDue();
    if (!isReportDue && !pace.isReadDue()) continue;
    const badStep = await meter.catchUp();
    if (badStep !== null) return badStep;
    if (isReportDue) yield { type: "progress", progress: meter.progress(epoch) };
  }
  return null;
}

/**
 * Row numbers in seeded random order, filled up to whole batches with those that came first: the step lets them count
 * nothing, but where a layer measures its batch they are rows like any other.
 */
function orderOf({ rowCount, batchSize, stepsPerEpoch }: Setup, random: Random): Int32Array {
  const order = new Int32Array(stepsPerEpoch * batchSize);
  const rows = permutation(rowCount, random);
  order.set(rows);
  order.set(rows.subarray(0, order.length - rowCount), rowCount);
  return order;
}
