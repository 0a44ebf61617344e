/** The encoder: vectors that know their places, blocks of attention and dense layers, and the mean of the steps or the last of them. */
import { fail } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import type { InputForm } from "../../core/samples";
import { embedded } from "../../training/embedded-tokens";
import type { TransformerBlockSpec } from "../../tensor/layers/transformer-block";
import type { LayerSpec } from "../../tensor/layers/registry";

/**
 * For pictures [height, width, channel], of which each square of `patchSize` pixels becomes a step (Dosovitskiy et al. 2021, read out by the mean
 * of the steps and no token of its own), tokens [step], or windows [step, feature], which a linear layer brings to the width. The width is a multiple of the heads: each
 * has `headWidth` numbers. Where every step is asked for the next token, a decoder: no step sees a later one, and all steps stay. A normalisation follows the blocks, which themselves normalise before each half.
 */
export function hiddenLayers(form: InputForm, hyperparameters: JsonObject): readonly LayerSpec[] {
  const { heads, headWidth, blocks, positions, pooling, dropout, patchSize } = hyperparameters;
  const width = Number(heads) * Number(headWidth);
  const rate = Number(dropout);
  const dropped = rate > 0 ? [{ type: "dropout", rate } as const] : [];
  const linear: LayerSpec = { type: "dense", units: width, activation: "linear" };
  const first: readonly LayerSpec[] = form.vocabularySize === undefined ? [linear] : embedded(form, width);
  const block: TransformerBlockSpec = {
    ...{ type: "transformer-block", heads: Number(heads), activation: "relu" },
    ...(rate > 0 && { dropout: rate }),
    ...(form.foretells && { isCausal: true }),
  };
  const read: LayerSpec = { type: pooling === "last" ? "last-step" : "global-average-pooling" };
  return [
    ...(isPicture(form) ? [{ type: "patches", size: patchSideOf(form.shape, Number(patchSize)) } as const] : []),
    ...first,
    { type: "positions", kind: positions === "sinusoidal" ? "sinusoidal" : "learned" },
    ...dropped,
    ...(form.sourceSteps === undefined
      ? Array.from({ length: Number(blocks) }, () => block)
      : encoderAndDecoder(form.sourceSteps, Number(blocks), block)),
    { type: "layer-normalization" },
    ...(form.sourceSteps === undefined ? [] : [{ type: "skip-steps", steps: form.sourceSteps } as const]),
    ...(form.foretells ? [] : [read]),
    ...dropped,
  ];
}

function isPicture({ shape, vocabularySize }: InputForm): boolean {
  return shape.length === 3 && vocabularySize === undefined;
}

/** A picture is cut into about so many squares a side where nothing is asked for. */
const usualPerSide = 8;

/**
 * Pixels along the side of a square, of pictures [height, width, channel]; 0 asks for the one that cuts the shorter side into about eight,
 * and of two that do, for the one that leaves nothing over. Throws `fit/setting` where it is larger than the picture.
 */
function patchSideOf([height = 1, width = 1]: readonly number[], asked: number): number {
  const side = Math.min(height, width);
  if (asked > side) {
    throw fail("fit/setting", {
      setting: "patchSize",
      reasonEn: `a square of ${asked} pixels does not fit into pictures of ${height} × ${width}`,
      reasonZh: `${asked} 像素的图块大于 ${height} × ${width} 的图片`,
    });
  }
  if (asked > 0) return asked;
  const usual = side / usualPerSide;
  const near = [Math.ceil(usual), Math.floor(usual)].filter((size) => size > 0);
  const [best = 1] = near.toSorted((a, b) => (side % a) - (side % b) || Math.abs(a - usual) - Math.abs(b - usual));
  return best;
}

/**
 * Of a text that is turned into another, both in one row: blocks that write, then one that looks at the source where as many that read tell it to.
 * It alone looks there, with one head: all that a step knows of the source stands where it looks, and can be read off.
 */
function encoderAndDecoder(source: number, blocks: number, block: TransformerBlockSpec): readonly LayerSpec[] {
  return [
    ...Array.from({ length: blocks }, (): LayerSpec => ({ type: "part", from: source, layer: block })),
    {
      ...{ type: "cross-block", source, heads: 1, activation: block.activation },
      ...(block.dropout !== undefined && { dropout: block.dropout }),
      encoder: { blocks, heads: block.heads },
    },
  ];
}
