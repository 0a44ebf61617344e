/** Convolution of images: every filter slides over the image and gives one channel of the next. */
import { fusedConv2d } from "../kernels/fused-convolution";
import type { Activation } from "./activation";
import { activated, activationLabel } from "./activation";
import type { Biased } from "./bias";
import { biasWeights } from "./bias";
import { glorotUniform } from "./initializers";
import type { LayerKind } from "./layer";
import type { Extent, Padding } from "./sliding-window";
import { imageShape, pairOf, strideLabel, windowCounts } from "./sliding-window";

export interface Conv2dSpec extends Biased {
  readonly type: "conv2d";
  readonly filters: number;
  readonly kernelSize: Extent;
  /** 1 where not given. */
  readonly strides?: Extent;
  /** "valid" where not given. */
  readonly padding?: Padding;
  readonly activation: Activation;
}

export const conv2d: LayerKind<Conv2dSpec> = {
  label({ filters, kernelSize, strides = 1, padding = "valid", activation }) {
    const what = `${pairOf(kernelSize).join(" × ")}, ${filters}`;
    const { en, zh } = strideLabel(pairOf(strides), [1, 1], padding);
    const after = activationLabel(activation);
    return { en: `Convolution ${what}${en}${after}`, zh: `卷积 ${what}${zh}${after}` };
  },
  isStochastic: false,
  outputShape({ filters, kernelSize, strides = 1, padding = "valid" }, inputShape) {
    const [height, width] = imageShape("a convolution", inputShape);
    const counts = windowCounts("a filter", [height, width], pairOf(kernelSize), pairOf(strides), padding);
    return [...counts, filters];
  },
  weights({ filters, kernelSize, useBias }, [, , channels = 0]) {
    const [height, width] = pairOf(kernelSize);
    const shape = [height, width, channels, filters];
    const area = height * width;
    return [
      {
        name: "kernel",
        shape,
        isDecayed: true,
        initialise: (random) => glorotUniform(shape, area * channels, area * filters, random),
      },
      ...biasWeights(filters, useBias),
    ];
  },
  apply({ strides = 1, padding = "valid", activation }, inputs, [kernel, bias]) {
    return activated(
      activation,
      (own) => fusedConv2d(inputs, kernel!, bias ?? null, { strides: pairOf(strides), pad: padding, activation: own }), // made by weights()
    );
  },
};
