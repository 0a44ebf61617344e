/** How well a model foretells texts, beside pairs of tokens on the same tokens. */
import type { Evaluation, GenerationMetrics } from "../core/metrics";
import { unitsOf } from "./bootstrap";
import { resampledIntervals } from "./intervals";
import { equalWeights } from "./weights";

/** Of each text. */
export interface ForetoldTexts {
  /** Σ −ln p of its tokens, by the model and by the baseline. */
  readonly nats: Float64Array<ArrayBuffer>;
  readonly baselineNats: Float64Array<ArrayBuffer>;
  readonly tokens: Float64Array<ArrayBuffer>;
  readonly characters: Float64Array<ArrayBuffer>;
}

export interface GenerationInput extends ForetoldTexts {
  /** Unit of each text, where the split is by group. */
  readonly groups: Int32Array | null;
  readonly unit: string;
  readonly seed: number;
}

interface Foretold {
  readonly nats: Float64Array;
  readonly tokens: Float64Array;
  readonly characters: Float64Array;
}

const names = ["perplexity", "bitsPerToken", "bitsPerCharacter"] as const;

/** Intervals by resampling texts, or groups of them. */
export function evaluateGeneration(input: GenerationInput): Evaluation {
  const { nats, baselineNats, tokens, characters, groups, unit, seed } = input;
  const model: Foretold = { nats, tokens, characters };
  const baseline: Foretold = { nats: baselineNats, tokens, characters };
  const units = unitsOf(nats.length, groups);
  const [intervals = {}, baselineIntervals = {}] = resampledIntervals([model, baseline], units, seed, names, score);
  return {
    metrics: metricsOf(model),
    baseline: metricsOf(baseline),
    baselineRule: { kind: "bigram" },
    n: units.count,
    rowCount: nats.length,
    unit,
    intervals,
    baselineIntervals,
  };
}

function metricsOf(texts: Foretold): GenerationMetrics {
  return { kind: "generation", ...score(texts, equalWeights(texts.nats.length)) };
}

function score(texts: Foretold, weights: Int32Array): Record<(typeof names)[number], number> {
  let [nats, tokens, characters] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!; // i < length
    if (weight === 0) continue;
    nats += weight * texts.nats[i]!; // one for each weight, as the next
    tokens += weight * texts.tokens[i]!;
    characters += weight * texts.characters[i]!;
  }
  const bits = nats / Math.LN2;
  return {
    perplexity: Math.exp(nats / tokens),
    bitsPerToken: bits / tokens,
    bitsPerCharacter: bits / characters,
  };
}
