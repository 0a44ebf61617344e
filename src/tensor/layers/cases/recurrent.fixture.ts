/** Layers that read a sequence step by step: their projections, masks and dropouts around the cells in 64 bits. */
import { recur64 } from "../../kernels/recurrent.fixture";
import type { BidirectionalSpec } from "../bidirectional";
import type { GruSpec } from "../gru";
import type { LstmSpec } from "../lstm";
import type { RecurrentLayerSpec } from "../registry";
import type { SimpleRnnSpec } from "../simple-rnn";
import type { LayerCase } from "./layer-case.fixture";
import { caseSeed } from "./layer-case.fixture";
import type { Array64 } from "./references.fixture";
import { dense64, shaped64 } from "./references.fixture";
import { maskAt } from "./row.fixture";

interface Given {
  readonly spec: RecurrentLayerSpec;
  readonly lengths?: readonly number[];
  readonly isPredicting?: boolean;
  readonly seed?: number;
}

/** As the layer, from weights in its order. */
function recurrent64(
  { spec, lengths, isPredicting = false, seed = caseSeed }: Given,
  x: Array64,
  [kernel, recurrentKernel, bias, recurrentBias]: readonly Array64[],
): Array64 {
  const [batch, steps, width] = x.shape as readonly [number, number, number]; // sequences
  const { units, returnSequences = false, goBackwards = false, dropout = 0, recurrentDropout = 0 } = spec;
  const rates = isPredicting ? [0, 0] : [dropout, recurrentDropout];
  // One number for each place of a sequence, the same at all steps.
  const kept = x.data.map(
    (value, i) => value * maskAt(Math.floor(i / (steps * width)) * width + (i % width), rates[0]!, seed),
  ); // two rates
  const factors = Float64Array.from({ length: batch * units }, (_, i) => maskAt(i, rates[1]!, seed ^ 1)); // as above
  const rows = { data: kept, shape: [batch * steps, width] };
  const { data: projection } = dense64(rows, kernel!, bias); // the layer's weights
  const { y } = recur64({
    settings: { cell: spec.type, returnsSequences: returnSequences, goesBackwards: goBackwards },
    ...{ batch, steps, units, projection, factors },
    kernel: recurrentKernel!.data, // as above
    bias: recurrentBias?.data ?? new Float64Array(recurrentKernel!.shape[1]!), // as above
    isStep: (b, t) => t < (lengths?.[b] ?? steps),
  });
  return { data: y, shape: returnSequences ? [batch, steps, units] : [batch, units] };
}

interface Variant {
  readonly what: string;
  readonly settings: Omit<RecurrentLayerSpec, "type">;
  readonly inputShape: readonly [steps: number, width: number];
  readonly batch: number;
  readonly lengths?: readonly number[];
  readonly isPredicting?: boolean;
}

const variants: readonly Variant[] = [
  { what: "", settings: { units: 5 }, inputShape: [4, 3], batch: 3 },
  { what: ", one unit", settings: { units: 1 }, inputShape: [2, 1], batch: 2 },
  { what: ", every step", settings: { units: 3, returnSequences: true }, inputShape: [5, 2], batch: 2 },
  {
    what: ", dropouts and lengths",
    settings: { units: 4, dropout: 0.3, recurrentDropout: 0.4 },
    ...{ inputShape: [5, 6], batch: 4, lengths: [5, 0, 3, 1] },
  },
  {
    what: ", backwards, every step, lengths",
    settings: { units: 3, returnSequences: true, goBackwards: true, recurrentDropout: 0.5 },
    ...{ inputShape: [4, 2], batch: 3, lengths: [2, 4, 0] },
  },
  {
    what: " when predicting",
    settings: { units: 3, dropout: 0.5, recurrentDropout: 0.5 },
    ...{ inputShape: [3, 2], batch: 4, isPredicting: true },
  },
];

/** What of a variant is not its spec. */
const rest = ({ inputShape, batch, lengths, isPredicting }: Variant) => ({
  ...{ inputShape, batch },
  ...(lengths && { lengths }),
  ...(isPredicting && { isPredicting }),
});

function casesOf<Spec extends RecurrentLayerSpec>(type: Spec["type"]): readonly LayerCase<Spec>[] {
  return variants.map((variant) => {
    const spec = { type, ...variant.settings } as Spec; // the settings are those of all of them
    return {
      name: `${type}${variant.what}`,
      spec,
      ...rest(variant),
      reference: (x, weights) => recurrent64({ ...variant, spec }, x, weights),
    };
  });
}

export const lstms = casesOf<LstmSpec>("lstm");
export const grus = casesOf<GruSpec>("gru");
export const simpleRnns = casesOf<SimpleRnnSpec>("simple-rnn");

export const bidirectionals: readonly LayerCase<BidirectionalSpec<RecurrentLayerSpec>>[] = (
  [
    ["lstm", 3],
    ["gru", 2],
    ["simple-rnn", 4],
  ] as const
).map(([type, which]) => {
  const variant = variants[which]!; // one of them
  const layer: RecurrentLayerSpec = { type, ...variant.settings, goBackwards: false };
  return {
    name: `bidirectional ${type}${variant.what}`,
    spec: { type: "bidirectional", layer },
    ...rest(variant),
    reference(x, weights) {
      const half = weights.length / 2;
      const given = { ...variant, spec: layer };
      const forward = recurrent64(given, x, weights.slice(0, half));
      const backward = recurrent64(
        { ...given, spec: { ...layer, goBackwards: true }, seed: caseSeed ^ 2 },
        x,
        weights.slice(half),
      );
      return sideBySide(forward, backward);
    },
  };
});

/** Along the last axis, of which both have as much. */
function sideBySide(a: Array64, b: Array64): Array64 {
  const width = a.shape.at(-1) ?? 1;
  const data = Float64Array.from({ length: 2 * a.data.length }, (_, i) => {
    const [row, column] = [Math.floor(i / (2 * width)), i % (2 * width)];
    return column < width ? a.data[row * width + column]! : b.data[row * width + column - width]!; // of one shape
  });
  return shaped64({ data, shape: [] }, [...a.shape.slice(0, -1), 2 * width]);
}
