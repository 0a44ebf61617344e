/** Convolution of each channel by itself: filters of their own for every one, `depthMultiplier` of them. */
import { fusedDepthwiseConv2d } from "../kernels/fused-convolution";
import type { Activation } from "./activation";
import { activated, activationLabel } from "./activation";
import type { Biased } from "./bias";
import { biasWeights } from "./bias";
import { glorotUniform } from "./initializers";
import type { LayerKind, WeightSpec } from "./layer";
import type { Extent, Padding } from "./sliding-window";
import { imageShape, pairOf, strideLabel, windowCounts } from "./sliding-window";

export interface DepthwiseConv2dSpec extends Biased {
  readonly type: "depthwise-conv2d";
  readonly kernelSize: Extent;
  /** 1 where not given. */
  readonly depthMultiplier?: number;
  /** 1 where not given. */
  readonly strides?: Extent;
  /** "valid" where not given. */
  readonly padding?: Padding;
  readonly activation: Activation;
}

export const depthwiseConv2d: LayerKind<DepthwiseConv2dSpec> = {
  label({ kernelSize, depthMultiplier = 1, strides = 1, padding = "valid", activation }) {
    const what = pairOf(kernelSize).join(" × ") + (depthMultiplier === 1 ? "" : `, ${depthMultiplier}`);
    const { en, zh } = strideLabel(pairOf(strides), [1, 1], padding);
    const after = activationLabel(activation);
    return { en: `Depthwise convolution ${what}${en}${after}`, zh: `逐通道卷积 ${what}${zh}${after}` };
  },
  isStochastic: false,
  outputShape({ kernelSize, depthMultiplier = 1, strides = 1, padding = "valid" }, inputShape) {
    const [height, width, channels] = imageShape("a depthwise convolution", inputShape);
    const counts = windowCounts("a filter", [height, width], pairOf(kernelSize), pairOf(strides), padding);
    return [...counts, channels * depthMultiplier];
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
  return {
    name: "depthwiseKernel",
    shape,
    isDecayed: true,
    initialise: (random) => glorotUniform(shape, area * channels, area * multiplier, random),
  };
}
