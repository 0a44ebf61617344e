/** Convolution of images: every filter slides over the image and gives one channel of the next. */
import { fusedConv2d } from "../kernels/fused-convolution";
import { activated } from "./activation";
import { biasWeights } from "./bias";
import { filterCounts, filtersLabel, type ImageFilters } from "./image-filters";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind } from "./layer";
import { pairOf } from "./sliding-window";

export interface Conv2dSpec extends ImageFilters {
  readonly type: "conv2d";
  readonly filters: number;
}

export const conv2d: LayerKind<Conv2dSpec> = {
  label: (spec) => filtersLabel({ en: "Convolution", zh: "卷积" }, spec, spec.filters),
  isStochastic: false,
  outputShape: (spec, inputShape) => [...filterCounts("a convolution", spec, inputShape), spec.filters],
  weights({ filters, kernelSize, useBias }, [, , channels = 0]) {
    const [height, width] = pairOf(kernelSize);
    const area = height * width;
    const kernel = kernelWeight("kernel", [height, width, channels, filters], area * channels, area * filters);
    return [kernel, ...biasWeights(filters, useBias)];
  },
  apply({ strides = 1, padding = "valid", activation }, inputs, [kernel, bias]) {
    return activated(
      activation,
      (own) => fusedConv2d(inputs, kernel!, bias ?? null, { strides: pairOf(strides), pad: padding, activation: own }), // made by weights()
    );
  },
};
