/** Fits a network that gives its inputs back, with the simpler rules that it is judged beside. */
import type { Block } from "../../core/block";
import { createBlock, sizeOf } from "../../core/block";
import { breathe } from "../../core/breathe";
import type { Estimator, FitContext, FittedModel, SavedModel } from "../../core/estimator";
import type { JsonObject } from "../../core/json";
import { createRandom } from "../../core/random";
import { inputFormOf, type Samples } from "../../core/samples";
import type { PrincipalComponents } from "../../metrics/principal-components";
import { releaseFreeBuffers } from "../../tensor/memory";
import type { Network } from "../../tensor/network";
import { createNetwork, summariseNetwork } from "../../tensor/network";
import { optimizerRules } from "../../tensor/optimizers/registry";
import { predictRows } from "../../tensor/predict";
import type { Rows } from "../../tensor/rows";
import { findLearningRate } from "../../training/find-learning-rate";
import { fitNetwork } from "../../training/fit-network";
import type { InputNoise, NetworkProblem } from "../../training/network-problem";
import { warnOfSize } from "../../training/network-size";
import { lossOfPlan, planAutoencoder, type AutoencoderPlan } from "./network";
import { learnReferences, referenceRules } from "./references";

const family = "autoencoder";

export const estimator: Estimator = {
  describe(inputs, _outputCount, hyperparameters, training, rowCount) {
    const { spec } = planAutoencoder(inputs.shape, hyperparameters);
    const summary = summariseNetwork(spec, training.batchSize, optimizerRules[training.optimizer].slots.length);
    // Every number of a row is asked for: there is as much to learn from it.
    const warning = warnOfSize(summary.weightCount, rowCount * sizeOf(inputs.shape));
    return warning ? { ...summary, warning } : summary;
  },
  isDescent: () => true,
  async *fit(train, context) {
    const plan = planAutoencoder(inputFormOf(train).shape, context.hyperparameters);
    // First of all, so that a stop later has nothing left to work out.
    const learned = await learnReferences(train.inputs, plan.codeSize, context.seed, context.signal.aborted);
    const modelOf = (network: Network) => createModel(network, plan, learned);
    const expose = (begun: Network) => context.expose?.(modelOf(begun));
    const { network, failure } = yield* fitNetwork(problemOf(plan, train, context), context, expose);
    return { model: modelOf(network), failure };
  },
  findRate(train, context) {
    const plan = planAutoencoder(inputFormOf(train).shape, context.hyperparameters);
    return findLearningRate(problemOf(plan, train, context), context);
  },
  async restore({ header, blocks }) {
    const { plan } = header as unknown as { plan: AutoencoderPlan }; // written by save()
    const { mean, directions, ...weights } = blocks;
    if (!mean || !directions) throw new RangeError("no simpler rules are saved");
    const network = createNetwork(plan.spec, createRandom(0));
    network.load(weights);
    const [count = 0] = directions.shape;
    const learned = { mean: Float64Array.from(mean.data), directions: Float64Array.from(directions.data), count };
    return createModel(network, plan, learned);
  },
};

function problemOf(plan: AutoencoderPlan, train: Samples, context: FitContext): NetworkProblem {
  const { hyperparameters, validation } = context;
  return {
    spec: plan.spec,
    loss: lossOfPlan(plan, hyperparameters),
    train: rowsOf(train),
    validation: validation && rowsOf(validation),
    metric: (meanError) => meanError,
    penalty: 0,
    decay: 0,
    givesBack: true,
    noise: noiseOf(hyperparameters),
    ...(train.fullScale ? { fullScale: train.fullScale } : {}),
  };
}

/** The inputs are their own targets, and lie in memory once. */
function rowsOf({ inputs, rows }: Samples): Rows {
  return {
    inputs,
    targets: inputs.data,
    targetWidth: sizeOf(inputs.shape.slice(1)),
    weights: new Float32Array(rows.length).fill(1),
  };
}

function noiseOf({ noise, noiseAmount }: JsonObject): InputNoise {
  const amount = noise === "none" ? 0 : Number(noiseAmount ?? 0);
  return { kind: noise === "masking" ? "masking" : "gaussian", amount };
}

/** It owns the network. */
function createModel(network: Network, plan: AutoencoderPlan, learned: PrincipalComponents): FittedModel {
  const { codeLayer, codeSize } = plan;
  const width = sizeOf(plan.spec.inputShape);
  return {
    async predict(inputs) {
      const outputs = await predictRows(network, inputs, breathe);
      // Behind what is given back stand the means and the logarithms of the variances.
      return codeLayer === null ? columnsOf(outputs, 0, width) : outputs;
    },
    reconstruction: {
      async encode(inputs) {
        if (codeLayer === null) return columnsOf(await predictRows(network, inputs, breathe), width, codeSize);
        return predictRows(network, inputs, breathe, (chunk) => {
          let code = chunk;
          network.apply(chunk, null, (index, values) => {
            if (index === codeLayer) code = values;
          });
          return code;
        });
      },
      references: referenceRules(learned),
    },
    async save(): Promise<SavedModel> {
      const header = { plan } as unknown as JsonObject; // plain data
      const { mean, directions, count } = learned;
      const rules = {
        mean: createBlock(Float32Array.from(mean), [width]),
        directions: createBlock(Float32Array.from(directions), [count, width]),
      };
      return { family, header, blocks: { ...(await network.save()), ...rules } };
    },
    dispose() {
      network.dispose();
      releaseFreeBuffers();
    },
  };
}

/** Some columns of [row, column]. */
function columnsOf({ data, shape }: Block, from: number, count: number): Block {
  const [rowCount = 0] = shape;
  const width = rowCount === 0 ? 0 : data.length / rowCount;
  const taken = new Float32Array(rowCount * count);
  for (let row = 0; row < rowCount; row++) {
    taken.set(data.subarray(row * width + from, row * width + from + count), row * count);
  }
  return createBlock(taken, [rowCount, count]);
}
