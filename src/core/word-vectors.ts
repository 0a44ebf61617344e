/** Vectors of words: what a run or a file has learned of them, and what can be asked of them. */
import type { ColumnInfo } from "./column";
import type { Run } from "./run";

/** What a model of words has learned. Word i is the token i + 2 of its vocabulary. */
export interface WordWeights {
  /** Numbers of each vector. */
  readonly size: number;
  /** [word, size]: the vectors. */
  readonly input: Float32Array<ArrayBuffer>;
  /** [word, size]: what a word is like as a neighbour of others. */
  readonly output: Float32Array<ArrayBuffer>;
  /** [word], occurrences in the training texts. */
  readonly counts: Float64Array<ArrayBuffer>;
  readonly rules: NeighbourRules;
}

/** How pairs of neighbours are drawn from texts (Mikolov et al. 2013). */
export interface NeighbourRules {
  /** Words to each side of a word that may be drawn as its neighbours; each time a number from 1 to this. */
  readonly window: number;
  /** Words drawn by chance beside each true neighbour. */
  readonly negatives: number;
  /** Words with a larger share of the text than this are left out now and then; 0: none. */
  readonly subsampling: number;
}

/** Vectors that a network for texts may begin with. */
export interface GivenVectors {
  readonly size: number;
  /** Of a word as it is written, else in small letters; null where there is none. */
  vectorOf(word: string): Float32Array | null;
}

/** Where vectors come from: a run that has learned them, or a file of vectors that was opened as a data set. */
export type WordSource =
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "dataset"; readonly dataset: string };

/** The same by the ids alone. */
export type WordPlace = { readonly run: string } | { readonly dataset: string };

/** How many numbers each vector of a data set has that holds vectors: a column of words, then numbered columns of their numbers. null for other data. */
export function vectorSizeOf(columns: readonly Pick<ColumnInfo, "kind" | "name">[]): number | null {
  const [word, ...numbers] = columns;
  if (word?.name !== wordColumnName || (word.kind !== "text" && word.kind !== "category") || numbers.length < 2)
    return null;
  return numbers.every(({ kind, name }, i) => kind === "number" && name === `${i + 1}`) ? numbers.length : null;
}

/** The column of the words, where a data set holds vectors. */
export const wordColumnName = "word";

export type WordQuestion =
  /** Words whose vectors point where this one's does. */
  | { readonly kind: "nearest"; readonly word: string; readonly count: number }
  /** Words near a − b + c. */
  | { readonly kind: "analogy"; readonly a: string; readonly b: string; readonly c: string; readonly count: number }
  /** The words nearest to the mean of the unit vectors of a text's words. */
  | { readonly kind: "text"; readonly text: string; readonly count: number }
  /** The commonest words in the plane in which they differ most. */
  | { readonly kind: "map"; readonly count: number };

export interface NearWord {
  readonly word: string;
  /** Cosine of the angle between the vectors, −1 to 1. */
  readonly cosine: number;
  /** Occurrences in the training texts; null where the source does not say. */
  readonly count: number | null;
}

export type WordAnswer =
  | {
      readonly kind: "words";
      readonly words: readonly NearWord[];
      readonly unknown: readonly string[];
      readonly facts: WordFacts;
      readonly vector: readonly number[];
    }
  | {
      readonly kind: "map";
      readonly points: readonly WordPoint[];
      readonly explained: readonly [number, number];
      readonly facts: WordFacts;
    };

export interface WordPoint {
  readonly word: string;
  readonly x: number;
  readonly y: number;
  /** As in `NearWord`. */
  readonly count: number | null;
}

export interface WordFacts {
  readonly wordCount: number;
  readonly size: number;
  /** The commonest words, for a first look. */
  readonly common: readonly string[];
}
