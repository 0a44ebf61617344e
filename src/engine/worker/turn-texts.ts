/** Turns texts into others with the likeliest token at every step, and shows what was looked at. */
import { createBlock, type Block } from "../../core/block";
import type { FittedModel } from "../../core/estimator";
import type { Alignment } from "../../core/generation";
import { endToken, startToken, unknownToken, type TextCoder } from "../../preprocessing/generation/text-coder";
import { contextsOf } from "./generate-texts";

/** `inputs` [row, source + step]: only the source is looked at. The tokens that are written, without start and end. */
export async function turnTexts(
  predict: FittedModel["predict"],
  inputs: Block,
  { length, sourceSteps, vocabularySize }: TextCoder,
): Promise<readonly (readonly number[])[]> {
  const [rowCount = 0, width = 0] = inputs.shape;
  const written = Array.from({ length: rowCount }, () => new Array<number>());
  let open = Array.from({ length: rowCount }, (_, row) => row);
  for (let step = 0; step < length && open.length > 0; step++) {
    const steps = sourceSteps + step + 1;
    const block = new Float32Array(open.length * steps);
    open.forEach((row, place) => {
      block.set(inputs.data.subarray(row * width, row * width + sourceSteps), place * steps);
      block.set([startToken, ...written[row]!], place * steps + sourceSteps); // a row
    });
    const { data } = await predict(createBlock(block, [open.length, steps]));
    open = open.filter((row, place) => {
      const token = likeliestOf(data.subarray(place * vocabularySize, (place + 1) * vocabularySize));
      if (token !== endToken) written[row]!.push(token); // a row
      return token !== endToken;
    });
  }
  return written;
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
