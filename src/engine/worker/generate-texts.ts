/** Writes texts with a model of a language, one token after the other. */
import { createBlock, type Block } from "../../core/block";
import type { LiveModel } from "../../core/estimator";
import { fail } from "../../core/failure";
import { resolveFields } from "../../core/field";
import { generateFields, type GenerateOptions, type Generated } from "../../core/generation";
import { createRandom } from "../../core/random";
import { endToken, startToken, unknownToken, type TextCoder } from "../../preprocessing/generation/text-coder";
import { drawToken, reshaped } from "../../training/language/choose-token";

export type GenerateSettings = Required<GenerateOptions>;

const mostNext = 12;

/** Every option with its default. Throws `fit/setting`. */
export function resolveGenerate({ prompt = "", ...given }: GenerateOptions): GenerateSettings {
  const { values, problems } = resolveFields(generateFields, given);
  const [problem] = problems;
  if (!problem) return { prompt, ...(values as unknown as Omit<GenerateSettings, "prompt">) }; // the fields of the same names
  throw fail("fit/setting", { setting: problem.field, reasonEn: problem.reason.en, reasonZh: problem.reason.zh });
}

interface Draft {
  readonly tokens: number[];
  isEnded: boolean;
}

/** The same model, settings and seed write the same. Rejects with the signal's reason once it has been aborted. */
export async function generateTexts(
  predict: LiveModel["predict"],
  coder: TextCoder,
  settings: GenerateSettings,
  signal: AbortSignal,
): Promise<Generated> {
  const prompt = coder.encode(settings.prompt);
  // A source is read beside what is written; a beginning is part of it.
  const source = coder.sourceSteps > 0 ? prompt.slice(0, coder.sourceSteps) : null;
  const start = [startToken, ...(source ? [] : prompt)];
  const most = source ? Math.min(settings.length, coder.length) : settings.length;
  const drafts = Array.from({ length: settings.samples }, (): Draft => ({ tokens: [...start], isEnded: false }));
  const streams = drafts.map((_, sample) => createRandom(settings.seed).fork("text").fork(sample));
  let next: Generated["next"] | null = null;
  for (let added = 0; added < most && drafts.some(({ isEnded }) => !isEnded); added++) {
    signal.throwIfAborted();
    const open = [...drafts.keys()].filter((sample) => !drafts[sample]!.isEnded); // samples
    // They are all alike at first.
    const asked = next === null ? open.slice(0, 1) : open;
    const texts = asked.map((sample) => drafts[sample]!.tokens); // as above
    const { data } = await predict(contextsOf(texts, source, coder));
    const probabilitiesAt = (place: number) => {
      const from = next === null ? 0 : place * coder.vocabularySize;
      const own = Float64Array.from(data.subarray(from, from + coder.vocabularySize));
      // None of these is ever to come.
      for (const token of [0, unknownToken, startToken]) own[token] = 0;
      return own;
    };
    open.forEach((sample, place) => {
      const token = drawToken(reshaped(probabilitiesAt(place), settings), streams[sample]!); // one for each
      const draft = drafts[sample]!; // as above
      if (token === endToken) draft.isEnded = true;
      else draft.tokens.push(token);
    });
    next ??= likeliest(probabilitiesAt(0), coder);
  }
  return {
    texts: drafts.map(({ tokens, isEnded }) => ({
      text: (source ? "" : settings.prompt) + tokens.slice(start.length).map(coder.piece).join(""),
      isEnded,
    })),
    next: next ?? [],
    unknown: prompt.filter((token) => token === unknownToken).length,
  };
}

/** The last tokens of each text that a window holds, filled up behind; before them the source, where there is one. */
export function contextsOf(
  texts: readonly (readonly number[])[],
  source: readonly number[] | null,
  { length, sourceSteps }: Pick<TextCoder, "length" | "sourceSteps">,
): Block {
  const contexts = texts.map((text) => text.slice(-length));
  const width = sourceSteps + Math.max(...contexts.map((context) => context.length));
  const inputs = new Float32Array(contexts.length * width);
  contexts.forEach((context, row) => {
    if (source) inputs.set(source, row * width);
    inputs.set(context, row * width + sourceSteps);
  });
  return createBlock(inputs, [contexts.length, width]);
}

function likeliest(probabilities: Float64Array, { piece }: TextCoder): Generated["next"] {
  return Array.from(probabilities, (probability, token) => ({ token, probability }))
    .filter(({ probability }) => probability > 0)
    .toSorted((a, b) => b.probability - a.probability || a.token - b.token)
    .slice(0, mostNext)
    .map(({ token, probability }) => ({ text: piece(token), probability }));
}
