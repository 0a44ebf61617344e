/** The largest value of each window of a sequence, channel by channel. */
import { tf } from "../tf";
import type { LayerKind } from "./layer";
import type { Padding } from "./sliding-window";
import { sequenceShape, strideLabel, windowCounts } from "./sliding-window";

export interface MaxPooling1dSpec {
  readonly type: "max-pooling1d";
  readonly poolSize: number;
  /** The pool's size where not given: windows side by side. */
  readonly strides?: number;
  /** "valid" where not given. */
  readonly padding?: Padding;
}

export const maxPooling1d: LayerKind<MaxPooling1dSpec> = {
  label({ poolSize, strides = poolSize, padding = "valid" }) {
    const { en, zh } = strideLabel([strides], [poolSize], padding);
    return { en: `1-D max pooling ${poolSize}${en}`, zh: `一维最大池化 ${poolSize}${zh}` };
  },
  isStochastic: false,
  outputShape({ poolSize, strides = poolSize, padding = "valid" }, inputShape) {
    const [steps, channels] = sequenceShape("1-D max-pooling", inputShape);
    return [...windowCounts("a pool", [steps], [poolSize], [strides], padding), channels];
  },
  weights: () => [],
  apply({ poolSize, strides = poolSize, padding = "valid" }, inputs) {
    const [batch, steps, channels] = inputs.shape as [number, number, number]; // outputShape has checked the rank
    const image = tf.reshape<tf.Rank.R4>(inputs, [batch, 1, steps, channels]);
    return tf.reshape(tf.maxPool(image, [1, poolSize], [1, strides], padding), [batch, -1, channels]);
  },
};
