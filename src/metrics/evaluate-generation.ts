/** How well a model foretells texts, beside pairs of tokens on the same tokens. */
import type { Evaluation } from "../core/evaluation";
import type { GenerationMetrics } from "../core/metrics";
import { unitsOf } from "./bootstrap";
import { resampledIntervals, type Intervals } from "./intervals";
import { equalWeights } from "./weights";
import { wilsonInterval } from "./wilson";

/** Of each text. */
export interface ForetoldTexts {
  /** Σ −ln p of its tokens, by the model and by the baseline. */
  readonly nats: Float64Array<ArrayBuffer>;
  readonly baselineNats: Float64Array<ArrayBuffer>;
  readonly tokens: Float64Array<ArrayBuffer>;
  /** Of those tokens. */
  readonly characters: Float64Array<ArrayBuffer>;
  /** Of texts that others are turned into. */
  readonly turned?: TurnedTexts;
}

export interface TurnedTexts {
  /** Of the whole text that is wanted; 0 of one that was not written. */
  readonly characters: Float64Array<ArrayBuffer>;
  readonly model: Turned;
  readonly baseline: Turned;
  readonly rule: "copy" | "most-frequent";
}

/** Of each text: 1 where it is written exactly, and the edits that make it so; both 0 of one that was not written. */
export interface Turned {
  readonly exact: Float64Array<ArrayBuffer>;
  readonly edits: Float64Array<ArrayBuffer>;
}

export interface GenerationInput extends ForetoldTexts {
  /** Unit of each text, where the split is by group. */
  readonly groups: Int32Array | null;
  readonly unit: string;
  readonly seed: number;
}

interface Foretold {
  readonly turned: (Turned & Pick<TurnedTexts, "characters">) | undefined;
  readonly nats: Float64Array;
  readonly tokens: Float64Array;
  readonly characters: Float64Array;
}

const foretoldNames = ["perplexity", "bitsPerToken", "bitsPerCharacter"] as const;
const names = [...foretoldNames, "exactMatch", "characterErrorRate"] as const;

/** Intervals by resampling texts, or groups of them. */
export function evaluateGeneration(input: GenerationInput): Evaluation {
  const { nats, baselineNats, tokens, characters, groups, unit, seed, turned } = input;
  const scored = (side: "model" | "baseline") => turned && { ...turned[side], characters: turned.characters };
  const model: Foretold = { nats, tokens, characters, turned: scored("model") };
  const baseline: Foretold = { nats: baselineNats, tokens, characters, turned: scored("baseline") };
  const units = unitsOf(nats.length, groups);
  const asked = turned ? names : foretoldNames;
  const [intervals = {}, baselineIntervals = {}] = resampledIntervals([model, baseline], units, seed, asked, score);
  return {
    metrics: metricsOf(model),
    baseline: metricsOf(baseline),
    baselineRule: { kind: "bigram", ...(turned ? { turn: turned.rule } : {}) },
    n: units.count,
    rowCount: nats.length,
    unit,
    intervals: withShare(model, groups, intervals),
    baselineIntervals: withShare(baseline, groups, baselineIntervals),
  };
}

function metricsOf(texts: Foretold): GenerationMetrics {
  const { exactMatch, characterErrorRate, ...foretold } = score(texts, equalWeights(texts.nats.length));
  const { turned } = texts;
  const own = turned ? { exactMatch, characterErrorRate, writtenCount: writtenCountOf(turned) } : {};
  return { kind: "generation", ...foretold, ...own };
}

function writtenCountOf({ characters }: Pick<TurnedTexts, "characters">): number {
  return characters.reduce((count, own) => count + Number(own > 0), 0);
}

/** The share of single texts has its interval by formula. */
function withShare({ turned }: Foretold, groups: Int32Array | null, intervals: Intervals): Intervals {
  if (!turned || groups) return intervals;
  const exact = turned.exact.reduce((sum, one) => sum + one, 0);
  const interval = wilsonInterval(exact, writtenCountOf(turned));
  return interval ? { ...intervals, exactMatch: interval } : intervals;
}

/** The last two are NaN where no text is turned into another. */
function score(texts: Foretold, weights: Int32Array): Record<(typeof names)[number], number> {
  const { turned } = texts;
  let [nats, tokens, characters] = [0, 0, 0];
  let [exact, edits, written, wanted] = [0, 0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!; // i < length
    if (weight === 0) continue;
    nats += weight * texts.nats[i]!; // one for each weight, as the next
    tokens += weight * texts.tokens[i]!;
    characters += weight * texts.characters[i]!;
    if (!turned) continue;
    exact += weight * turned.exact[i]!; // as above, and so are these
    edits += weight * turned.edits[i]!;
    wanted += weight * turned.characters[i]!;
    if (turned.characters[i]! > 0) written += weight;
  }
  const bits = nats / Math.LN2;
  return {
    perplexity: Math.exp(nats / tokens),
    bitsPerToken: bits / tokens,
    bitsPerCharacter: bits / characters,
    exactMatch: exact / written,
    characterErrorRate: edits / wanted,
  };
}
