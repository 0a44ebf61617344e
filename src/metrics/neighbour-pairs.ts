/** Pairs of neighbouring words and of words drawn by chance: what vectors of words are learned from and judged on. */
import type { Block } from "../core/block";
import type { Random } from "../core/random";
import { firstWordToken } from "../core/samples";
import { createWeightedDraw } from "../core/weighted-draw";
import type { NeighbourRules } from "../core/word-vectors";

/** Chance draws follow the counts raised to this (Mikolov et al. 2013, "Distributed representations of words and phrases"). */
const noisePower = 0.75;

/** What the counts of the training texts say of each word. */
export interface WordShares {
  /** [word], probability that an occurrence is kept. */
  readonly keep: Float64Array;
  /** [word], share among the neighbours that are kept. */
  readonly seen: Float64Array;
  /** [word], share among the words drawn by chance. */
  readonly noise: Float64Array;
  drawNoise(random: Random): number;
}

/** Frequent words are kept with √(t / f) + t / f, as word2vec does: f is the word's share of the text, t the threshold. */
export function wordShares(counts: Float64Array, { subsampling }: Pick<NeighbourRules, "subsampling">): WordShares {
  const total = sumOf(counts);
  const keep = counts.map((count) => {
    const ratio = (subsampling * total) / count;
    return subsampling > 0 ? Math.min(1, Math.sqrt(ratio) + ratio) : 1;
  });
  const noise = scaled(counts.map((count) => count ** noisePower));
  return {
    keep,
    seen: scaled(counts.map((count, word) => count * keep[word]!)), // one for each word
    noise,
    drawNoise: createWeightedDraw(noise),
  };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function scaled(values: Float64Array): Float64Array {
  const total = sumOf(values);
  return values.map((value) => value / total);
}

/** How often each of so many words is in rows of tokens [row, step]. */
export function countWords({ data }: Block, wordCount: number): Float64Array<ArrayBuffer> {
  const counts = new Float64Array(wordCount);
  for (let i = 0; i < data.length; i++) {
    const word = data[i]! - firstWordToken; // i < length
    if (word >= 0) counts[word]!++; // tokens are below the vocabulary's size
  }
  return counts;
}

/** The words of a row that are kept this time, into `kept`; how many there are. Unknown words are passed over. */
export function keepWords(
  { data, shape }: Block,
  row: number,
  { keep }: WordShares,
  random: Random,
  kept: Int32Array,
): number {
  const length = shape[1] ?? 0;
  let count = 0;
  for (let step = 0; step < length; step++) {
    const word = data[row * length + step]! - firstWordToken; // in the block
    if (word < 0 || random.next() >= keep[word]!) continue; // one for each word
    kept[count++] = word;
  }
  return count;
}

export interface NeighbourPairs {
  /** [pair] */
  readonly centres: Int32Array<ArrayBuffer>;
  /** [pair, 1 + negatives]: the true neighbour, then words by chance; −1 where chance drew the true one. */
  readonly others: Int32Array<ArrayBuffer>;
  /** [pair], the text (data set row) that it is from. */
  readonly texts: Uint32Array<ArrayBuffer>;
}

/**
 * Of rows of tokens [row, step] one neighbour for each word that is kept, as a fit would draw it; of many about `most`, spread over all rows.
 * @param texts [row], the data set row of each row.
 */
export function drawPairs(
  inputs: Block,
  texts: Uint32Array,
  shares: WordShares,
  { window, negatives }: NeighbourRules,
  most: number,
  random: Random,
): NeighbourPairs {
  const [rowCount = 0, length = 0] = inputs.shape;
  let words = 0;
  for (let i = 0; i < inputs.data.length; i++) words += Number(inputs.data[i]! >= firstWordToken); // i < length
  const taken = Math.min(1, most / Math.max(1, words));
  const kept = new Int32Array(length);
  const centres: number[] = [];
  const others: number[] = [];
  const owners: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const count = keepWords(inputs, row, shares, random, kept);
    for (let at = 0; at < count; at++) {
      const reach = 1 + random.below(window);
      const [low, high] = [Math.max(0, at - reach), Math.min(count - 1, at + reach)];
      if (high === low || random.next() >= taken) continue;
      const place = low + random.below(high - low);
      const neighbour = kept[place < at ? place : place + 1]!; // within the row, and not the word itself
      centres.push(kept[at]!); // at < count
      owners.push(texts[row]!); // one for each row
      others.push(neighbour);
      for (let k = 0; k < negatives; k++) {
        const drawn = shares.drawNoise(random);
        others.push(drawn === neighbour ? -1 : drawn);
      }
    }
  }
  return { centres: Int32Array.from(centres), others: Int32Array.from(others), texts: Uint32Array.from(owners) };
}

export interface PairScores {
  /** [pair], −log σ(s) of the true neighbour and −log σ(−s) of each word by chance, added up. */
  readonly losses: Float64Array;
  /** [pair], share of the words by chance that the true neighbour stands before, ties half. */
  readonly right: Float64Array;
}

/** @param logit how well a word suits another as its neighbour. */
export function scorePairs(
  { centres, others }: NeighbourPairs,
  logit: (centre: number, other: number) => number,
): PairScores {
  const width = others.length / Math.max(1, centres.length);
  const losses = new Float64Array(centres.length);
  const right = new Float64Array(centres.length);
  for (let pair = 0; pair < centres.length; pair++) {
    const centre = centres[pair]!; // pair < length
    const truth = logit(centre, others[pair * width]!); // [pair, width]
    let loss = softplus(-truth);
    let won = 0;
    let compared = 0;
    for (let k = 1; k < width; k++) {
      const other = others[pair * width + k]!; // as above
      if (other < 0) continue;
      const score = logit(centre, other);
      loss += softplus(score);
      won += truth > score ? 1 : truth === score ? 0.5 : 0;
      compared++;
    }
    losses[pair] = loss;
    right[pair] = compared === 0 ? 0.5 : won / compared;
  }
  return { losses, right };
}

/** log(1 + exp(x)) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
