/** One honest evaluation of word vectors: do they know true neighbours in texts that they have never seen, beside what frequency alone knows? */
import type { Block } from "../core/block";
import type { Evaluation } from "../core/evaluation";
import type { EmbeddingMetrics } from "../core/metrics";
import { createRandom } from "../core/random";
import type { WordWeights } from "../core/word-vectors";
import { percentileInterval, resample, unitsOf } from "./bootstrap";
import { drawPairs, scorePairs, wordShares, type NeighbourPairs, type PairScores } from "./neighbour-pairs";

/** More pairs narrow no interval that texts make. */
const mostPairs = 20_000;

export interface NeighbourInput {
  readonly weights: WordWeights;
  /** Rows of tokens [row, step]. */
  readonly inputs: Block;
  /** [row], the data set row that each is from. */
  readonly texts: Uint32Array;
  readonly seed: number;
}

/**
 * Draws pairs as the fit does and scores them. The baseline knows how common each word is and nothing of its neighbours: its score
 * log(p / (k q)), p the word's share of the neighbours, q of the k words by chance, is the best that does not look at the word in the
 * middle (Levy and Goldberg 2014). Intervals are by text (cluster bootstrap).
 */
export function evaluateNeighbours({ weights, inputs, texts, seed }: NeighbourInput): Evaluation {
  const { rules, counts } = weights;
  const shares = wordShares(counts, rules);
  const pairs = drawPairs(inputs, texts, shares, rules, mostPairs, createRandom(seed).fork("judged"));
  const model = scorePairs(pairs, logitOf(weights));
  const byFrequency = Float64Array.from(shares.seen, (p, word) =>
    Math.log(p / (rules.negatives * shares.noise[word]!)),
  ); // one for each word
  const baseline = scorePairs(pairs, (_, other) => byFrequency[other]!); // as above
  const textCount = new Set(pairs.texts).size;
  const [intervals = {}, baselineIntervals = {}] = intervalsOf(pairs, [model, baseline], textCount, seed);
  return {
    metrics: metricsOf(model),
    baseline: metricsOf(baseline),
    baselineRule: { kind: "word-frequency" },
    n: textCount,
    rowCount: textCount,
    unit: "rows",
    intervals,
    baselineIntervals,
  };
}

/** How well the vectors say that a word stands near another. */
export function logitOf({
  input,
  output,
  size,
}: Pick<WordWeights, "input" | "output" | "size">): (centre: number, other: number) => number {
  return (centre, other) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += input[centre * size + i]! * output[other * size + i]!; // [word, size]
    return sum;
  };
}

export function metricsOf({ losses, right }: PairScores): EmbeddingMetrics {
  return { kind: "embedding", rankedRight: meanOf(right), samplingLoss: meanOf(losses), pairs: losses.length };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function intervalsOf(pairs: NeighbourPairs, models: readonly PairScores[], textCount: number, seed: number) {
  const numbers = new Map<number, number>();
  const unitOf = Uint32Array.from(pairs.texts, (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
  const sums = models
    .flatMap(({ losses, right }) => [right, losses])
    .map((values) => {
      const byText = new Float64Array(textCount);
      values.forEach((value, pair) => (byText[unitOf[pair]!]! += value)); // one for each pair
      return byText;
    });
  const pairCounts = new Float64Array(textCount);
  for (const unit of unitOf) pairCounts[unit]!++; // below the count
  const units = unitsOf(textCount, null);
  const resampled = resample(
    units,
    createRandom(seed).fork("bootstrap"),
    sums.length,
    (weights) => {
      const means = new Float64Array(sums.length);
      let count = 0;
      for (let unit = 0; unit < textCount; unit++) count += weights[unit]! * pairCounts[unit]!; // below the count
      sums.forEach((byText, i) => {
        let sum = 0;
        for (let unit = 0; unit < textCount; unit++) sum += weights[unit]! * byText[unit]!; // as above
        means[i] = sum / count;
      });
      return means;
    },
    sums.length,
  );
  return models.map((scores, model) => {
    const { rankedRight, samplingLoss } = metricsOf(scores);
    const named = { rankedRight, samplingLoss };
    return Object.fromEntries(
      Object.entries(named).flatMap(([name, estimate], i) => {
        const interval = percentileInterval(estimate, resampled[2 * model + i]!, units); // two for each model
        return interval ? [[name, { ...interval, method: "cluster-bootstrap" as const }]] : [];
      }),
    );
  });
}
