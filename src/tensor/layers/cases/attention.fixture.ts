/** Layers that attend, tell places apart, or cut images into sequences. */
import { attention64 } from "../../kernels/attention.fixture";
import { scramble } from "../../kernels/cpu/seeded-mask";
import type { AttentionGateSpec } from "../attention-gate";
import type { PatchesSpec } from "../patches";
import type { PositionsSpec } from "../positions";
import type { SelfAttentionSpec } from "../self-attention";
import type { TransformerBlockSpec } from "../transformer-block";
import type { LayerCase } from "./layer-case.fixture";
import { caseSeed, caseStep } from "./layer-case.fixture";
import { normalised } from "./normalization.fixture";
import type { Array64 } from "./references.fixture";
import { dense64, map64, relu, shaped64 } from "./references.fixture";
import { maskAt } from "./row.fixture";

/** Every step by itself. */
export function denseSteps64(x: Array64, kernel: Array64, bias?: Array64): Array64 {
  const [batch, steps, width] = x.shape as [number, number, number]; // a sequence
  const rows = dense64(shaped64(x, [batch * steps, width]), kernel, bias);
  return shaped64(rows, [batch, steps, kernel.shape[1]!]); // a matrix
}

export function mask64(lengths: readonly number[] | undefined, steps: number): Float64Array | null {
  if (!lengths) return null;
  return Float64Array.from(lengths.flatMap((length) => Array.from({ length: steps }, (_, j) => Number(j < length))));
}

/** Scores of normal weights are of the size of ten, and their rounding grows by that: measured at most 4.9e-6. */
export const tolerance = 2e-5;

interface Given {
  readonly lengths?: readonly number[];
  readonly seed?: number;
}

export function selfAttention64(
  spec: SelfAttentionSpec,
  x: Array64,
  weights: readonly Array64[],
  given: Given,
): Array64 {
  const [batch, steps] = x.shape as [number, number, number]; // a sequence
  const { heads, keyDim, isCausal = false, dropout: rate = 0 } = spec;
  const { lengths, seed = caseSeed } = given;
  const [queryKernel, queryBias, keyKernel, valueKernel, valueBias, outputKernel, outputBias] = weights;
  const { data: q } = denseSteps64(x, queryKernel!, queryBias); // the layer's weights, as below
  const { data: k } = denseSteps64(x, keyKernel!);
  const { data: v } = denseSteps64(x, valueKernel!, valueBias);
  const problem = {
    ...{ batch, heads, queries: steps, keys: steps, depth: keyDim, valueDepth: keyDim, isCausal },
    ...(rate > 0 && { dropout: { rate, seed, step: caseStep } }),
  };
  const { outputs } = attention64(problem, { q, k, v, mask: mask64(lengths, steps) });
  return denseSteps64({ data: outputs, shape: [batch, steps, heads * keyDim] }, outputKernel!, outputBias);
}

function selfAttentionOf(
  what: string,
  spec: Omit<SelfAttentionSpec, "type">,
  inputShape: readonly [number, number],
  batch: number,
  given: Given = {},
): LayerCase<SelfAttentionSpec> {
  const whole = { type: "self-attention", ...spec } as const;
  return {
    name: `self-attention, ${what}`,
    ...{ spec: whole, inputShape, batch, tolerance, ...given },
    reference: (x, weights) => selfAttention64(whole, x, weights, given),
  };
}

export const selfAttentions: readonly LayerCase<SelfAttentionSpec>[] = [
  selfAttentionOf("one head", { heads: 1, keyDim: 4 }, [5, 3], 2),
  selfAttentionOf("several heads, causal", { heads: 3, keyDim: 2, isCausal: true }, [7, 5], 2),
  selfAttentionOf("filled up", { heads: 2, keyDim: 4 }, [6, 3], 3, { lengths: [6, 1, 4] }),
  selfAttentionOf("dropout", { heads: 2, keyDim: 4, dropout: 0.4 }, [6, 3], 2, { lengths: [5, 6] }),
];

export const attentionGates: readonly LayerCase<AttentionGateSpec>[] = (
  [
    ["whole", [5, 3], 2, {}, 0],
    ["filled up, one of them altogether", [6, 5], 3, { lengths: [6, 2, 0] }, 0],
    ["dropout", [9, 4], 2, { lengths: [9, 7] }, 0.2],
  ] as const
).map(([what, inputShape, batch, given, rate]) => ({
  name: `attention gate, ${what}`,
  spec: { type: "attention-gate", dropout: rate },
  ...{ inputShape, batch, ...given },
  reference: (x, [kernel]) => {
    const [steps, depth] = inputShape;
    const problem = { batch, heads: 1, queries: 1, keys: steps, depth, valueDepth: depth, scale: 1 };
    const dropout = { rate, seed: caseSeed, step: caseStep };
    const q = Float64Array.from({ length: batch * depth }, (_, i) => kernel!.data[i % depth]!); // one for each feature
    const arrays = { q, k: x.data, v: x.data, mask: mask64("lengths" in given ? given.lengths : undefined, steps) };
    return { data: attention64({ ...problem, ...(rate > 0 && { dropout }) }, arrays).outputs, shape: [batch, depth] };
  },
}));

export const positionLayers: readonly LayerCase<PositionsSpec>[] = (["learned", "sinusoidal"] as const).map((kind) => ({
  name: `positions, ${kind}`,
  spec: { type: "positions", kind },
  inputShape: [5, 3],
  batch: 4,
  reference: ({ data, shape }, [table]) => ({ data: data.map((value, i) => value + table!.data[i % 15]!), shape }), // one for each place
}));

export const patchLayers: readonly LayerCase<PatchesSpec>[] = (
  [
    [2, [4, 6, 3]],
    [3, [7, 10, 1]],
    [1, [2, 3, 2]],
  ] as const
).map(([size, inputShape]) => ({
  name: `patches of ${size} from ${inputShape.join(" × ")}`,
  spec: { type: "patches", size },
  inputShape,
  batch: 2,
  reference: (x) => {
    const [height, width, channels] = inputShape;
    const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
    const found: number[] = [];
    for (let n = 0; n < 2; n++)
      for (let patch = 0; patch < rows * columns; patch++)
        for (let at = 0; at < size * size; at++) {
          const y = Math.floor(patch / columns) * size + Math.floor(at / size);
          const column = (patch % columns) * size + (at % size);
          const from = ((n * height + y) * width + column) * channels;
          found.push(...x.data.subarray(from, from + channels));
        }
    return { data: Float64Array.from(found), shape: [2, rows * columns, size * size * channels] };
  },
}));

export function sum64(a: Array64, b: Array64): Array64 {
  return { data: a.data.map((value, i) => value + b.data[i]!), shape: a.shape }; // of one shape
}

/** The seed of one of several draws. */
export const seedOf = (stream: number, seed = caseSeed) => scramble(seed + stream) >>> 1;

export function block64(spec: TransformerBlockSpec, x: Array64, weights: readonly Array64[], given: Given): Array64 {
  const [, , width] = x.shape as [number, number, number]; // a sequence
  const { heads, keyDim = width / heads, isCausal, dropout: rate = 0 } = spec;
  const drop = (y: Array64, stream: number) =>
    rate === 0 ? y : { ...y, data: y.data.map((value, i) => value * maskAt(i, rate, seedOf(stream, given.seed))) };
  const attention = { type: "self-attention", heads, keyDim, dropout: rate, ...(isCausal && { isCausal }) } as const;
  const asked = normalised("layer", x, weights.slice(0, 2)).y;
  const heard = selfAttention64(attention, asked, weights.slice(2, 9), { ...given, seed: seedOf(1, given.seed) });
  const middle = sum64(x, drop(heard, 2));
  const turned = normalised("layer", middle, weights.slice(9, 11)).y;
  const bend = spec.activation === "relu" ? relu : Math.tanh;
  const widened = map64(denseSteps64(turned, weights[11]!, weights[12]), bend); // the inner kernel
  return sum64(middle, drop(denseSteps64(widened, weights[13]!, weights[14]), 3)); // the last kernel
}

export const transformerBlocks: readonly LayerCase<TransformerBlockSpec>[] = (
  [
    ["two heads, relu", { heads: 2, activation: "relu" }, [5, 6], 2, {}],
    [
      "causal, sizes of its own, tanh",
      { heads: 3, keyDim: 2, units: 7, activation: "tanh", isCausal: true },
      [4, 5],
      1,
      {},
    ],
    ["filled up, dropout", { heads: 1, activation: "relu", dropout: 0.3 }, [6, 4], 2, { lengths: [3, 6] }],
  ] as const
).map(([what, spec, inputShape, batch, given]) => {
  const whole = { type: "transformer-block", ...spec } as const;
  return {
    name: `Transformer block, ${what}`,
    ...{ spec: whole, inputShape, batch, tolerance, ...given },
    reference: (x, weights) => block64(whole, x, weights, given),
  };
});
