/** Convolution of images, forwards and backwards. Cases with dilation or channels first are left to the JavaScript kernels. */
import { convolutionOf, type ConvolutionInfo } from "../../convolution-info";
import { tf } from "../../../tf";
import type { WasmBackend } from "../backend";
import type { KernelCall, WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { isRow } from "../kernel";
import { activated } from "./activations";

interface Functions {
  convolveScratch(
    ...args: readonly [channels: number, filterHeight: number, filterWidth: number, filters: number, threads: number]
  ): number;
  convolve(
    ...args: readonly [
      ...[x: number, filter: number, y: number, bias: number],
      ...Geometry,
      ...[isRelu: number, scratch: number],
    ]
  ): void;
  filterGradientScratch(...args: readonly [...Geometry, number]): number;
  filterGradient(
    ...args: readonly [...[x: number, dy: number, dFilter: number], ...Geometry, ...[scratch: number, threads: number]]
  ): void;
  inputGradientScratch(...args: readonly [...Images, ...Filters, threads: number]): number;
  inputGradient(
    ...args: readonly [
      ...[dy: number, filter: number, dx: number, batch: number],
      ...Images,
      ...[top: number, left: number],
      ...Filters,
      ...[outputHeight: number, outputWidth: number, strideHeight: number, strideWidth: number, scratch: number],
    ]
  ): void;
  spread(
    ...args: readonly [
      ...[from: number, to: number, batch: number, height: number, width: number, channels: number],
      ...[newHeight: number, newWidth: number, top: number, left: number, rowStep: number, columnStep: number],
    ]
  ): void;
  turnFilters(
    ...args: readonly [from: number, to: number, height: number, width: number, channels: number, filters: number]
  ): void;
}

/** The images with their padding. */
type Geometry = readonly [
  ...[batch: number, height: number, width: number, channels: number],
  ...[filterHeight: number, filterWidth: number, filters: number],
  ...[strideHeight: number, strideWidth: number],
];

type Images = readonly [
  ...[height: number, width: number, channels: number],
  ...[paddedHeight: number, paddedWidth: number],
];
type Filters = readonly [filterHeight: number, filterWidth: number, filters: number];

/** What of the stock description this file does; null for the rest. */
function soundConvolutionOf(
  xShape: readonly number[],
  filterShape: readonly number[],
  attrs: unknown,
): ConvolutionInfo | null {
  const info = convolutionOf(xShape, filterShape, attrs);
  if (!info) return null;
  // TensorFlow.js lets filters be larger than the image, and with a number for padding reckons widths by heights.
  const [height, width] = paddedOf(info);
  const isSound =
    [info.filterHeight, info.filterWidth].every((extent) => extent > 0) &&
    Math.floor((height - info.filterHeight) / info.strideHeight) + 1 === info.outHeight &&
    Math.floor((width - info.filterWidth) / info.strideWidth) + 1 === info.outWidth;
  return isSound ? info : null;
}

/** Extents of the images with their padding. */
function paddedOf({ inHeight, inWidth, padInfo }: ConvolutionInfo): readonly [height: number, width: number] {
  return [inHeight + padInfo.top + padInfo.bottom, inWidth + padInfo.left + padInfo.right];
}

function geometryOf(info: ConvolutionInfo): Geometry {
  const { batchSize, inChannels, filterHeight, filterWidth, outChannels, strideHeight, strideWidth } = info;
  const [height, width] = paddedOf(info);
  return [batchSize, height, width, inChannels, filterHeight, filterWidth, outChannels, strideHeight, strideWidth];
}

/** Bytes in whole cache lines, and one line to read over. */
function linesOf(bytes: number): number {
  return Math.ceil(bytes / 64) * 64 + 64;
}

/** Bytes at the start of the scratch that the padded images take; 0 where there is no padding. */
function paddingBytes(info: ConvolutionInfo): number {
  const [height, width] = paddedOf(info);
  if (height === info.inHeight && width === info.inWidth) return 0;
  return linesOf(info.batchSize * height * width * info.inChannels * 4);
}

/** Address of the images with their padding: their own, or a copy at the start of the scratch. */
function paddedImages(functions: Functions, info: ConvolutionInfo, x: number, scratch: number): number {
  if (paddingBytes(info) === 0) return x;
  const { batchSize, inHeight, inWidth, inChannels, padInfo } = info;
  const [height, width] = paddedOf(info);
  functions.spread(
    ...([x, scratch, batchSize, inHeight, inWidth, inChannels] as const),
    ...([height, width, padInfo.top, padInfo.left, 1, 1] as const),
  );
  return scratch;
}

function forward(
  backend: WasmBackend,
  info: ConvolutionInfo,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  isRelu: boolean,
): tf.TensorInfo {
  const functions = backend.functions as Functions; // assembly/convolution.ts
  const [from, by, added] = [backend.addressOf(x), backend.addressOf(filter), bias ? backend.addressOf(bias) : 0];
  const output = backend.output(info.outShape);
  const padding = paddingBytes(info);
  const { inChannels, filterHeight, filterWidth, outChannels } = info;
  const own = functions.convolveScratch(inChannels, filterHeight, filterWidth, outChannels, backend.threads) >>> 0;
  const scratch = backend.scratch(padding + own);
  const images = paddedImages(functions, info, from, scratch);
  const to = backend.addressOf(output);
  functions.convolve(images, by, to, added, ...geometryOf(info), Number(isRelu), scratch + padding);
  return output;
}

export const conv2d: WasmKernel = {
  name: "Conv2D",
  run({ inputs: { x, filter }, attrs, backend }) {
    if (!x || !filter || !areFloats(x, filter)) return null;
    const info = soundConvolutionOf(x.shape, filter.shape, attrs);
    return info && forward(backend, info, x, filter, undefined, false);
  },
};

/** With a bias for each filter. */
export const fusedConv2d: WasmKernel = {
  name: "FusedConv2D",
  run(call) {
    const { x, filter, bias } = call.inputs;
    if (!x || !filter || !areFloats(x, filter, bias)) return null;
    const info = soundConvolutionOf(x.shape, filter.shape, call.attrs);
    if (!info || !isRow(bias, info.outChannels)) return null;
    return activated(call, (isRelu) => forward(call.backend, info, x, filter, bias, isRelu));
  },
};

export const conv2dBackpropFilter: WasmKernel = {
  name: "Conv2DBackpropFilter",
  run({ inputs: { x, dy }, attrs, backend }: KernelCall) {
    const { filterShape } = attrs as { filterShape: number[] }; // given by the gradient of the convolution
    if (!x || !dy || !areFloats(x, dy)) return null;
    const info = soundConvolutionOf(x.shape, filterShape, attrs);
    if (!info) return null;
    const functions = backend.functions as Functions; // assembly/convolution.ts
    const [from, slope] = [backend.addressOf(x), backend.addressOf(dy)];
    const output = backend.output(filterShape);
    const padding = paddingBytes(info);
    const geometry = geometryOf(info);
    const { threads } = backend;
    const scratch = backend.scratch(padding + (functions.filterGradientScratch(...geometry, threads) >>> 0));
    const images = paddedImages(functions, info, from, scratch);
    functions.filterGradient(images, slope, backend.addressOf(output), ...geometry, scratch + padding, threads);
    return output;
  },
};

/** Images over positions beyond which most products of a turned convolution would be with zeros. */
const largestSpread = 1.15;

/** The gradient by the images; a transposed convolution is the same. */
export const conv2dBackpropInput: WasmKernel = {
  name: "Conv2DBackpropInput",
  run({ inputs: { dy, filter }, attrs, backend }: KernelCall) {
    const { inputShape } = attrs as { inputShape: number[] }; // given by the gradient of the convolution
    if (!dy || !filter || !areFloats(dy, filter)) return null;
    const info = soundConvolutionOf(inputShape, filter.shape, attrs);
    if (!info) return null;
    const { batchSize, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } = info;
    const isSpread = strideHeight * strideWidth > 1 || inHeight * inWidth > largestSpread * outHeight * outWidth;
    // Patches of one image are added one after the other, so it needs several images to use several threads.
    const isByPatches = isSpread && (strideHeight * strideWidth > 1 || batchSize >= 4);
    return (isByPatches ? byPatches : byTurnedFilters)(backend, info, dy, filter);
  },
};

function byPatches(
  backend: WasmBackend,
  info: ConvolutionInfo,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
): tf.TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outChannels } = info;
  const { outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  const functions = backend.functions as Functions; // assembly/input-gradient.ts
  const [slope, by] = [backend.addressOf(dy), backend.addressOf(filter)];
  const output = backend.output(info.inShape);
  const images: Images = [inHeight, inWidth, inChannels, ...paddedOf(info)];
  const filters: Filters = [filterHeight, filterWidth, outChannels];
  const scratch = backend.scratch(functions.inputGradientScratch(...images, ...filters, backend.threads) >>> 0);
  functions.inputGradient(
    ...([slope, by, backend.addressOf(output), batchSize] as const),
    ...images,
    ...([padInfo.top, padInfo.left] as const),
    ...filters,
    ...([outHeight, outWidth, strideHeight, strideWidth, scratch] as const),
  );
  return output;
}

/**
 * A convolution of the slopes, with room around and between them, by the filters turned about (Dumoulin and Visin 2016).
 */
function byTurnedFilters(
  backend: WasmBackend,
  info: ConvolutionInfo,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
): tf.TensorInfo {
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outChannels } = info;
  const { outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  const functions = backend.functions as Functions; // assembly/{convolution,spread}.ts
  const [slope, by] = [backend.addressOf(dy), backend.addressOf(filter)];
  const output = backend.output(info.inShape);
  const [height, width] = [inHeight + filterHeight - 1, inWidth + filterWidth - 1];
  const [top, left] = [filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left];
  const spreadBytes = linesOf(batchSize * height * width * outChannels * 4);
  const filterBytes = linesOf(filterHeight * filterWidth * inChannels * outChannels * 4);
  const own = functions.convolveScratch(outChannels, filterHeight, filterWidth, inChannels, backend.threads) >>> 0;
  const scratch = backend.scratch(spreadBytes + filterBytes + own);
  functions.spread(
    ...([slope, scratch, batchSize, outHeight, outWidth, outChannels] as const),
    ...([height, width, top, left, strideHeight, strideWidth] as const),
  );
  functions.turnFilters(by, scratch + spreadBytes, filterHeight, filterWidth, inChannels, outChannels);
  functions.convolve(
    ...([scratch, scratch + spreadBytes, backend.addressOf(output), 0] as const),
    ...([batchSize, height, width, outChannels, filterHeight, filterWidth, inChannels, 1, 1] as const),
    ...([0, scratch + spreadBytes + filterBytes] as const),
  );
  return output;
}
