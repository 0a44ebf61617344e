/** Words as points: which lie near each other, what fits an analogy, where a text stands, and how all of it looks from where it differs most. */
import { fail } from "../core/failure";
import type { NearWord, WordAnswer, WordFacts, WordPoint, WordQuestion } from "../core/word-vectors";
import type { TokenReader } from "../core/words";
import { principalPlane } from "./principal-plane";

export interface WordSpace {
  readonly words: readonly string[];
  /** [word, size] */
  readonly vectors: Float32Array;
  readonly size: number;
  /** [word], occurrences in the training texts; null where nothing says so: then the words stand in their own order. */
  readonly counts: Float64Array | null;
  /** How texts are cut into words. */
  readonly read: TokenReader;
}

export interface WordLookup {
  /** Throws `words/unknown`. */
  answer(question: WordQuestion): WordAnswer;
}

const mostCommon = 40;
const suggestions = 3;

export function createWordLookup(space: WordSpace): WordLookup {
  const { words, size, counts } = space;
  const units = unitRows(space.vectors, size);
  const placeOf = new Map(words.map((word, place) => [word, place]));
  const order = counts
    ? words.map((_, place) => place).toSorted((a, b) => counts[b]! - counts[a]! || a - b) // one for each word
    : words.map((_, place) => place);
  const facts: WordFacts = {
    ...{ wordCount: words.length, size },
    common: order.slice(0, mostCommon).map((place) => words[place]!), // places of the words
  };
  const countOf = (place: number) => counts?.[place] ?? null;

  /** The word as it is written, else in small letters. */
  function find(word: string): number {
    const asked = word.trim().normalize("NFC");
    const place = placeOf.get(asked) ?? placeOf.get(asked.toLowerCase());
    if (place !== undefined) return place;
    const like = order.filter((at) => words[at]!.startsWith(asked.slice(0, 3).toLowerCase())).slice(0, suggestions); // places of the words
    const known = (like.length > 0 ? like : order.slice(0, suggestions)).map((at) => words[at]!); // as above
    throw fail("words/unknown", { word: asked, known: known.join(", ") });
  }

  const unitAt = (place: number) => units.subarray(place * size, (place + 1) * size);

  function nearest(vector: Float64Array, count: number, leftOut: readonly number[]): readonly NearWord[] {
    const norm = Math.hypot(...vector) || 1;
    const cosines = Float64Array.from(words, (_, place) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += units[place * size + i]! * vector[i]!; // [word, size]
      return sum / norm;
    });
    return words
      .map((_, place) => place)
      .filter((place) => !leftOut.includes(place))
      .toSorted((a, b) => cosines[b]! - cosines[a]! || a - b) // places of the words
      .slice(0, count)
      .map((place) => ({ word: words[place]!, cosine: cosines[place]!, count: countOf(place) })); // as above
  }

  const near = (vector: Float64Array, count: number, leftOut: readonly number[], unknown: readonly string[] = []) =>
    ({ kind: "words", words: nearest(vector, count, leftOut), unknown, facts, vector: Array.from(vector) }) as const;

  return {
    answer(question) {
      switch (question.kind) {
        case "nearest": {
          const place = find(question.word);
          return near(Float64Array.from(unitAt(place)), question.count, [place]);
        }
        case "analogy": {
          // b is to a as what to c: 3CosAdd over unit vectors (Mikolov, Yih and Zweig 2013).
          const places = [question.a, question.b, question.c].map(find);
          const [a, b, c] = places.map(unitAt) as [Float32Array, Float32Array, Float32Array]; // three words
          return near(
            Float64Array.from(a, (value, i) => value - b[i]! + c[i]!), // of one length
            question.count,
            places,
          );
        }
        case "text": {
          const { vector, unknown } = meanOf(question.text);
          return near(vector, question.count, [], unknown);
        }
        case "map":
          return mapOf(question.count);
      }
    },
  };

  /** Mean of the unit vectors of a text's words; zeros where none is known. */
  function meanOf(text: string): { readonly vector: Float64Array; readonly unknown: readonly string[] } {
    const vector = new Float64Array(size);
    const unknown = new Set<string>();
    let known = 0;
    for (const word of space.read(text)) {
      const place = placeOf.get(word) ?? placeOf.get(word.toLowerCase());
      if (place === undefined) {
        unknown.add(word);
        continue;
      }
      known++;
      unitAt(place).forEach((value, i) => (vector[i]! += value)); // of one length
    }
    if (known === 0) throw fail("words/none-known", { text: text.slice(0, 40) });
    return { vector: vector.map((value) => value / known), unknown: [...unknown] };
  }

  function mapOf(count: number): WordAnswer {
    const shown = order.slice(0, count);
    const points = Float32Array.from(shown.flatMap((place) => [...unitAt(place)]));
    const { x, y, explained } = principalPlane(points, size);
    return {
      kind: "map",
      points: shown.map((place, i): WordPoint => {
        return { word: words[place]!, x: x[i]!, y: y[i]!, count: countOf(place) }; // one for each point
      }),
      ...{ explained, facts },
    };
  }
}

function unitRows(vectors: Float32Array, size: number): Float32Array {
  const units = vectors.slice();
  for (let at = 0; at < units.length; at += size) {
    let square = 0;
    for (let i = at; i < at + size; i++) square += units[i]! ** 2; // a whole vector
    const norm = Math.sqrt(square) || 1;
    for (let i = at; i < at + size; i++) units[i]! /= norm; // as above
  }
  return units;
}
