/** A depthwise convolution, then one of 1 × 1 across the channels: fewer weights than one of both (Chollet 2017). */
import { fusedConv2d, fusedDepthwiseConv2d } from "../kernels/fused-convolution";
import { activated } from "./activation";
import { biasWeights } from "./bias";
import { depthwiseKernel } from "./depthwise-conv2d";
import { filterCounts, filtersLabel, type ImageFilters } from "./image-filters";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind } from "./layer";
import { pairOf } from "./sliding-window";

export interface SeparableConv2dSpec extends ImageFilters {
  readonly type: "separable-conv2d";
  readonly filters: number;
  /** Filters for each channel of the input; 1 where not given. */
  readonly depthMultiplier?: number;
}

export const separableConv2d: LayerKind<SeparableConv2dSpec> = {
  label: (spec) => filtersLabel({ en: "Separable convolution", zh: "可分离卷积" }, spec, spec.filters),
  isStochastic: false,
  outputShape: (spec, inputShape) => [...filterCounts("a separable convolution", spec, inputShape), spec.filters],
  weights({ filters, kernelSize, depthMultiplier = 1, useBias }, [, , channels = 0]) {
    const inner = channels * depthMultiplier;
    return [
      depthwiseKernel(kernelSize, channels, depthMultiplier),
      kernelWeight("pointwiseKernel", [1, 1, inner, filters], inner, filters),
      ...biasWeights(filters, useBias),
    ];
  },
  apply({ strides = 1, padding = "valid", activation }, inputs, [depthwise, pointwise, bias]) {
    const first = { strides: pairOf(strides), pad: padding, activation: "linear" } as const;
    const inner = fusedDepthwiseConv2d(inputs, depthwise!, null, first); // made by weights()
    return activated(
      activation,
      (own) => fusedConv2d(inner, pointwise!, bias ?? null, { strides: [1, 1], pad: "valid", activation: own }), // made by weights()
    );
  },
};
