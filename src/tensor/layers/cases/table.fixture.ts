/** Layers at odd sizes, with strides and paddings, each with its 64-bit reference: at least one case for every layer there is. */
import type { LayerSpec } from "../registry";
import { backbones, standardisations } from "./backbone.fixture";
import { attentionGates, patchLayers, positionLayers, selfAttentions, transformerBlocks } from "./attention.fixture";
import { depthwises, separables } from "./channelwise.fixture";
import { convolutions, sequences, transposed } from "./convolution.fixture";
import { crossBlocks, partLayers, skippings } from "./encoder-decoder.fixture";
import type { LayerCase } from "./layer-case.fixture";
import { batchNormalizations, layerNormalizations } from "./normalization.fixture";
import { averages, globalAverages, globalMaxima, maxima, sequenceMaxima } from "./pooling.fixture";
import { bidirectionals, grus, lstms, simpleRnns } from "./recurrent.fixture";
import { residuals } from "./residual.fixture";
import { denses, dropouts, embeddings, flattens } from "./row.fixture";
import { lastSteps, temporalBlocks } from "./temporal.fixture";
import { reshapes, variationals } from "./variational.fixture";

/** A layer that is missing here does not compile. */
const casesOf: { readonly [Type in LayerSpec["type"]]: readonly LayerCase<Extract<LayerSpec, { type: Type }>>[] } = {
  "attention-gate": attentionGates,
  "average-pooling2d": averages,
  backbone: backbones,
  "batch-normalization": batchNormalizations,
  bidirectional: bidirectionals,
  conv1d: sequences,
  conv2d: convolutions,
  "conv2d-transpose": transposed,
  "cross-block": crossBlocks,
  dense: denses,
  "depthwise-conv2d": depthwises,
  dropout: dropouts,
  embedding: embeddings,
  flatten: flattens,
  "global-average-pooling": globalAverages,
  "global-max-pooling": globalMaxima,
  gru: grus,
  "last-step": lastSteps,
  "layer-normalization": layerNormalizations,
  lstm: lstms,
  "max-pooling1d": sequenceMaxima,
  "max-pooling2d": maxima,
  part: partLayers,
  residual: residuals,
  patches: patchLayers,
  positions: positionLayers,
  reshape: reshapes,
  "self-attention": selfAttentions,
  "separable-conv2d": separables,
  "simple-rnn": simpleRnns,
  "skip-steps": skippings,
  standardise: standardisations,
  "temporal-block": temporalBlocks,
  "transformer-block": transformerBlocks,
  variational: variationals,
};

/** The cases of each type of layer. */
export const layerTable: readonly (readonly [type: string, cases: readonly LayerCase[]])[] = Object.entries(casesOf);

export const layerCases: readonly LayerCase[] = layerTable.flatMap(([, cases]) => cases);
