/** Fits a weighted sum per output by gradient descent: one dense layer that starts from zero. */
import type { FitContext, FitOutcome, FitYield } from "../core/estimator";
import type { NetworkSummary } from "../core/network-summary";
import type { Samples } from "../core/samples";
import type { TrainingSettings } from "../core/training";
import { releaseFreeBuffers } from "../tensor/memory";
import type { NetworkSpec } from "../tensor/network";
import { summariseNetwork } from "../tensor/network";
import { optimizerRules } from "../tensor/optimizers/registry";
import { createAffineModel } from "./affine-model";
import { fitNetwork } from "./fit-network";
import type { NetworkHead } from "./network-head";
import { outputCountOf, problemOf } from "./network-head";

function specOf(inputCount: number, outputCount: number): NetworkSpec {
  return {
    inputShape: [inputCount],
    layers: [{ type: "dense", units: outputCount, activation: "linear", startsAtZero: true }],
  };
}

/** `outputCount` is the number of classes, or 1 for a number or two classes. */
export function describeAffine(inputCount: number, outputCount: number, training: TrainingSettings): NetworkSummary {
  const spec = specOf(inputCount, outputCount);
  return summariseNetwork(spec, training.batchSize, optimizerRules[training.optimizer].slots.length);
}

/** `penalty` is λ of ½λ‖w‖² added to the mean loss. */
export async function* fitAffine(
  family: string,
  head: NetworkHead,
  penalty: number,
  train: Samples,
  context: FitContext,
): AsyncGenerator<FitYield, FitOutcome> {
  const inputCount = train.features.length;
  const spec = specOf(inputCount, outputCountOf(head));
  const problem = { spec, ...problemOf(head, train, context), penalty, decay: 0 };
  const { network, failure } = yield* fitNetwork(problem, context);
  try {
    const blocks = await network.save();
    const kernel = blocks["0/kernel"]?.data ?? []; // [input, output]
    const outputCount = outputCountOf(head);
    // A number was learned in units of its deviation, around its mean.
    const { mean, deviation } = head.kind === "number" ? head : { mean: 0, deviation: 1 };
    const weights = Array.from(
      { length: outputCount },
      (_, output) => Float64Array.from({ length: inputCount }, (_, j) => deviation * kernel[j * outputCount + output]!), // within the kernel
    );
    const intercepts = Float64Array.from(blocks["0/bias"]?.data ?? [], (value) => mean + deviation * value);
    const model = createAffineModel({
      ...{ family, weights, intercepts },
      head: head.kind === "number" ? { ...head, mean: 0, deviation: 1 } : head,
      solver: "gradient",
      features: train.features,
      categories: context.categories,
      standardErrors: null,
    });
    return { model, failure };
  } finally {
    network.dispose();
    releaseFreeBuffers();
  }
}
