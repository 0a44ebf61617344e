/** Layers of an encoder and a decoder in one row. */
import { attention64 } from "../../kernels/attention.fixture";
import type { CrossBlockSpec } from "../cross-block";
import type { PartSpec } from "../part";
import type { SelfAttentionSpec } from "../self-attention";
import type { SkipStepsSpec } from "../skip-steps";
import { block64, denseSteps64, mask64, seedOf, selfAttention64, sum64, tolerance } from "./attention.fixture";
import type { LayerCase } from "./layer-case.fixture";
import { normalised } from "./normalization.fixture";
import type { Array64 } from "./references.fixture";
import { map64, relu } from "./references.fixture";
import { maskAt } from "./row.fixture";

/** Steps from..to of a sequence. */
function steps64({ data, shape }: Array64, from: number, to: number): Array64 {
  const [batch, steps, width] = shape as [number, number, number]; // a sequence
  const parts = Array.from({ length: batch }, (_, n) =>
    data.subarray((n * steps + from) * width, (n * steps + to) * width),
  );
  return { data: Float64Array.from(parts.flatMap((part) => [...part])), shape: [batch, to - from, width] };
}

function joined64(parts: readonly Array64[]): Array64 {
  const [batch, , width] = parts[0]!.shape as [number, number, number]; // at least one, of sequences
  const rows = Array.from(
    { length: batch },
    (_, n) =>
      parts.flatMap(({ data, shape }) => [...data.subarray(n * shape[1]! * width, (n + 1) * shape[1]! * width)]), // sequences
  );
  const steps = parts.reduce((sum, { shape }) => sum + shape[1]!, 0); // as above
  return { data: Float64Array.from(rows.flat()), shape: [batch, steps, width] };
}

interface Given {
  readonly lengths?: readonly number[];
}

function cross64(spec: CrossBlockSpec, x: Array64, weights: readonly Array64[], { lengths }: Given): Array64 {
  const [batch, steps, width] = x.shape as [number, number, number]; // a sequence
  const { source, heads, dropout: rate = 0, encoder } = spec;
  const [own, read] = [steps64(x, source, steps), steps64(x, 0, source)];
  const asking = normalised("layer", own, weights.slice(0, 2)).y;
  const given = normalised("layer", read, weights.slice(2, 4)).y;
  const reader = {
    type: "transformer-block",
    heads: encoder?.heads ?? 1,
    activation: spec.activation,
    dropout: rate,
  } as const;
  const inSource = lengths && { lengths: lengths.map((length) => Math.min(source, length)) };
  const understood = Array.from({ length: encoder?.blocks ?? 0 }).reduce<Array64>((steps, _, i) => {
    const own = weights.slice(17 + 15 * i, 32 + 15 * i);
    return block64(reader, steps, own, { ...inSource, seed: seedOf(4 + i) });
  }, read);
  const asked = normalised("layer", understood, weights.slice(2, 4)).y;
  const [queryKernel, queryBias, keyKernel, valueKernel, valueBias, outputKernel, outputBias] = weights.slice(4);
  const depth = width / heads;
  const problem = {
    ...{ batch, heads, queries: steps - source, keys: source, depth, valueDepth: depth },
  };
  const { outputs } = attention64(problem, {
    q: denseSteps64(asking, queryKernel!, queryBias).data, // the layer's weights, as below
    k: denseSteps64(asked, keyKernel!).data,
    v: denseSteps64(given, valueKernel!, valueBias).data,
    mask: mask64(lengths, source),
  });
  const heard = denseSteps64({ data: outputs, shape: own.shape }, outputKernel!, outputBias);
  const drop = (y: Array64, stream: number) =>
    rate === 0 ? y : { ...y, data: y.data.map((value, i) => value * maskAt(i, rate, seedOf(stream))) };
  const middle = sum64(own, drop(heard, 2));
  const turned = normalised("layer", middle, weights.slice(11, 13)).y;
  const bend = spec.activation === "relu" ? relu : Math.tanh;
  const widened = map64(denseSteps64(turned, weights[13]!, weights[14]), bend);
  return joined64([read, sum64(middle, drop(denseSteps64(widened, weights[15]!, weights[16]), 3))]);
}

export const crossBlocks: readonly LayerCase<CrossBlockSpec>[] = (
  [
    ["two heads, relu", { source: 3, heads: 2, activation: "relu" }, [5, 4], 2, {}],
    ["filled up, tanh", { source: 4, heads: 1, activation: "tanh" }, [6, 3], 3, { lengths: [6, 2, 4] }],
    ["dropout", { source: 2, heads: 2, activation: "relu", dropout: 0.3 }, [6, 4], 2, {}],
    ["with an encoder", { source: 3, heads: 1, activation: "relu", encoder: { blocks: 1, heads: 2 } }, [5, 4], 2, {}],
    [
      "with an encoder of two blocks, filled up, dropout",
      { source: 4, heads: 1, activation: "tanh", dropout: 0.3, encoder: { blocks: 2, heads: 1 } },
      [6, 3],
      3,
      { lengths: [6, 2, 4] },
    ],
  ] as const
).map(([what, spec, inputShape, batch, given]) => {
  const whole = { type: "cross-block", ...spec } as const;
  return {
    name: `cross-attention block, ${what}`,
    ...{ spec: whole, inputShape, batch, tolerance, ...given },
    reference: (x, weights) => cross64(whole, x, weights, given),
  };
});

const attention: SelfAttentionSpec = { type: "self-attention", heads: 2, keyDim: 2 };

export const partLayers: readonly LayerCase<PartSpec<SelfAttentionSpec>>[] = (
  [
    ["the first steps", 0, 3, undefined],
    ["the last ones, causal", 2, undefined, undefined],
    ["in between, filled up", 1, 4, [6, 3]],
  ] as const
).map(([what, from, to, lengths]) => {
  const layer: SelfAttentionSpec = from === 2 ? { ...attention, isCausal: true } : attention;
  const end = to ?? 6;
  return {
    name: `part, ${what}`,
    spec: { type: "part", from, ...(to === undefined ? {} : { to }), layer },
    ...{ inputShape: [6, 3], batch: 2, tolerance, ...(lengths ? { lengths } : {}) },
    reference: (x, weights) => {
      const own = lengths && { lengths: lengths.map((length) => Math.min(end, Math.max(from, length)) - from) };
      const done = selfAttention64(layer, steps64(x, from, end), weights, own ?? {});
      const parts = [steps64(x, 0, from), done, steps64(x, end, 6)].filter(({ shape }) => shape[1]! > 0); // sequences
      return joined64(parts);
    },
  };
});

export const skippings: readonly LayerCase<SkipStepsSpec>[] = [
  {
    name: "skip of two steps",
    spec: { type: "skip-steps", steps: 2 },
    ...{ inputShape: [5, 3], batch: 2 },
    reference: (x) => steps64(x, 2, 5),
  },
];
