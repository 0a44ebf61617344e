/**
 * The part of a decoder that looks at a source (Vaswani et al. 2017), normalised before each half: the steps behind the source ask its steps,
 * y + attention(normalised y, source), then the same with two dense layers. Where to look is told by an encoder, whose blocks read the source for
 * the keys; what is found there is the source as it came in, not what the encoder has mixed together. So a step can only know of the source what
 * stands where it looks, and the weights tell where that is: for the same reason none of them is dropped.
 */
import { attend, attending } from "../kernels/attention";
import { fusedDense } from "../kernels/fused-dense";
import { tf } from "../tf";
import type { Activation } from "./activation";
import { activationLabel } from "./activation";
import { dense, type DenseSpec } from "./dense";
import { dropBy, shareOut, streamOf, weightsUnder } from "./inner-layers";
import type { LayerKind, LayerMode, WeightSpec } from "./layer";
import { layerNormalization } from "./layer-normalization";
import { stepsOf } from "./part";
import { selfAttention } from "./self-attention";
import { sequenceShape } from "./sliding-window";
import { transformerBlock, type TransformerBlockSpec } from "./transformer-block";

export interface CrossBlockSpec {
  readonly type: "cross-block";
  /** Steps of the source, which come first. */
  readonly source: number;
  readonly heads: number;
  readonly activation: Activation;
  /** Of what each half adds, and within the encoder; 0 where not given. */
  readonly dropout?: number;
  /** Blocks that read the source for the keys; none where not given. */
  readonly encoder?: { readonly blocks: number; readonly heads: number };
}

const normalisation = { type: "layer-normalization" } as const;

export const crossBlock: LayerKind<CrossBlockSpec> = {
  label({ heads, activation, encoder }) {
    const after = activationLabel(activation);
    const [en, zh] = encoder
      ? [
          `, keys by ${encoder.blocks} encoder block${encoder.blocks > 1 ? "s" : ""} of ${encoder.heads} heads`,
          `, 键来自 ${encoder.blocks} 个 ${encoder.heads} 头编码器块`,
        ]
      : ["", ""];
    return {
      en: `Cross-attention, ${heads} head${heads > 1 ? "s" : ""}${en}${after}`,
      zh: `交叉注意力, ${heads} 头${zh}${after}`,
    };
  },
  isStochastic: true,
  outputShape({ source, heads, encoder }, inputShape) {
    const [steps, width] = sequenceShape("a cross-attention block", inputShape);
    for (const count of [heads, encoder?.heads ?? 1]) {
      if (width % count !== 0) throw new RangeError(`${count} heads do not divide a width of ${width}`);
    }
    if (steps <= source) throw new RangeError(`${steps} steps leave none behind a source of ${source}`);
    return [steps, width];
  },
  weights: (spec, inputShape) => partsOf(spec, inputShape.at(-1) ?? 0).flat(),
  innerShapes(spec, [steps = 0, width = 0]) {
    const { source, heads } = spec;
    const reading = readersOf(spec).flatMap((reader) => transformerBlock.innerShapes?.(reader, [source, width]) ?? []);
    const [own, read] = [
      [steps - source, width],
      [source, width],
    ];
    const attended = [heads, steps - source, source];
    return [...reading, own, own, own, own, read, read, attended, [steps - source, 4 * width]];
  },
  apply(spec, inputs, weights, mode) {
    const { source, heads, dropout: rate = 0 } = spec;
    const steps = inputs.shape[1] ?? 0;
    const [, , mapping, between, widening, narrowing] = shares(spec, inputs, weights);
    const { queries, keys, read, mask } = asked(spec, inputs, weights, mode);
    const [, , , valueKernel, valueBias, outputKernel, outputBias] = mapping;
    const values = fusedDense(read, valueKernel!, valueBias!, "linear"); // made by weights(), as below
    const heard = fusedDense(attend(queries, keys, values, { heads, mask }), outputKernel!, outputBias!, "linear");
    const drop = (x: tf.Tensor, stream: number) => dropBy(rate, mode, stream, x);
    const middle = tf.add(stepsOf(inputs, source, steps), drop(heard, 2));
    const { wide, narrow } = denseOf(spec, inputs.shape[2] ?? 0);
    const turned = layerNormalization.apply(normalisation, middle, between, mode);
    const done = dense.apply(narrow, dense.apply(wide, turned, widening, mode), narrowing, mode);
    return tf.concat([stepsOf(inputs, 0, source), tf.add(middle, drop(done, 3))], 1);
  },
  attention(spec, inputs, weights, mode) {
    const { queries, keys, mask } = asked(spec, inputs, weights, mode);
    return attending(queries, keys, { heads: spec.heads, mask });
  },
};

/** Queries of the steps behind the source, keys of its steps as the encoder has read them, and what stands there. */
function asked(spec: CrossBlockSpec, inputs: tf.Tensor, weights: readonly tf.Tensor[], mode: LayerMode) {
  const { source } = spec;
  const [before, reading, mapping, , , , ...encoding] = shares(spec, inputs, weights);
  const mask = mode.mask && (stepsOf(mode.mask, 0, source) as tf.Tensor2D); // of the same rank
  const own = layerNormalization.apply(normalisation, stepsOf(inputs, source, inputs.shape[1] ?? 0), before, mode);
  const given = stepsOf(inputs, 0, source);
  const understood = readersOf(spec).reduce(
    (steps, reader, i) => transformerBlock.apply(reader, steps, encoding[i] ?? [], { ...streamOf(mode, 4 + i), mask }),
    given,
  );
  const normal = (steps: tf.Tensor) => layerNormalization.apply(normalisation, steps, reading, mode);
  const [queryKernel, queryBias, keyKernel] = mapping;
  return {
    queries: fusedDense(own, queryKernel!, queryBias!, "linear"), // made by weights(), as the next
    keys: fusedDense(normal(understood), keyKernel!, null, "linear"),
    read: normal(given),
    mask,
  };
}

/** The blocks of the encoder. */
function readersOf({ encoder, activation, dropout }: CrossBlockSpec): readonly TransformerBlockSpec[] {
  if (!encoder) return [];
  const reader: TransformerBlockSpec = {
    ...{ type: "transformer-block", heads: encoder.heads, activation },
    ...(dropout !== undefined && { dropout }),
  };
  return Array.from({ length: encoder.blocks }, () => reader);
}

function denseOf(
  { activation }: CrossBlockSpec,
  width: number,
): { readonly wide: DenseSpec; readonly narrow: DenseSpec } {
  return {
    wide: { type: "dense", units: 4 * width, activation },
    narrow: { type: "dense", units: width, activation: "linear" },
  };
}

/** The weights of each layer inside, in their order. */
function partsOf(spec: CrossBlockSpec, width: number) {
  const { wide, narrow } = denseOf(spec, width);
  const shape = [1, width];
  const attention = { type: "self-attention", heads: spec.heads, keyDim: width / spec.heads } as const;
  const lists: readonly (readonly [name: string, weights: readonly WeightSpec[]])[] = [
    ["before-attention", layerNormalization.weights(normalisation, shape)],
    ["source", layerNormalization.weights(normalisation, shape)],
    ["attention", selfAttention.weights(attention, shape)],
    ["before-dense", layerNormalization.weights(normalisation, shape)],
    ["wide", dense.weights(wide, shape)],
    ["narrow", dense.weights(narrow, dense.outputShape(wide, shape))],
    ...readersOf(spec).map((reader, i) => [`encoder-${i + 1}`, transformerBlock.weights(reader, shape)] as const),
  ];
  return lists.map(([name, weights]) => weightsUnder(name, weights));
}

type Own = readonly tf.Tensor[];
type Shares = readonly [
  before: Own,
  source: Own,
  attending: Own,
  between: Own,
  widening: Own,
  narrowing: Own,
  ...encoding: Own[],
];

/** The variables of each layer inside. */
function shares(spec: CrossBlockSpec, inputs: tf.Tensor, weights: readonly tf.Tensor[]): Shares {
  const parts = partsOf(spec, inputs.shape[2] ?? 0);
  return shareOut(weights, parts) as unknown as Shares; // one for each of the six, and those of the encoder
}
