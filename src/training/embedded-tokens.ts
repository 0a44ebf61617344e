import type { InputForm } from "../core/samples";
import type { LayerSpec } from "../tensor/layers/registry";

/**
 * Tokens become vectors of `size` numbers; windows of numbers stay as they are. Vectors that are given have a size of their own: a linear
 * layer brings them to this one.
 */
export function embedded({ vocabularySize, vectorSize = 0 }: InputForm, size: number): readonly LayerSpec[] {
  if (vocabularySize === undefined) return [];
  const outputDim = vectorSize || size;
  return [
    { type: "embedding", inputDim: vocabularySize, outputDim },
    ...(outputDim === size ? [] : [{ type: "dense", units: size, activation: "linear" } as const]),
  ];
}
