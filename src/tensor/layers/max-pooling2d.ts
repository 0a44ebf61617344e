/** The largest value of each window of an image, channel by channel. */
import { tf } from "../tf";
import type { LayerKind } from "./layer";
import { pooling2d, type Pooling2dSpec } from "./pooling2d";

export interface MaxPooling2dSpec extends Pooling2dSpec {
  readonly type: "max-pooling2d";
}

export const maxPooling2d: LayerKind<MaxPooling2dSpec> = pooling2d({
  name: { en: "Max pooling", zh: "最大池化" },
  layer: "max-pooling",
  pool: (images, size, strides, padding) => tf.maxPool(images, size, strides, padding),
});
