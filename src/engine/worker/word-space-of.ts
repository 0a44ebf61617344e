/** The words of a run or of a file of vectors, as points. */
import { nameAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { fail } from "../../core/failure";
import type { Work } from "../../core/work";
import { vectorSizeOf, wordColumnName } from "../../core/word-vectors";
import { wordReader } from "../../core/words";
import type { WordSpace } from "../../explain/word-space";
import { readerOf, tokens, type TokenState } from "../../preprocessing/steps/tokens";
import type { StoredModel } from "../../storage/storage";

/** Throws `words/no-vectors`. */
export function wordsOfModel({ saved, pipeline, run }: StoredModel): WordSpace {
  const step = pipeline.steps.find(({ kind }) => kind === tokens.kind);
  const { input, counts } = saved.blocks;
  if (!step || !input || !counts || saved.family !== "embedding") throw fail("words/no-vectors", { name: run });
  const { vocabulary } = step.state as TokenState; // what the step's own fit gave
  return {
    words: vocabulary,
    vectors: Float32Array.from(input.data),
    size: input.shape[1] ?? 1,
    counts: Float64Array.from(counts.data),
    read: readerOf(step),
  };
}

/** Rows whose word is missing or comes a second time are passed over. Throws `words/no-vectors`. */
export function* wordsOfDataset({ columns, name, rowCount }: Dataset): Work<WordSpace> {
  const size = vectorSizeOf(columns);
  const column = columns.find((candidate) => candidate.name === wordColumnName);
  if (size === null || !column) throw fail("words/no-vectors", { name });
  const words = new Map<string, number>();
  for (let row = 0; row < rowCount; row++) {
    const word = nameAt(column, row);
    if (word !== null && !words.has(word)) words.set(word, row);
    if (row % 1000 === 999) yield;
  }
  const rows = [...words.values()];
  const vectors = new Float32Array(rows.length * size);
  for (const [at, numbers] of columns.slice(1).entries()) {
    if (numbers.kind !== "number") continue;
    rows.forEach((row, i) => (vectors[i * size + at] = numbers.values[row] || 0)); // a missing number counts as 0
    yield;
  }
  return {
    words: [...words.keys()],
    ...{ vectors, size, counts: null },
    read: wordReader({ lowerCase: false, punctuation: true }),
  };
}
