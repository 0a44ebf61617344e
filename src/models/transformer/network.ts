/** The encoder: vectors that know their places, blocks of attention and dense layers, and the mean of the steps or the last of them. */
import type { JsonObject } from "../../core/json";
import type { InputForm } from "../../core/samples";
import { embedded } from "../../training/embedded-tokens";
import type { LayerSpec } from "../../tensor/layers/registry";

/**
 * For tokens [step], or windows [step, feature], which a linear layer brings to the width. The width is a multiple of the heads: each
 * has `headWidth` numbers. Where every step is asked for the next token, a decoder: no step sees a later one, and all steps stay. A normalisation follows the blocks, which themselves normalise before each half.
 */
export function hiddenLayers(form: InputForm, hyperparameters: JsonObject): readonly LayerSpec[] {
  const { heads, headWidth, blocks, positions, pooling, dropout } = hyperparameters;
  const width = Number(heads) * Number(headWidth);
  const rate = Number(dropout);
  const dropped = rate > 0 ? [{ type: "dropout", rate } as const] : [];
  const first: readonly LayerSpec[] =
    form.vocabularySize === undefined ? [{ type: "dense", units: width, activation: "linear" }] : embedded(form, width);
  const block: LayerSpec = {
    ...{ type: "transformer-block", heads: Number(heads), activation: "relu" },
    ...(rate > 0 && { dropout: rate }),
    ...(form.foretells && { isCausal: true }),
  };
  const read: LayerSpec = { type: pooling === "last" ? "last-step" : "global-average-pooling" };
  return [
    ...first,
    { type: "positions", kind: positions === "sinusoidal" ? "sinusoidal" : "learned" },
    ...dropped,
    ...Array.from({ length: Number(blocks) }, () => block),
    { type: "layer-normalization" },
    ...(form.foretells ? [] : [read]),
    ...dropped,
  ];
}
