/** The mean of each window of an image, channel by channel; padding counts for nothing. */
import { tf } from "../tf";
import type { LayerKind } from "./layer";
import type { Extent, Padding } from "./sliding-window";
import { imageShape, pairOf, strideLabel, windowCounts } from "./sliding-window";

export interface AveragePooling2dSpec {
  readonly type: "average-pooling2d";
  readonly poolSize: Extent;
  /** The pool's size where not given: windows side by side. */
  readonly strides?: Extent;
  /** "valid" where not given. */
  readonly padding?: Padding;
}

export const averagePooling2d: LayerKind<AveragePooling2dSpec> = {
  label({ poolSize, strides = poolSize, padding = "valid" }) {
    const { en, zh } = strideLabel(pairOf(strides), pairOf(poolSize), padding);
    const size = pairOf(poolSize).join(" × ");
    return { en: `Average pooling ${size}${en}`, zh: `平均池化 ${size}${zh}` };
  },
  isStochastic: false,
  outputShape({ poolSize, strides = poolSize, padding = "valid" }, inputShape) {
    const [height, width, channels] = imageShape("average-pooling", inputShape);
    return [...windowCounts("a pool", [height, width], pairOf(poolSize), pairOf(strides), padding), channels];
  },
  weights: () => [],
  apply({ poolSize, strides = poolSize, padding = "valid" }, inputs) {
    const x = inputs as tf.Tensor4D; // outputShape has checked the rank
    const [, height, width] = x.shape;
    const [size, step] = [pairOf(poolSize), pairOf(strides)];
    const margins = [marginOf(height, size[0], step[0]), marginOf(width, size[1], step[1])] as const;
    if (padding === "valid" || margins.flat().every((margin) => margin === 0))
      return tf.avgPool(x, size, step, "valid");
    // The stock gradient of padded windows divides by their whole area even where they hang over the edge. So zeros are
    // put around by hand, and the means divided by the share of each window that lies inside.
    const pooled = (image: tf.Tensor4D) => tf.avgPool(tf.pad(image, [[0, 0], ...margins, [0, 0]]), size, step, "valid");
    return tf.div(pooled(x), pooled(tf.fill([1, height, width, 1], 1)));
  },
};

/** Zeros before and after an axis, so that every step of the stride gives an output. */
function marginOf(extent: number, size: number, stride: number): [number, number] {
  const total = Math.max(0, (Math.ceil(extent / stride) - 1) * stride + size - extent);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
