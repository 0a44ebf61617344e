import type { InputForm } from "../core/samples";
import type { LayerSpec } from "../tensor/layers/registry";

/** Tokens become vectors of `size` numbers; windows of numbers stay as they are. */
export function embedded({ vocabularySize }: InputForm, size: number): readonly LayerSpec[] {
  return vocabularySize === undefined ? [] : [{ type: "embedding", inputDim: vocabularySize, outputDim: size }];
}
