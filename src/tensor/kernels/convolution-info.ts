/** What the stock convolution of images says of its shapes, as far as our kernels do it: the same question on every backend. */
import { tf } from "../tf";

export type ConvolutionInfo = tf.backend_util.Conv2DInfo;

interface Attributes {
  readonly strides: [number, number] | number;
  readonly pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
  readonly dataFormat: "NHWC" | "NCHW";
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** null with dilation, channels first, or an axis without extent: that is left to the stock kernels. */
export function convolutionOf(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: unknown,
): ConvolutionInfo | null {
  const { strides, pad, dataFormat, dilations = 1, dimRoundingMode } = attrs as Attributes; // given by the stock operation
  if (dataFormat === "NCHW" || [dilations].flat().some((dilation) => dilation !== 1)) return null;
  const info = tf.backend_util.computeConv2DInfo(
    xShape as [number, number, number, number], // the operation has checked the rank
    filterShape as [number, number, number, number], // likewise
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  return [...info.inShape, ...info.outShape].every((extent) => extent > 0) ? info : null;
}
