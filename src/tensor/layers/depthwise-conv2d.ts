/** Convolution of each channel by itself: filters of their own for every one, `depthMultiplier` of them. */
import { fusedDepthwiseConv2d } from "../kernels/fused-convolution";
import { activated } from "./activation";
import { biasWeights } from "./bias";
import { filterCounts, filtersLabel, type ImageFilters } from "./image-filters";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind, WeightSpec } from "./layer";
import type { Extent } from "./sliding-window";
import { pairOf } from "./sliding-window";

export interface DepthwiseConv2dSpec extends ImageFilters {
  readonly type: "depthwise-conv2d";
  /** 1 where not given. */
  readonly depthMultiplier?: number;
}

export const depthwiseConv2d: LayerKind<DepthwiseConv2dSpec> = {
  label(spec) {
    const { depthMultiplier = 1 } = spec;
    const name = { en: "Depthwise convolution", zh: "逐通道卷积" };
    return filtersLabel(name, spec, depthMultiplier === 1 ? null : depthMultiplier);
  },
  isStochastic: false,
  outputShape(spec, inputShape) {
    const counts = filterCounts("a depthwise convolution", spec, inputShape);
    return [...counts, (inputShape.at(-1) ?? 0) * (spec.depthMultiplier ?? 1)];
  },
  weights({ kernelSize, depthMultiplier = 1, useBias }, [, , channels = 0]) {
    const outputs = channels * depthMultiplier;
    return [depthwiseKernel(kernelSize, channels, depthMultiplier), ...biasWeights(outputs, useBias)];
  },
  apply({ strides = 1, padding = "valid", activation }, inputs, [kernel, bias]) {
    const settings = { strides: pairOf(strides), pad: padding };
    return activated(
      activation,
      (own) => fusedDepthwiseConv2d(inputs, kernel!, bias ?? null, { ...settings, activation: own }), // made by weights()
    );
  },
};

/** [height, width, channel, multiplier], with the fans that Keras reads from these axes. */
export function depthwiseKernel(kernelSize: Extent, channels: number, multiplier: number): WeightSpec {
  const [height, width] = pairOf(kernelSize);
  const shape = [height, width, channels, multiplier];
  const area = height * width;
  return kernelWeight("depthwiseKernel", shape, area * channels, area * multiplier);
}
