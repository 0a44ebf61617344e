/** The largest value of each window of an image, channel by channel. */
import { tf } from "../tf";
import type { LayerKind } from "./layer";
import type { Extent, Padding } from "./sliding-window";
import { imageShape, pairOf, strideLabel, windowCounts } from "./sliding-window";

export interface MaxPooling2dSpec {
  readonly type: "max-pooling2d";
  readonly poolSize: Extent;
  /** The pool's size where not given: windows side by side. */
  readonly strides?: Extent;
  /** "valid" where not given. */
  readonly padding?: Padding;
}

export const maxPooling2d: LayerKind<MaxPooling2dSpec> = {
  label({ poolSize, strides = poolSize, padding = "valid" }) {
    const { en, zh } = strideLabel(pairOf(strides), pairOf(poolSize), padding);
    const size = pairOf(poolSize).join(" × ");
    return { en: `Max pooling ${size}${en}`, zh: `最大池化 ${size}${zh}` };
  },
  isStochastic: false,
  outputShape({ poolSize, strides = poolSize, padding = "valid" }, inputShape) {
    const [height, width, channels] = imageShape("max-pooling", inputShape);
    return [...windowCounts("a pool", [height, width], pairOf(poolSize), pairOf(strides), padding), channels];
  },
  weights: () => [],
  apply({ poolSize, strides = poolSize, padding = "valid" }, inputs) {
    return tf.maxPool(inputs as tf.Tensor4D, pairOf(poolSize), pairOf(strides), padding); // outputShape has checked the rank
  },
};
