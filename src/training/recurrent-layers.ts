/** The layers of a family of recurrent networks before its last one. */
import type { JsonObject } from "../core/json";
import type { InputForm } from "../core/samples";
import type { LayerSpec, RecurrentLayerSpec } from "../tensor/layers/registry";
import { embedded } from "./embedded-tokens";

/**
 * For tokens [step], which become vectors first, or windows [step, feature]: recurrent layers one upon the other, then the mean of
 * the states after the steps that are there, or the last of them. Where every step is asked for the next token all states stay, and nothing is
 * read from the end.
 */
export function recurrentLayers(
  cell: RecurrentLayerSpec["type"],
  form: InputForm,
  hyperparameters: JsonObject,
): readonly LayerSpec[] {
  const { embedding, units, bidirectional, dropout, recurrentDropout, pooling } = hyperparameters;
  const widths = Array.isArray(units) ? units.map(Number) : [];
  const { foretells = false } = form;
  const isMean = !foretells && pooling === "mean";
  const rates = {
    ...(Number(dropout) > 0 && { dropout: Number(dropout) }),
    ...(Number(recurrentDropout) > 0 && { recurrentDropout: Number(recurrentDropout) }),
  };
  const stack = widths.map((width, index): LayerSpec => {
    const layer: RecurrentLayerSpec = {
      ...{ type: cell, units: width },
      ...((foretells || isMean || index < widths.length - 1) && { returnSequences: true }),
      ...rates,
    };
    return bidirectional === true && !foretells ? { type: "bidirectional", layer } : layer;
  });
  return [
    ...embedded(form, Number(embedding)),
    ...stack,
    ...(isMean ? [{ type: "global-average-pooling" } as const] : []),
  ];
}
