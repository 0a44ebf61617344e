/** Convolution of images, forwards and backwards, as products of matrices that are never made. Cases with dilation or channels first are left to the stock kernels. */
import { sizeOf } from "../../../../core/block";
import type { FusedActivation } from "../../activation-grad";
import { convolutionOf, type ConvolutionInfo } from "../../convolution-info";
import { tf } from "../../../tf";
import type { WebgpuBackend } from "../backend";
import type { Uniforms } from "../dispatch";
import { multiply } from "../gemm";
import type { KernelCall, WebgpuKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { output, zeros } from "../kernel";
import { slopes } from "./activations";
import { endings } from "./matmul";

/** The geometry for the programs. */
function geometry(info: ConvolutionInfo): Uniforms {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterWidth, strideHeight, strideWidth } =
    info;
  return {
    ...{ inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterWidth, strideHeight, strideWidth },
    ...{ top: info.padInfo.top, left: info.padInfo.left },
  };
}

/** WGSL: `name` of x at the place of the filter `tap` for the output `site`, both counted along all axes; nothing beyond the edge. */
const imageAt = (tap: string, site: string) => `
  let channel = ${tap} % given.inChannels;
  let spot = ${tap} / given.inChannels;
  let column_ = ${site} % given.outWidth;
  let line = ${site} / given.outWidth;
  let x_ = column_ * given.strideWidth + spot % given.filterWidth - given.left;
  let y_ = line % given.outHeight * given.strideHeight + spot / given.filterWidth - given.top;
  if (x_ >= 0 && y_ >= 0 && x_ < given.inWidth && y_ < given.inHeight) {
    value = x[((line / given.outHeight * given.inHeight + y_) * given.inWidth + x_) * given.inChannels + channel];
  }`;

/** How many multiplications an output takes. */
const taps = ({ filterHeight, filterWidth, inChannels }: ConvolutionInfo) => filterHeight * filterWidth * inChannels;
const sites = ({ batchSize, outHeight, outWidth }: ConvolutionInfo) => batchSize * outHeight * outWidth;

function forward(
  backend: WebgpuBackend,
  info: ConvolutionInfo,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  activation: string,
): tf.TensorInfo {
  const to = output(backend, info.outShape);
  multiply(backend, to, {
    key: `convolution ${bias ? "bias" : ""} ${activation}`,
    inputs: { x, weights: filter },
    ...(bias && { beside: { bias } }),
    uniforms: geometry(info),
    ...{ rows: sites(info), columns: info.outChannels, inner: taps(info) },
    left: { isAlongInner: true, read: imageAt("k", "row") },
    right: { isAlongInner: false, read: "value = weights[k * given.columns + column];" },
    finish: `${bias ? "value += bias[column];" : ""} ${endings[activation]}`.trim(),
  });
  return to;
}

/** Conv2D: {x, filter} to y. */
export const conv2d: WebgpuKernel = {
  name: "Conv2D",
  run({ inputs: { x, filter }, attrs, backend }) {
    if (!x || !filter || !areFloats(x, filter)) return null;
    const info = convolutionOf(x.shape, filter.shape, attrs);
    return info && forward(backend, info, x, filter, undefined, "linear");
  },
};

/** FusedConv2D: {x, filter, bias?} to activation(y + bias). */
export const fusedConv2d: WebgpuKernel = {
  name: "FusedConv2D",
  run({ inputs: { x, filter, bias, preluActivationWeights }, attrs, backend }: KernelCall) {
    const { activation = "linear" } = attrs as { readonly activation?: string }; // given by the fused operation
    if (!x || !filter || preluActivationWeights || !areFloats(x, filter, bias) || endings[activation] === undefined)
      return null;
    const info = convolutionOf(x.shape, filter.shape, attrs);
    if (!info || (bias && bias.shape.at(-1) !== info.outChannels)) return null;
    return forward(backend, info, x, filter, bias, activation);
  },
};

/** Conv2DBackpropFilter: {x, dy} to the gradient by the filter. */
export const conv2dBackpropFilter: WebgpuKernel = {
  name: "Conv2DBackpropFilter",
  run({ inputs: { x, dy }, attrs, backend }) {
    if (!x || !dy || !areFloats(x, dy)) return null;
    const { filterShape } = attrs as { readonly filterShape: number[] }; // given by the gradient
    const info = convolutionOf(x.shape, filterShape, attrs);
    return info && byFilter(backend, info, x, backThrough("linear", dy, dy));
  },
};

/** Conv2DBackpropInput: {dy, filter} to the gradient by x. */
export const conv2dBackpropInput: WebgpuKernel = {
  name: "Conv2DBackpropInput",
  run({ inputs: { dy, filter }, attrs, backend }) {
    if (!dy || !filter || !areFloats(dy, filter)) return null;
    const { inputShape } = attrs as { readonly inputShape: number[] }; // given by the gradient
    const info = convolutionOf(inputShape, filter.shape, attrs);
    return info && byInput(backend, info, filter, backThrough("linear", dy, dy));
  },
};

/** ConvolutionGrad: {x, dy, y} to [gradient by the filter, gradient by the bias] in one product: back through the activation while reading. */
export const convolutionFilterGrad: WebgpuKernel = {
  name: "ConvolutionGrad",
  run({ inputs: { x, dy, y }, attrs, backend }) {
    if (!x || !dy || !y || !areFloats(x, dy, y)) return null;
    const { filterShape, activation } = attrs as {
      readonly filterShape: number[];
      readonly activation: FusedActivation;
    }; // given by the operation
    const channels = filterShape.at(-1) ?? 0;
    if (sizeOf(x.shape) * sizeOf(dy.shape) === 0) return [zeros(backend, filterShape), zeros(backend, [channels])];
    const info = convolutionOf(x.shape, filterShape, attrs);
    if (!info) return null;
    const dBias = output(backend, [channels]);
    return [byFilter(backend, info, x, backThrough(activation, dy, y), dBias), dBias];
  },
};

/** ConvolutionInputGrad: {filter, dy, y} to [gradient by x]. */
export const convolutionInputGrad: WebgpuKernel = {
  name: "ConvolutionInputGrad",
  run({ inputs: { filter, dy, y }, attrs, backend }) {
    if (!filter || !dy || !y || !areFloats(filter, dy, y)) return null;
    const { inputShape, activation } = attrs as { readonly inputShape: number[]; readonly activation: FusedActivation }; // given by the operation
    if (sizeOf(inputShape) * sizeOf(dy.shape) === 0) return [zeros(backend, inputShape)];
    const info = convolutionOf(inputShape, filter.shape, attrs);
    return info && [byInput(backend, info, filter, backThrough(activation, dy, y))];
  },
};

/** The derivative by what went into an activation: WGSL that sets `value` to it for the output `at`, and the arrays that it takes. */
interface Slope {
  readonly key: string;
  readonly read: string;
  readonly arrays: Readonly<Record<string, tf.TensorInfo>>;
}

function backThrough(activation: FusedActivation, dy: tf.TensorInfo, y: tf.TensorInfo): Slope {
  return { key: activation, read: slopes[activation], arrays: activation === "linear" ? { dy } : { dy, y } };
}

/** Over all sites, the product of each tap with each output channel. */
function byFilter(
  backend: WebgpuBackend,
  info: ConvolutionInfo,
  x: tf.TensorInfo,
  slope: Slope,
  dBias?: tf.TensorInfo,
): tf.TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const to = output(backend, [filterHeight, filterWidth, inChannels, outChannels]);
  multiply(backend, to, {
    key: `convolution by filter ${slope.key}`,
    inputs: { x, ...slope.arrays },
    uniforms: geometry(info),
    ...{ rows: taps(info), columns: outChannels, inner: sites(info) },
    ...(dBias && { columnSums: dBias }),
    left: { isAlongInner: false, read: imageAt("row", "k") },
    right: { isAlongInner: false, read: `let at = k * given.columns + column; ${slope.read}` },
  });
  return to;
}

/** Every pixel gets from the outputs whose filter lay over it. */
function byInput(backend: WebgpuBackend, info: ConvolutionInfo, filter: tf.TensorInfo, slope: Slope): tf.TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outChannels } = info;
  const to = output(backend, info.inShape);
  multiply(backend, to, {
    key: `convolution by input ${slope.key}`,
    inputs: { weights: filter, ...slope.arrays },
    uniforms: geometry(info),
    ...{ rows: batchSize * inHeight * inWidth, columns: inChannels, inner: filterHeight * filterWidth * outChannels },
    left: {
      isAlongInner: true,
      read: `
  let channel = k % given.outChannels;
  let spot = k / given.outChannels;
  let line = row / given.inWidth;
  let x_ = row % given.inWidth + given.left - spot % given.filterWidth;
  let y_ = line % given.inHeight + given.top - spot / given.filterWidth;
  if (x_ >= 0 && y_ >= 0 && x_ % given.strideWidth == 0 && y_ % given.strideHeight == 0) {
    let column_ = x_ / given.strideWidth;
    let line_ = y_ / given.strideHeight;
    if (column_ < given.outWidth && line_ < given.outHeight) {
      let at = ((line / given.inHeight * given.outHeight + line_) * given.outWidth + column_) * given.outChannels + channel;
      ${slope.read}
    }
  }`,
    },
    right: {
      isAlongInner: true,
      read: "value = weights[(k / given.outChannels * given.columns + column) * given.outChannels + k % given.outChannels];",
    },
  });
  return to;
}
