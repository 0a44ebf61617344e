/** Convolutions that look back: each block twice as far as the one before it. */
import type { JsonObject } from "../../core/json";
import type { InputForm } from "../../core/samples";
import { embedded } from "../../training/embedded-tokens";
import type { LayerSpec } from "../../tensor/layers/registry";

/**
 * For tokens [step], which become `embedding` numbers first, or windows [step, feature]: blocks whose filters look at steps 1, 2, 4, … apart
 * (Bai, Kolter and Koltun 2018), then the last step, or the mean of those that are there.
 */
export function hiddenLayers(form: InputForm, hyperparameters: JsonObject): readonly LayerSpec[] {
  const { embedding, filters, kernelSize, blocks, dropout, pooling } = hyperparameters;
  const rate = Number(dropout);
  const stack = Array.from({ length: Number(blocks) }, (_, block): LayerSpec => ({
    ...{ type: "temporal-block", filters: Number(filters), kernelSize: Number(kernelSize) },
    ...{ dilation: 2 ** block, activation: "relu" },
    ...(rate > 0 && { dropout: rate }),
  }));
  return [
    ...embedded(form, Number(embedding)),
    ...stack,
    { type: pooling === "mean" ? "global-average-pooling" : "last-step" },
  ];
}

/** Steps that the last one sees, itself among them: each block looks back twice at its dilation. */
export function reachOf(kernelSize: number, blocks: number): number {
  return 1 + 2 * (kernelSize - 1) * (2 ** blocks - 1);
}
