/** What a model of a language writes while it is fitted: a text at the end of each epoch that somebody watches. */
import { nameAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import type { LiveModel } from "../../core/estimator";
import { findColumns } from "../../core/find-column";
import type { LiveText, TextPair } from "../../core/generation";
import type { FittedPipeline } from "../../core/pipeline";
import type { GenerationTask } from "../../core/task";
import { coderOf } from "../../preprocessing/generation/text-coder";
import { generateTexts, resolveGenerate } from "./generate-texts";

const mostTokens = 120;

/** What a model of these steps writes, by default settings; of a pair the likeliest. */
export async function writeOne(
  predict: LiveModel["predict"],
  pipeline: FittedPipeline,
  pair: TextPair | null,
  seed: number,
  signal: AbortSignal,
): Promise<Omit<LiveText, "epoch">> {
  const turned = pair ? { prompt: pair.source, temperature: 0 } : {};
  const settings = resolveGenerate({ samples: 1, length: mostTokens, seed, ...turned });
  const { texts } = await generateTexts(predict, coderOf(pipeline), settings, signal);
  const text = texts[0]?.text ?? "";
  return pair ? { text, turned: pair } : { text };
}

/** The texts of a row of which one is turned into the other; null where nothing is, or no row is there. */
export function pairAt({ columns }: Dataset, task: GenerationTask, row: number | undefined): TextPair | null {
  if (task.source === undefined || row === undefined) return null;
  const [from, to] = findColumns(columns, [task.source, task.text]);
  return from && to ? { source: nameAt(from, row) ?? "", wanted: nameAt(to, row) ?? "" } : null;
}

export interface LiveTexts {
  /** To be waited for while the fit stands still. Writes nothing unless somebody watched since the last time. */
  endEpoch(model: LiveModel, epoch: number): Promise<void>;
  watch(): readonly LiveText[];
}

/** `pairOf` gives the texts of which one is turned into the other after an epoch. */
export function createLiveTexts(
  pipeline: FittedPipeline,
  seed: number,
  signal: AbortSignal,
  pairOf: (epoch: number) => TextPair | null,
): LiveTexts {
  const texts: LiveText[] = [];
  let isWatched = false;
  return {
    async endEpoch(model, epoch) {
      if (!isWatched || signal.aborted) return;
      isWatched = false;
      const written = await writeOne(model.predict, pipeline, pairOf(epoch), seed + epoch, signal).catch(
        (error: unknown) => {
          if (signal.aborted) return null;
          throw error;
        },
      );
      if (written) texts.push({ epoch, ...written });
    },
    watch() {
      isWatched = true;
      return [...texts];
    },
  };
}
