/** The mean of each window of an image, channel by channel; padding counts for nothing. */
import { tf } from "../tf";
import type { LayerKind } from "./layer";
import { pooling2d, type Pooling2dSpec } from "./pooling2d";

export interface AveragePooling2dSpec extends Pooling2dSpec {
  readonly type: "average-pooling2d";
}

export const averagePooling2d: LayerKind<AveragePooling2dSpec> = pooling2d({
  name: { en: "Average pooling", zh: "平均池化" },
  layer: "average-pooling",
  pool(images, size, strides, padding) {
    const [, height, width] = images.shape;
    const margins = [marginOf(height, size[0], strides[0]), marginOf(width, size[1], strides[1])] as const;
    if (padding === "valid" || margins.flat().every((margin) => margin === 0))
      return tf.avgPool(images, size, strides, "valid");
    // The stock gradient of padded windows divides by their whole area even where they hang over the edge. So zeros are
    // put around by hand, and the means divided by the share of each window that lies inside.
    const pooled = (image: tf.Tensor4D) =>
      tf.avgPool(tf.pad(image, [[0, 0], ...margins, [0, 0]]), size, strides, "valid");
    return tf.div(pooled(images), pooled(tf.fill([1, height, width, 1], 1)));
  },
});

/** Zeros before and after an axis, so that every step of the stride gives an output. */
function marginOf(extent: number, size: number, stride: number): [number, number] {
  const total = Math.max(0, (Math.ceil(extent / stride) - 1) * stride + size - extent);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
