/** What the stock convolutions of images say of their shapes, as far as our kernels do them: the same question on every backend. */
import { tf } from "../tf";

export type ConvolutionInfo = tf.backend_util.Conv2DInfo;

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
  readonly dataFormat?: string;
  readonly dilations?: [number, number] | number | null;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** null with dilation, channels first, or an axis without extent: that is left to the stock kernels. */
export function convolutionOf(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: unknown,
): ConvolutionInfo | null {
  const info = plainOf(xShape, filterShape, attrs, false);
  return info && [...info.inShape, ...info.outShape].every((extent) => extent > 0) ? info : null;
}

/** The same of each channel by itself, whose filters are [height, width, channel, multiplier]; an axis may have no extent. */
export function depthwiseOf(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: unknown,
): ConvolutionInfo | null {
  const info = plainOf(xShape, filterShape, attrs, true);
  // TensorFlow.js lets filters be larger than the image.
  return info && info.outHeight >= 0 && info.outWidth >= 0 ? info : null;
}

function plainOf(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: unknown,
  isDepthwise: boolean,
): ConvolutionInfo | null {
  const { strides, pad, dataFormat = "NHWC", dilations, dimRoundingMode } = attrs as Attributes; // given by the stock operation
  if (dataFormat !== "NHWC" || [dilations ?? 1].flat().some((dilation) => dilation !== 1)) return null;
  return tf.backend_util.computeConv2DInfo(
    xShape as [number, number, number, number], // the operation has checked the rank
    filterShape as [number, number, number, number], // likewise
    strides,
    1,
    pad,
    dimRoundingMode,
    isDepthwise,
  );
}
