/** Every layer that a network may have: one line in the union and one in the table. */
import type { AttentionGateSpec } from "./attention-gate";
import { attentionGate } from "./attention-gate";
import type { AveragePooling2dSpec } from "./average-pooling2d";
import { averagePooling2d } from "./average-pooling2d";
import type { BackboneSpec } from "./backbone";
import { backbone } from "./backbone";
import type { BatchNormalizationSpec } from "./batch-normalization";
import { batchNormalization } from "./batch-normalization";
import type { BidirectionalSpec } from "./bidirectional";
import { bidirectionalOf } from "./bidirectional";
import type { Conv1dSpec } from "./conv1d";
import { conv1d } from "./conv1d";
import type { Conv2dSpec } from "./conv2d";
import { conv2d } from "./conv2d";
import type { Conv2dTransposeSpec } from "./conv2d-transpose";
import { conv2dTranspose } from "./conv2d-transpose";
import type { CrossBlockSpec } from "./cross-block";
import { crossBlock } from "./cross-block";
import type { DenseSpec } from "./dense";
import { dense } from "./dense";
import type { DepthwiseConv2dSpec } from "./depthwise-conv2d";
import { depthwiseConv2d } from "./depthwise-conv2d";
import type { DropoutSpec } from "./dropout";
import { dropout } from "./dropout";
import type { EmbeddingSpec } from "./embedding";
import { embedding } from "./embedding";
import type { FlattenSpec } from "./flatten";
import { flatten } from "./flatten";
import type { GlobalAveragePoolingSpec, GlobalMaxPoolingSpec } from "./global-pooling";
import { globalAveragePooling, globalMaxPooling } from "./global-pooling";
import type { GruSpec } from "./gru";
import { gru } from "./gru";
import type { LayerKind } from "./layer";
import type { LastStepSpec } from "./last-step";
import { lastStep } from "./last-step";
import type { LayerNormalizationSpec } from "./layer-normalization";
import { layerNormalization } from "./layer-normalization";
import type { LstmSpec } from "./lstm";
import { lstm } from "./lstm";
import type { MaxPooling1dSpec } from "./max-pooling1d";
import { maxPooling1d } from "./max-pooling1d";
import type { MaxPooling2dSpec } from "./max-pooling2d";
import { maxPooling2d } from "./max-pooling2d";
import type { PartSpec } from "./part";
import { partOf } from "./part";
import type { PatchesSpec } from "./patches";
import { patches } from "./patches";
import type { PositionsSpec } from "./positions";
import { positions } from "./positions";
import type { ReshapeSpec } from "./reshape";
import { reshape } from "./reshape";
import type { ResidualSpec } from "./residual";
import { residualOf } from "./residual";
import type { SelfAttentionSpec } from "./self-attention";
import { selfAttention } from "./self-attention";
import type { SeparableConv2dSpec } from "./separable-conv2d";
import { separableConv2d } from "./separable-conv2d";
import type { SimpleRnnSpec } from "./simple-rnn";
import { simpleRnn } from "./simple-rnn";
import type { SkipStepsSpec } from "./skip-steps";
import { skipSteps } from "./skip-steps";
import type { StandardiseSpec } from "./standardise";
import { standardise } from "./standardise";
import type { TemporalBlockSpec } from "./temporal-block";
import { temporalBlock } from "./temporal-block";
import type { TransformerBlockSpec } from "./transformer-block";
import { transformerBlock } from "./transformer-block";
import type { VariationalSpec } from "./variational";
import { variationalOf } from "./variational";

/** Layers that read a sequence step by step. */
export type RecurrentLayerSpec = GruSpec | LstmSpec | SimpleRnnSpec;

/** Layers that hold no others. */
type SingleLayerSpec =
  | AttentionGateSpec
  | AveragePooling2dSpec
  | BackboneSpec
  | BatchNormalizationSpec
  | Conv1dSpec
  | Conv2dSpec
  | Conv2dTransposeSpec
  | CrossBlockSpec
  | DenseSpec
  | DepthwiseConv2dSpec
  | DropoutSpec
  | EmbeddingSpec
  | FlattenSpec
  | GlobalAveragePoolingSpec
  | GlobalMaxPoolingSpec
  | LastStepSpec
  | LayerNormalizationSpec
  | MaxPooling1dSpec
  | MaxPooling2dSpec
  | PatchesSpec
  | PositionsSpec
  | RecurrentLayerSpec
  | ReshapeSpec
  | SelfAttentionSpec
  | SeparableConv2dSpec
  | SkipStepsSpec
  | StandardiseSpec
  | TemporalBlockSpec
  | TransformerBlockSpec;

export type LayerSpec =
  | SingleLayerSpec
  | BidirectionalSpec<RecurrentLayerSpec>
  | PartSpec<SingleLayerSpec>
  | ResidualSpec<SingleLayerSpec>
  | VariationalSpec<SingleLayerSpec>;

const kinds: { readonly [Type in SingleLayerSpec["type"]]: LayerKind<Extract<SingleLayerSpec, { type: Type }>> } = {
  "attention-gate": attentionGate,
  "average-pooling2d": averagePooling2d,
  backbone,
  "batch-normalization": batchNormalization,
  conv1d,
  conv2d,
  "conv2d-transpose": conv2dTranspose,
  "cross-block": crossBlock,
  dense,
  "depthwise-conv2d": depthwiseConv2d,
  dropout,
  embedding,
  flatten,
  "global-average-pooling": globalAveragePooling,
  "global-max-pooling": globalMaxPooling,
  gru,
  "last-step": lastStep,
  "layer-normalization": layerNormalization,
  lstm,
  "max-pooling1d": maxPooling1d,
  "max-pooling2d": maxPooling2d,
  patches,
  positions,
  reshape,
  "self-attention": selfAttention,
  "separable-conv2d": separableConv2d,
  "simple-rnn": simpleRnn,
  "skip-steps": skipSteps,
  standardise,
  "temporal-block": temporalBlock,
  "transformer-block": transformerBlock,
};

const residual = residualOf(singleKind);
const variational = variationalOf(singleKind);
const part = partOf(singleKind);
const bidirectional = bidirectionalOf<RecurrentLayerSpec>(singleKind);

function singleKind(spec: SingleLayerSpec): LayerKind<SingleLayerSpec> {
  return kinds[spec.type]; // the table pairs each type with its kind
}

export function layerKind(spec: LayerSpec): LayerKind<LayerSpec> {
  // Each takes its own spec.
  switch (spec.type) {
    case "bidirectional":
      return bidirectional;
    case "part":
      return part;
    case "residual":
      return residual;
    case "variational":
      return variational;
    default:
      return singleKind(spec);
  }
}
