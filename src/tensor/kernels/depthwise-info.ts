/** What the stock convolution of each channel by itself says of its shapes, as far as our kernels do it: the same question on every backend. */
import { tf } from "../tf";

export type DepthwiseInfo = tf.backend_util.Conv2DInfo;

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dataFormat?: string;
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** x [batch, height, width, channel] by filter [height, width, channel, multiplier]; null for what is rare: spread filters, channels first, filters that do not fit. */
export function depthwiseOf(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: unknown,
): DepthwiseInfo | null {
  const { strides, pad, dataFormat = "NHWC", dilations, dimRoundingMode } = attrs as Attributes; // as every depthwise operation gives them
  const spread = dilations ?? 1;
  if (dataFormat !== "NHWC" || [spread].flat().some((step) => step !== 1)) return null;
  type Shape = [number, number, number, number];
  const shapes = [[...xShape] as Shape, [...filterShape] as Shape] as const; // the operations have checked the ranks
  const info = tf.backend_util.computeConv2DInfo(...shapes, strides, 1, pad, dimRoundingMode, true);
  // TensorFlow.js lets filters be larger than the image.
  return info.outHeight < 0 || info.outWidth < 0 ? null : info;
}
