import type { OptimizerSettings } from "../../../optimizers/optimizer";
import { createOptimizer } from "../../../optimizers/optimizer";
import type { OptimizerId } from "../../../optimizers/registry";
import { optimizerRules } from "../../../optimizers/registry";
import { tf } from "../../../tf";
import { hasKernel, runKernel } from "../../native-kernel";
import type { KernelCase } from "./kernel-case.fixture";

/** Weights of a single number, of odd sizes, of one and of several chunks, of none; the last begins within a chunk. */
const shapes = [[1], [3, 5], [40_001], [64], [0], [7], [130, 127]] as const;

/** Weights after three steps, with gradients of other sizes each time. */
function threeSteps(inputs: readonly tf.Tensor[], settings: OptimizerSettings): tf.Tensor[] {
  const weights = inputs.slice(0, shapes.length).map((start, i) => ({
    name: `${i}`,
    variable: tf.variable(tf.neg(start)),
    isDecayed: i % 2 === 0,
  }));
  const optimizer = createOptimizer(weights, settings);
  optimizer.setLearningRate(0.05);
  const gradients = inputs.slice(shapes.length);
  for (const size of [1, 0.01, 3]) optimizer.apply(gradients.map((gradient) => tf.mul(gradient, size)));
  const ends = weights.map(({ variable }) => tf.neg(variable));
  optimizer.dispose();
  for (const { variable } of weights) variable.dispose();
  return ends;
}

const ids = Object.keys(optimizerRules) as OptimizerId[]; // keys of the table

/** The sums of a few steps, each with another share of a loss. */
function tallies(loss: tf.Tensor, shares: readonly number[]): tf.Tensor[] {
  const sums = [tf.variable(tf.scalar(0.5)), tf.variable(tf.scalar(0))] as const;
  const [lossTotal, finiteSteps] = sums;
  const limit = 3;
  for (const share of shares) {
    const next = tf.mul(loss, share);
    if (hasKernel("StepTally")) runKernel("StepTally", { lossTotal, finiteSteps, loss: next }, { limit });
    else {
      lossTotal.assign(tf.add(lossTotal, next));
      finiteSteps.assign(tf.add(finiteSteps, tf.cast(tf.lessEqual(lossTotal, limit), "float32")));
    }
  }
  const ends = sums.map((sum) => tf.neg(sum));
  for (const sum of sums) sum.dispose();
  return ends;
}

/** Some weights at a tenth of the rate, and one that stands still. */
const shares = [1, 0.1, 0.1, 0, 1, 0.1, 1];

/** Both to the bit, but for norms, which are sums in another order: products and sums are rounded as those of the stock operations are. */
export const optimizerCases: readonly KernelCase[] = [
  ...ids.flatMap((id) =>
    [
      [0, 0],
      [0.1, 0.05],
    ].map(([penalty = 0, decay = 0]): KernelCase => ({
      kernel: "OptimizerUpdate",
      what: `${id}, penalty ${penalty}, decay ${decay}`,
      inputs: [...shapes, ...shapes].map((shape) => ({ shape })),
      operation: (...inputs) => threeSteps(inputs, { id, penalty, decay }),
      tolerance: 0,
    })),
  ),
  // The gradients have norms of 240, 2.4 and 710: all are too long, two, or none.
  ...(
    [
      ["sgd", 5, 1e-6],
      ["adam", 5, 1e-6],
      ["adamw", 1000, 0],
    ] as const
  ).map(([id, clipNorm, tolerance]): KernelCase => ({
    kernel: "OptimizerUpdate",
    what: `${id}, clipped at ${clipNorm}`,
    inputs: [...shapes, ...shapes].map((shape) => ({ shape })),
    operation: (...inputs) => threeSteps(inputs, { id, penalty: 0.1, decay: 0.05, clipNorm }),
    tolerance,
  })),
  ...(
    [
      ["adam", 0, 0],
      ["sgd", 5, 1e-6],
    ] as const
  ).map(([id, clipNorm, tolerance]): KernelCase => ({
    kernel: "OptimizerUpdate",
    what: `${id} at several rates, ${clipNorm > 0 ? "clipped" : "not clipped"}`,
    inputs: [...shapes, ...shapes].map((shape) => ({ shape })),
    operation: (...inputs) => threeSteps(inputs, { id, penalty: 0.1, decay: 0.05, clipNorm, shares }),
    tolerance,
  })),
  ...[
    [0.5, 1, 1000, 1, -1000, 1],
    [1, NaN, 1],
  ].map((shares): KernelCase => ({
    kernel: "StepTally",
    what: `losses ${shares.join()}`,
    inputs: [{ shape: [], draws: "positive" }],
    operation: (loss) => tallies(loss, shares),
    tolerance: 0,
  })),
];
