/** The three stages of attention as matrices of one head: dot product, scale and mask, softmax. */
import type { AttentionLook } from "../../core/attention-look";

type View = NonNullable<AttentionLook["view"]>;

export interface Stages {
  readonly queryCount: number;
  readonly keyCount: number;
  /** [query, key], as the next two. */
  readonly products: Float32Array;
  /** NaN where masked. */
  readonly scaled: Float32Array;
  readonly weights: Float32Array;
}

/** `wordCount` keys are words; those behind them only fill up. */
export function stagesOf(view: View, head: number, wordCount: number): Stages {
  const [, queryCount = 0, keyCount = 0] = view.weights.shape;
  const size = queryCount * keyCount;
  const of = (data: ArrayLike<number>) => Float32Array.from({ length: size }, (_, at) => data[head * size + at] ?? 0);
  const products = of(view.products.data);
  const isMasked = (at: number) => {
    const [query, key] = [Math.floor(at / keyCount), at % keyCount];
    return key >= wordCount || (view.isCausal && key > query);
  };
  const scaled = products.map((product, at) => (isMasked(at) ? Number.NaN : product * view.scale));
  return { queryCount, keyCount, products, scaled, weights: of(view.weights.data) };
}

/** Weight of each word for one query, or the mean over all of them: what the text as a whole attends to. */
export function sharesOf({ queryCount, keyCount, weights }: Stages, query: number | null): Float32Array {
  if (query !== null) return weights.slice(query * keyCount, (query + 1) * keyCount);
  const shares = new Float32Array(keyCount);
  weights.forEach((weight, at) => (shares[at % keyCount]! += weight / queryCount)); // inside
  return shares;
}

/** The largest number without its sign; masked ones do not count. */
export function largestOf(values: Float32Array): number {
  return values.reduce((most, value) => (Number.isNaN(value) ? most : Math.max(most, Math.abs(value))), 0);
}

type Hue = readonly [red: number, green: number, blue: number];
/** Blue for what fits, orange for what does not, teal for shares, grey for what is masked: seen on light and dark ground alike. */
const [fits, clashes, share, masked]: readonly [Hue, Hue, Hue, Hue] = [
  [31, 143, 214],
  [224, 115, 29],
  [29, 136, 145],
  [128, 136, 140],
];

/** Bytes [query, key, 4]: the ground shows through where a number is small. */
export function pixelsOf(values: Float32Array, kind: "signed" | "share"): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * values.length);
  const largest = largestOf(values) || 1;
  values.forEach((value, at) => {
    const isMasked = Number.isNaN(value);
    const hue = isMasked ? masked : kind === "share" ? share : value < 0 ? clashes : fits;
    pixels.set([...hue, isMasked ? 70 : Math.round((255 * Math.abs(value)) / largest)], 4 * at);
  });
  return pixels;
}
