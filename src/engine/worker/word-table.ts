/** Given vectors of words, laid out by the tokens of a vocabulary. */
import { createBlock } from "../../core/block";
import type { Materials } from "../../core/estimator";
import type { FittedPipeline } from "../../core/pipeline";
import { createRandom } from "../../core/random";
import { firstWordToken } from "../../core/samples";
import { tokens, type TokenState } from "../../preprocessing/steps/tokens";

/** Half the width of the range in which other vectors begin, as Keras has it. */
const startRange = 0.05;

export interface KnownVectors {
  /** Words of the vocabulary that have a vector, and all of them. */
  readonly known: number;
  readonly all: number;
  readonly size: number;
}

/** What the given vectors have of a vocabulary; null where none are given, or no text is read. */
export function knownVectors({ vectors }: Materials, pipeline: FittedPipeline): KnownVectors | null {
  const vocabulary = vocabularyOf(pipeline);
  if (!vectors || !vocabulary) return null;
  const known = vocabulary.filter((word) => vectors.vectorOf(word) !== null).length;
  return { known, all: vocabulary.length, size: vectors.size };
}

/** With the table [token, size] of a vocabulary: what fills up a row is 0, a word without a vector begins at random. */
export function withWordTable(materials: Materials, pipeline: FittedPipeline, seed: number): Materials {
  const vocabulary = vocabularyOf(pipeline);
  const { vectors } = materials;
  if (!vectors || !vocabulary) return materials;
  const { size } = vectors;
  const random = createRandom(seed).fork("words without a vector");
  const table = new Float32Array((vocabulary.length + firstWordToken) * size);
  for (const [at, word] of [null, ...vocabulary].entries()) {
    const row = table.subarray((at + 1) * size, (at + 2) * size);
    const vector = word === null ? null : vectors.vectorOf(word);
    if (vector) row.set(vector);
    else for (let i = 0; i < size; i++) row[i] = startRange * (2 * random.next() - 1);
  }
  return { ...materials, wordTable: createBlock(table, [vocabulary.length + firstWordToken, size]) };
}

function vocabularyOf({ steps }: FittedPipeline): readonly string[] | null {
  const step = steps.find(({ kind }) => kind === tokens.kind);
  return step ? (step.state as TokenState).vocabulary : null; // what the step's own fit gave
}
