/** A depthwise convolution, then one of 1 × 1 across the channels: fewer weights than one of both (Chollet 2017). */
import { fusedConv2d, fusedDepthwiseConv2d } from "../kernels/fused-convolution";
import type { Activation } from "./activation";
import { activated, activationLabel } from "./activation";
import type { Biased } from "./bias";
import { biasWeights } from "./bias";
import { depthwiseKernel } from "./depthwise-conv2d";
import { glorotUniform } from "./initializers";
import type { LayerKind } from "./layer";
import type { Extent, Padding } from "./sliding-window";
import { imageShape, pairOf, strideLabel, windowCounts } from "./sliding-window";

export interface SeparableConv2dSpec extends Biased {
  readonly type: "separable-conv2d";
  readonly filters: number;
  readonly kernelSize: Extent;
  /** Filters for each channel of the input; 1 where not given. */
  readonly depthMultiplier?: number;
  /** 1 where not given. */
  readonly strides?: Extent;
  /** "valid" where not given. */
  readonly padding?: Padding;
  readonly activation: Activation;
}

export const separableConv2d: LayerKind<SeparableConv2dSpec> = {
  label({ filters, kernelSize, strides = 1, padding = "valid", activation }) {
    const what = `${pairOf(kernelSize).join(" × ")}, ${filters}`;
    const { en, zh } = strideLabel(pairOf(strides), [1, 1], padding);
    const after = activationLabel(activation);
    return { en: `Separable convolution ${what}${en}${after}`, zh: `可分离卷积 ${what}${zh}${after}` };
  },
  isStochastic: false,
  outputShape({ filters, kernelSize, strides = 1, padding = "valid" }, inputShape) {
    const [height, width] = imageShape("a separable convolution", inputShape);
    const counts = windowCounts("a filter", [height, width], pairOf(kernelSize), pairOf(strides), padding);
    return [...counts, filters];
  },
  weights({ filters, kernelSize, depthMultiplier = 1, useBias }, [, , channels = 0]) {
    const inner = channels * depthMultiplier;
    const shape = [1, 1, inner, filters];
    return [
      depthwiseKernel(kernelSize, channels, depthMultiplier),
      {
        name: "pointwiseKernel",
        shape,
        isDecayed: true,
        initialise: (random) => glorotUniform(shape, inner, filters, random),
      },
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
