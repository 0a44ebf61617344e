/** Looking at vectors of words: of a run, or of a file that was opened. */
import { inBreaths } from "../../../core/work";
import type { WordSource } from "../../../core/word-vectors";
import { createWordLookup, type WordLookup, type WordSpace } from "../../../explain/word-space";
import type { Handlers } from "../../rpc";
import type { Parts } from "../parts";
import { wordsOfDataset, wordsOfModel } from "../word-space-of";

/** Lines between two breaths. */
const linesAtOnce = 500;

export function createWordJobs({ datasets, models }: Parts): Pick<Handlers, "words/ask" | "words/export"> {
  /** Of the source that was asked last: questions come in a row. */
  let last: { readonly key: string; readonly lookup: WordLookup } | null = null;

  async function spaceOf(source: WordSource, signal: AbortSignal): Promise<WordSpace> {
    if (source.kind === "run") return wordsOfModel(await models.get(source.run));
    return inBreaths(wordsOfDataset((await datasets.get(source.dataset)).dataset), signal);
  }

  /** A run that went on, and data that were corrected, are others. */
  async function keyOf(source: WordSource): Promise<string> {
    if (source.kind === "run") return `run ${source.run.id} ${source.run.endedAt} ${source.run.history.length}`;
    return `dataset ${source.dataset} ${(await datasets.get(source.dataset)).info.fingerprint}`;
  }

  return {
    async "words/ask"({ source, question }, { signal }) {
      const key = await keyOf(source);
      if (last?.key !== key) last = { key, lookup: createWordLookup(await spaceOf(source, signal)) };
      return last.lookup.answer(question);
    },
    async "words/export"({ source }, { signal }) {
      const space = await spaceOf(source, signal);
      const parts: string[] = [];
      await inBreaths(
        (function* () {
          for (const line of linesOf(space)) {
            parts.push(line);
            if (parts.length % linesAtOnce === 0) yield;
          }
        })(),
        signal,
      );
      return new Blob(parts, { type: "text/plain" });
    },
  };
}

function* linesOf({ words, vectors, size }: WordSpace): Generator<string> {
  yield `${words.length} ${size}\n`;
  for (const [at, word] of words.entries()) {
    const numbers = Array.from(vectors.subarray(at * size, (at + 1) * size), (value) => Number(value.toPrecision(7)));
    yield `${word} ${numbers.join(" ")}\n`;
  }
}
