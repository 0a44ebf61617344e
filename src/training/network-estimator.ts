/** Makes an estimator of a family of networks: the family only says which layers stand before the last one. */
import type { Block } from "../core/block";
import { breathe } from "../core/breathe";
import type { Estimator, FitContext, FittedModel, Materials, SavedModel } from "../core/estimator";
import type { JsonObject } from "../core/json";
import { decayOf } from "../core/network-fields";
import { createRandom } from "../core/random";
import { inputFormOf, type InputForm, type Samples } from "../core/samples";
import { learnsChange } from "../core/sequence-fields";
import type { LayerSpec } from "../tensor/layers/registry";
import { releaseFreeBuffers } from "../tensor/memory";
import type { Network, NetworkSpec } from "../tensor/network";
import { createNetwork, summariseNetwork } from "../tensor/network";
import { optimizerRules } from "../tensor/optimizers/registry";
import { predictRows } from "../tensor/predict";
import { findLearningRate } from "./find-learning-rate";
import { fitNetwork } from "./fit-network";
import { languageModelOf } from "./language/language-model";
import { canShowAttention, lookAtAttention } from "./look-at-attention";
import { lookAtNetwork } from "./look-at-network";
import { warnOfSize } from "./network-size";
import type { ClassLoss, NetworkHead } from "./network-head";
import { headOf, outputCountOf, predictionsOf, problemOf } from "./network-head";
import type { NetworkProblem } from "./network-problem";

export interface NetworkFamily {
  readonly family: string;
  /** The layers before the last one, for inputs of this form. */
  hiddenLayers(inputs: InputForm, hyperparameters: JsonObject): readonly LayerSpec[];
  /** How classes are told apart; by plain cross-entropy where not given. */
  classLoss?(hyperparameters: JsonObject): ClassLoss;
}

export function createNetworkEstimator(family: NetworkFamily): Estimator {
  const specOf = (inputs: InputForm, outputCount: number, hyperparameters: JsonObject): NetworkSpec => ({
    inputShape: inputs.shape,
    layers: [
      ...family.hiddenLayers(inputs, hyperparameters),
      { type: "dense", units: outputCount, activation: "linear" },
      ...(inputs.foretells ? [{ type: "flatten" } as const] : []),
    ],
    ...(inputs.vocabularySize === undefined ? {} : { isPadded: true }),
  });
  const problemFor = (train: Samples, context: FitContext) => {
    const { materials, hyperparameters } = context;
    const head = headOf(train, context, learnsChange(hyperparameters));
    const form = withVectors(inputFormOf(train), materials);
    const spec = specOf(form, outputCountOf(head), hyperparameters);
    const problem: NetworkProblem = {
      spec,
      ...problemOf(head, train, context, family.classLoss?.(context.hyperparameters)),
      penalty: 0,
      decay: decayOf(context.hyperparameters),
      ...(train.fullScale ? { fullScale: train.fullScale } : {}),
      ...(materials?.wordTable && form.vectorSize !== undefined
        ? {
            start: { "0/embeddings": materials.wordTable },
            ...(hyperparameters["vectorMode"] === "frozen" ? { firstLayerRate: 0 } : {}),
          }
        : {}),
    };
    return { head, problem };
  };
  return {
    describe(inputs, outputCount, hyperparameters, training, rowCount, materials) {
      const spec = specOf(withVectors(inputs, materials), outputCount, hyperparameters);
      const summary = summariseNetwork(spec, training.batchSize, optimizerRules[training.optimizer].slots.length);
      const warning = warnOfSize(summary.weightCount, rowCount);
      return warning ? { ...summary, warning } : summary;
    },
    isDescent: () => true,
    async *fit(train, context) {
      const { head, problem } = problemFor(train, context);
      const modelOf = (network: Network) => createNetworkModel(family.family, network, head);
      const { network, failure } = yield* fitNetwork(problem, context, (begun) => context.expose?.(modelOf(begun)));
      return { model: modelOf(network), failure };
    },
    findRate: (train, context) => findLearningRate(problemFor(train, context).problem, context),
    restore: (saved) => restoreNetworkModel(family.family, saved),
  };
}

/** Tokens whose vectors are given know how many numbers each has. */
function withVectors(form: InputForm, materials: Materials | undefined): InputForm {
  const size = form.vocabularySize === undefined ? undefined : materials?.vectors?.size;
  return size === undefined ? form : { ...form, vectorSize: size };
}

/** The model of `createNetworkModel` from what it saved. */
export async function restoreNetworkModel(family: string, saved: SavedModel): Promise<FittedModel> {
  const { spec, head } = saved.header as unknown as { spec: NetworkSpec; head: NetworkHead }; // written by save()
  const network = createNetwork(spec, createRandom(0));
  network.load(saved.blocks);
  return createNetworkModel(family, network, head);
}

/** A network and what its outputs mean; it owns the network. */
export function createNetworkModel(family: string, network: Network, head: NetworkHead): FittedModel {
  return {
    ...(head.kind === "tokens"
      ? languageModelOf(network, head.vocabulary, head.sourceSteps)
      : { predict: async (inputs: Block) => predictionsOf(head, await predictRows(network, inputs, breathe), inputs) }),
    // Only pictures have height, width and channels.
    ...(network.spec.inputShape.length === 3
      ? { look: (picture: Block | null) => lookAtNetwork(network, head, picture) }
      : {}),
    // What a model of a language attends to is not an answer of one row.
    ...(head.kind !== "tokens" && canShowAttention(network.spec)
      ? { attend: (inputs: Block, layer: number) => lookAtAttention(network, head, inputs, layer) }
      : {}),
    async save(): Promise<SavedModel> {
      const header = { spec: network.spec, head } as unknown as JsonObject; // both are plain data
      return { family, header, blocks: await network.save() };
    },
    dispose() {
      network.dispose();
      releaseFreeBuffers();
    },
  };
}
