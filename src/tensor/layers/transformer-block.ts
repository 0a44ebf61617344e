/**
 * A block of a Transformer, normalised before each half (Xiong et al. 2020): x + attention(normalised x), then the same
 * with two dense layers in place of the attention. While fitting, dropout of the attention's weights and of what each half
 * adds.
 */
import { tf } from "../tf";
import type { Activation } from "./activation";
import { activationLabel } from "./activation";
import type { DenseSpec } from "./dense";
import { dense } from "./dense";
import { dropBy, shareOut, streamOf, weightsUnder } from "./inner-layers";
import type { LayerKind, WeightSpec } from "./layer";
import { layerNormalization } from "./layer-normalization";
import type { SelfAttentionSpec } from "./self-attention";
import { selfAttention } from "./self-attention";
import { sequenceShape } from "./sliding-window";

export interface TransformerBlockSpec {
  readonly type: "transformer-block";
  readonly heads: number;
  /** Numbers of a query, a key and a value of one head; the width over the heads where not given. */
  readonly keyDim?: number;
  /** Units of the inner dense layer; four times the width where not given. */
  readonly units?: number;
  readonly activation: Activation;
  /** 0 where not given. */
  readonly dropout?: number;
  /** Given only as true: a step sees no step that comes after it. */
  readonly isCausal?: true;
}

const normalisation = { type: "layer-normalization" } as const;

export const transformerBlock: LayerKind<TransformerBlockSpec> = {
  label({ heads, activation, isCausal }) {
    const after = activationLabel(activation);
    const [en, zh] = isCausal ? [", causal", ", 因果"] : ["", ""];
    return { en: `Transformer block, ${heads} heads${en}${after}`, zh: `Transformer 块, ${heads} 头${zh}${after}` };
  },
  isStochastic: true,
  outputShape(spec, inputShape) {
    const [steps, width] = sequenceShape("a Transformer block", inputShape);
    if (spec.keyDim === undefined && width % spec.heads !== 0)
      throw new RangeError(`${spec.heads} heads do not divide a width of ${width}`);
    return [steps, width];
  },
  weights: (spec, inputShape) => partsOf(spec, inputShape).flat(),
  innerShapes(spec, inputShape) {
    const { attention, wide } = specsOf(spec, inputShape);
    const ofAttention = selfAttention.innerShapes?.(attention, inputShape) ?? [];
    const same = [inputShape, inputShape, inputShape, inputShape];
    return [...same, ...ofAttention, [inputShape[0] ?? 0, wide.units]];
  },
  apply(spec, inputs, weights, mode) {
    const { dropout: rate = 0 } = spec;
    const { attention, wide, narrow } = specsOf(spec, inputs.shape.slice(1));
    const [before, attending, between, widening, narrowing] = shares(spec, inputs, weights);
    const drop = (x: tf.Tensor, stream: number) => dropBy(rate, mode, stream, x);
    const asked = layerNormalization.apply(normalisation, inputs, before, mode);
    const heard = selfAttention.apply(attention, asked, attending, streamOf(mode, 1));
    const middle = tf.add(inputs, drop(heard, 2));
    const turned = layerNormalization.apply(normalisation, middle, between, mode);
    const widened = dense.apply(wide, turned, widening, mode);
    return tf.add(middle, drop(dense.apply(narrow, widened, narrowing, mode), 3));
  },
  attention(spec, inputs, weights, mode) {
    const { attention } = specsOf(spec, inputs.shape.slice(1));
    const [before, attending] = shares(spec, inputs, weights);
    const asked = layerNormalization.apply(normalisation, inputs, before, mode);
    return selfAttention.attention!(attention, asked, attending, mode); // it has one
  },
};

/** The layers inside. */
function specsOf(spec: TransformerBlockSpec, inputShape: readonly number[]) {
  const [, width = 0] = inputShape;
  const { heads, keyDim = width / heads, units = 4 * width, activation, dropout, isCausal } = spec;
  const attention: SelfAttentionSpec = {
    ...{ type: "self-attention", heads, keyDim },
    ...(dropout !== undefined && { dropout }),
    ...(isCausal && { isCausal }),
  };
  const wide: DenseSpec = { type: "dense", units, activation };
  const narrow: DenseSpec = { type: "dense", units: width, activation: "linear" };
  return { attention, wide, narrow };
}

/** The weights of each layer inside, in their order. */
function partsOf(spec: TransformerBlockSpec, inputShape: readonly number[]) {
  const { attention, wide, narrow } = specsOf(spec, inputShape);
  const lists: readonly (readonly [name: string, weights: readonly WeightSpec[]])[] = [
    ["before-attention", layerNormalization.weights(normalisation, inputShape)],
    ["attention", selfAttention.weights(attention, inputShape)],
    ["before-dense", layerNormalization.weights(normalisation, inputShape)],
    ["wide", dense.weights(wide, inputShape)],
    ["narrow", dense.weights(narrow, dense.outputShape(wide, inputShape))],
  ];
  return lists.map(([name, weights]) => weightsUnder(name, weights));
}

/** The variables of each layer inside. */
function shares(spec: TransformerBlockSpec, inputs: tf.Tensor, weights: readonly tf.Tensor[]): Shares {
  return shareOut(weights, partsOf(spec, inputs.shape.slice(1))) as unknown as Shares; // one for each of the five
}

type Own = readonly tf.Tensor[];
type Shares = readonly [before: Own, attending: Own, between: Own, widening: Own, narrowing: Own];
