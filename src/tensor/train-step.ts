/** One step of gradient descent, all of it on the device; what happened is read back only when asked for. */
import type { Replayed } from "../core/run";
import { gradientsOf } from "./gradients";
import { setNumbers } from "./in-place";
import { hasKernel, runKernel } from "./kernels/native-kernel";
import type { Loss } from "./losses/loss";
import { weightedTotal } from "./losses/weighted-total";
import type { Network } from "./network";
import type { Optimizer } from "./optimizers/optimizer";
import { compileAhead, type Compiled } from "./replay/compile-ahead";
import { createReplay } from "./replay/replay";
import type { Batches } from "./rows";
import { TensorScope } from "./scope";
import { tf } from "./tf";
import { read } from "./transfer";

/** Sums since the last report. */
export interface StepReport {
  /** Σ weight × loss over all rows. */
  readonly lossTotal: number;
  /** Steps until the loss was no longer a finite number; all of them in a healthy run. */
  readonly finiteSteps: number;
}

export interface TrainStep {
  /** Fits the batch at this position: its first `rowCount` rows, while the rest only fill it up and count nothing. */
  run(index: number, rowCount: number): void;
  /** Compiles the programs of a step ahead, where there are such; a batch must be dealt. */
  compile(rowCount: number): AsyncGenerator<Compiled, undefined>;
  /** What is recorded of it. */
  readonly replay: Replayed;
  /** Reads the sums and starts them anew. */
  report(): Promise<StepReport>;
  dispose(): void;
}

/** Above this a Float32 is about to overflow. */
const largestLoss = 3e38;

/** Adds `loss` to `lossTotal`, then 1 to `finiteSteps` while the total is not above the setting `limit`; all in place. */
const tallyName = "StepTally";

/** `stepsDone` is where the counter of dropout goes on. To be disposed of before all that it is given. */
export function createTrainStep(
  network: Network,
  loss: Loss,
  optimizer: Optimizer,
  batches: Batches,
  stepsDone: number,
): TrainStep {
  const scope = new TensorScope();
  const variables = network.weights.map((weight) => weight.variable);
  const step = scope.variable([], Float32Array.of(stepsDone));
  const lossTotal = scope.variable([]);
  const finiteSteps = scope.variable([]);
  const one = scope.constant(1);
  const limit = scope.constant(largestLoss);
  const masks = new Map<number, tf.Tensor2D>();
  const changed = [...variables, ...network.measured.map(({ variable }) => variable), ...optimizer.variables];
  const all = [...changed, step, lossTotal, finiteSteps];
  const replay = createReplay(all);

  /** 1 for the first rows of a batch, 0 for the others; made once for each count. */
  function maskOf(rowCount: number, batchSize: number): tf.Tensor2D {
    const known = masks.get(rowCount);
    if (known) return known;
    const made = scope.own(tf.tensor2d(new Float32Array(batchSize).fill(1, 0, rowCount), [batchSize, 1]));
    masks.set(rowCount, made);
    return made;
  }

  function tally(loss: tf.Tensor): void {
    if (hasKernel(tallyName)) {
      runKernel(tallyName, { lossTotal, finiteSteps, loss }, { limit: largestLoss });
      return;
    }
    lossTotal.assign(tf.add(lossTotal, loss));
    finiteSteps.assign(tf.add(finiteSteps, tf.cast(tf.lessEqual(lossTotal, limit), "float32")));
  }

  function fit(rowCount: number): void {
    const { inputs, targets, weights } = batches.batch();
    const [batchSize] = weights.shape;
    const counted = rowCount < batchSize ? tf.mul<tf.Tensor2D>(weights, maskOf(rowCount, batchSize)) : weights;
    if (network.isStochastic) step.assign(tf.add(step, one));
    // The gradient of the sum starts from 1 / rows, which makes it the gradient of the mean.
    const { value, grads } = gradientsOf(
      () => weightedTotal(loss, network.apply(inputs, step) as tf.Tensor2D, targets, counted), // the last layer gives rows
      variables,
      scope.constant(1 / rowCount),
    );
    optimizer.apply(grads);
    tally(value);
  }

  return {
    run(index, rowCount) {
      batches.stage(index);
      replay.run(rowCount, () => tf.tidy(() => fit(rowCount)));
    },
    compile(rowCount) {
      batches.stage(0);
      return compileAhead(all, () => tf.tidy(() => fit(rowCount)));
    },
    get replay() {
      return replay.facts;
    },
    async report() {
      const sums = tf.stack([lossTotal, finiteSteps]);
      for (const sum of [lossTotal, finiteSteps]) setNumbers(sum, Float32Array.of(0));
      const [total = NaN, finite = 0] = await read(sums);
      sums.dispose();
      return { lossTotal: total, finiteSteps: finite };
    },
    dispose() {
      replay.dispose();
      scope.dispose();
    },
  };
}
