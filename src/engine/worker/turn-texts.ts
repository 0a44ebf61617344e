/** Turns texts into others with the likeliest token at every step, and shows what was looked at. */
import { createBlock, type Block } from "../../core/block";
import { breathe } from "../../core/breathe";
import type { FittedModel } from "../../core/estimator";
import type { Alignment } from "../../core/generation";
import { endToken, startToken, unknownToken, type TextCoder } from "../../preprocessing/generation/text-coder";
import { contextsOf } from "./generate-texts";

/** Texts that are written beside one another. */
const batchSize = 100;

/**
 * `inputs` [row, source + step]: only the source is looked at. The tokens that are written of each of `rows`, without start and end.
 * A stop is heard between steps once the first batch is written: then only the batches before it are given back.
 */
export async function turnTexts(
  predict: FittedModel["predict"],
  inputs: Block,
  coder: TextCoder,
  rows: Uint32Array,
  signal: AbortSignal,
): Promise<readonly (readonly number[])[]> {
  const written: (readonly number[])[] = [];
  for (let from = 0; from < rows.length; from += batchSize) {
    const mustEnd = () => from > 0 && signal.aborted;
    const batch = await turnBatch(predict, inputs, coder, rows.subarray(from, from + batchSize), mustEnd);
    if (!batch) break;
    written.push(...batch);
  }
  return written;
}

/** null where it has to end before all is written. */
async function turnBatch(
  predict: FittedModel["predict"],
  inputs: Block,
  { length, sourceSteps, vocabularySize }: TextCoder,
  rows: Uint32Array,
  mustEnd: () => boolean,
): Promise<readonly (readonly number[])[] | null> {
  const [, width = 0] = inputs.shape;
  const drafts = Array.from(rows, (row) => ({ row, tokens: new Array<number>() }));
  let open = drafts;
  for (let step = 0; step < length && open.length > 0; step++) {
    await breathe();
    if (mustEnd()) return null;
    const steps = sourceSteps + step + 1;
    const block = new Float32Array(open.length * steps);
    open.forEach(({ row, tokens }, place) => {
      block.set(inputs.data.subarray(row * width, row * width + sourceSteps), place * steps);
      block.set([startToken, ...tokens], place * steps + sourceSteps);
    });
    const { data } = await predict(createBlock(block, [open.length, steps]));
    open = open.filter(({ tokens }, place) => {
      const token = likeliestOf(data.subarray(place * vocabularySize, (place + 1) * vocabularySize));
      if (token !== endToken) tokens.push(token);
      return token !== endToken;
    });
  }
  return drafts.map(({ tokens }) => tokens);
}

function likeliestOf(probabilities: Block["data"]): number {
  let best = endToken;
  probabilities.forEach((probability: number, token: number) => {
    const mayCome = token > unknownToken && token !== startToken;
    if (mayCome && probability > probabilities[best]!) best = token; // a token
  });
  return best;
}

/** What each piece that was written from the source, the end among them, looked at; null of a model that reads no source. */
export async function alignmentOf(
  model: FittedModel,
  coder: TextCoder,
  sourceText: string,
  text: string,
): Promise<Alignment | null> {
  if (!model.alignment || coder.sourceSteps === 0) return null;
  const source = coder.pieces(sourceText).slice(0, coder.sourceSteps);
  const tokens = coder.encode(text).slice(0, coder.length - 1);
  const inputs = contextsOf([[startToken, ...tokens]], coder.encode(sourceText).slice(0, coder.sourceSteps), coder);
  const { data, shape } = await model.alignment(inputs);
  const [, width = 0] = shape;
  return {
    source,
    written: [...tokens.map(coder.piece), ""],
    weights: [...tokens, endToken].map((_, step) =>
      Array.from(data.subarray(step * width, step * width + source.length)),
    ),
  };
}
