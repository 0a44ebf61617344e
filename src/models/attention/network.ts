/** The two networks that lessons show attention with, before their last layer. */
import type { JsonObject } from "../../core/json";
import type { InputForm } from "../../core/samples";
import { embedded } from "../../training/embedded-tokens";
import type { LayerSpec } from "../../tensor/layers/registry";

/**
 * For tokens [step], which become `embedding` numbers each, or windows [step, feature]. The gate: a linear map to `units`, then one mean
 * of all steps by learned weights. Self-attention: one head as wide as its input, then the plain mean of its steps. Neither tells
 * steps apart by their places, unless each is given numbers of its own.
 */
export function hiddenLayers(form: InputForm, hyperparameters: JsonObject): readonly LayerSpec[] {
  const { architecture, embedding, units, dropout, positions } = hyperparameters;
  const rate = Number(dropout) > 0 ? { dropout: Number(dropout) } : {};
  const first = embedded(form, Number(embedding));
  const places: readonly LayerSpec[] =
    positions === "learned" || positions === "sinusoidal" ? [{ type: "positions", kind: positions }] : [];
  if (architecture === "gate") {
    return [
      ...first,
      { type: "dense", units: Number(units), activation: "linear" },
      ...places,
      { type: "attention-gate", ...rate },
    ];
  }
  const keyDim = form.vocabularySize === undefined ? (form.shape.at(-1) ?? 1) : Number(embedding);
  return [
    ...first,
    ...places,
    { type: "self-attention", heads: 1, keyDim, ...rate },
    { type: "global-average-pooling" },
  ];
}
