/** What the layers have in common whose filters slide over images. */
import type { Wording } from "../../core/wording";
import type { Activation } from "./activation";
import { activationLabel } from "./activation";
import type { Biased } from "./bias";
import type { Extent, Padding } from "./sliding-window";
import { imageShape, pairOf, strideLabel, windowCounts } from "./sliding-window";

export interface ImageFilters extends Biased {
  readonly kernelSize: Extent;
  /** 1 where not given. */
  readonly strides?: Extent;
  /** "valid" where not given. */
  readonly padding?: Padding;
  readonly activation: Activation;
}

/** The layer's name with its settings; null for the number of filters where it is as usual. */
export function filtersLabel(name: Wording, spec: ImageFilters, filters: number | null): Wording {
  const { kernelSize, strides = 1, padding = "valid", activation } = spec;
  const what = pairOf(kernelSize).join(" × ") + (filters === null ? "" : `, ${filters}`);
  const { en, zh } = strideLabel(pairOf(strides), [1, 1], padding);
  const after = activationLabel(activation);
  return { en: `${name.en} ${what}${en}${after}`, zh: `${name.zh} ${what}${zh}${after}` };
}

/** Height and width of the outputs. Throws where no filter fits; `layer` says who wants images. */
export function filterCounts(
  layer: string,
  { kernelSize, strides = 1, padding = "valid" }: ImageFilters,
  inputShape: readonly number[],
): readonly number[] {
  const [height, width] = imageShape(layer, inputShape);
  return windowCounts("a filter", [height, width], pairOf(kernelSize), pairOf(strides), padding);
}
