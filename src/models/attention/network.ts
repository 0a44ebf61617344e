/** The two networks that lessons show attention with, before their last layer. */
import type { JsonObject } from "../../core/json";
import type { InputForm } from "../../core/samples";
import { embedded } from "../../training/embedded-tokens";
import type { LayerSpec } from "../../tensor/layers/registry";

/**
 * For tokens [step], which become `embedding` numbers each, or windows [step, feature]. The gate: a linear map to `units`, then one mean
 * of all steps by learned weights. Self-attention: one head as wide as its input, then the plain mean of its steps.
 */
export function hiddenLayers(form: InputForm, hyperparameters: JsonObject): readonly LayerSpec[] {
  const { architecture, embedding, units, dropout } = hyperparameters;
  const rate = Number(dropout) > 0 ? { dropout: Number(dropout) } : {};
  const first = embedded(form, Number(embedding));
  if (architecture === "gate") {
    return [
      ...first,
      { type: "dense", units: Number(units), activation: "linear" },
      { type: "attention-gate", ...rate },
    ];
  }
  const keyDim = form.vocabularySize === undefined ? (form.shape.at(-1) ?? 1) : Number(embedding);
  return [...first, { type: "self-attention", heads: 1, keyDim, ...rate }, { type: "global-average-pooling" }];
}
