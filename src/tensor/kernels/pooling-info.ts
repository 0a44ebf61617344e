/** What the stock pooling of images says of its windows: the same question on every backend. */
import { tf } from "../tf";

export type PoolingInfo = tf.backend_util.Conv2DInfo;

interface Attributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Of x [batch, height, width, channel]. */
export function poolingOf(xShape: readonly number[], attrs: unknown): PoolingInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as Attributes; // given by tf.maxPool and tf.avgPool
  const shape = xShape as [number, number, number, number]; // they have checked the rank
  return tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}

/** Windows of one number each, side by side. */
export function changesNothing(info: PoolingInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  return (
    [filterHeight, filterWidth, strideHeight, strideWidth].every((extent) => extent === 1) &&
    [padInfo.top, padInfo.left].every((extent) => extent === 0) &&
    info.inHeight === info.outHeight &&
    info.inWidth === info.outWidth
  );
}
