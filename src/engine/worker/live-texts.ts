/** What a model of a language writes while it is fitted: a text at the end of each epoch that somebody watches. */
import type { LiveModel } from "../../core/estimator";
import type { LiveText } from "../../core/generation";
import type { FittedPipeline } from "../../core/pipeline";
import { coderOf } from "../../preprocessing/generation/text-coder";
import { generateTexts, resolveGenerate } from "./generate-texts";

const mostTokens = 120;

/** One text of a model of these steps, by default settings. */
export async function writeOne(
  predict: LiveModel["predict"],
  pipeline: FittedPipeline,
  seed: number,
  signal: AbortSignal,
): Promise<string> {
  const settings = resolveGenerate({ samples: 1, length: mostTokens, seed });
  const { texts } = await generateTexts(predict, coderOf(pipeline), settings, signal);
  return texts[0]?.text ?? "";
}

export interface LiveTexts {
  /** To be waited for while the fit stands still. Writes nothing unless somebody watched since the last time. */
  endEpoch(model: LiveModel, epoch: number): Promise<void>;
  watch(): readonly LiveText[];
}

export function createLiveTexts(pipeline: FittedPipeline, seed: number, signal: AbortSignal): LiveTexts {
  const texts: LiveText[] = [];
  let isWatched = false;
  return {
    async endEpoch(model, epoch) {
      if (!isWatched || signal.aborted) return;
      isWatched = false;
      const text = await writeOne(model.predict, pipeline, seed + epoch, signal).catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      });
      if (text !== null) texts.push({ epoch, text });
    },
    watch() {
      isWatched = true;
      return [...texts];
    },
  };
}
