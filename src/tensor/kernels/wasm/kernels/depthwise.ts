/** Convolution of each channel by itself, alone and with what a layer adds to it, and the gradients. */
import type { tf } from "../../../tf";
import type { WasmBackend } from "../backend";
import type { KernelCall, WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { depthwiseOf } from "../../convolution-info";
import { isRow } from "../kernel";
import { activated } from "./activations";

/** The batch, its channels and the filters for each; both images; the filter, its strides down and to the right; the padding above and left. */
type Geometry = readonly [
  ...[batch: number, channels: number, multiplier: number],
  ...[height: number, width: number, outHeight: number, outWidth: number],
  ...[windowHeight: number, windowWidth: number, down: number, right: number, top: number, left: number],
];

interface Functions {
  depthwise(
    ...args: readonly [
      ...[x: number, filter: number, y: number, bias: number, isRelu: number, scratch: number],
      ...geometry: Geometry,
    ]
  ): void;
  depthwiseInputGrad(
    ...args: readonly [dy: number, filter: number, dx: number, scratch: number, ...geometry: Geometry]
  ): void;
  depthwiseFilterScratch(...geometry: Geometry): number;
  depthwiseFilterGrad(
    ...args: readonly [
      ...[x: number, dy: number, dFilter: number, partials: number, scratch: number],
      ...geometry: Geometry,
    ]
  ): void;
}

/** DepthwiseConv2dNative: x [batch, height, width, channel] by filter [height, width, channel, multiplier]. */
export const depthwiseConv2d: WasmKernel = {
  name: "DepthwiseConv2dNative",
  run: ({ inputs: { x, filter }, attrs, backend }) =>
    x && filter ? convolved(backend, x, filter, undefined, false, attrs) : null,
};

/** FusedDepthwiseConv2D with a bias for each channel of the result. */
export const fusedDepthwiseConv2d: WasmKernel = {
  name: "FusedDepthwiseConv2D",
  run(call) {
    const { x, filter, bias } = call.inputs;
    if (!x || !filter) return null;
    return activated(call, (isRelu) => convolved(call.backend, x, filter, bias, isRelu, call.attrs));
  },
};

/** DepthwiseConv2dNativeBackpropInput: the derivative by x, whose shape is the attribute `inputShape`. */
export const depthwiseInputGrad: WasmKernel = {
  name: "DepthwiseConv2dNativeBackpropInput",
  run({ inputs: { dy, filter }, attrs, backend }) {
    const { inputShape } = attrs as { inputShape: readonly number[] }; // given by the stock gradient and by ours
    if (!dy || !filter || !areFloats(dy, filter)) return null;
    const geometry = geometryOf(inputShape, filter.shape, attrs);
    if (!geometry) return null;
    const functions = backend.functions as Functions; // assembly/depthwise.ts
    const [from, by] = [backend.addressOf(dy), backend.addressOf(filter)];
    const dx = backend.output(inputShape);
    const room = backend.scratch(repeatedBytes(geometry));
    functions.depthwiseInputGrad(from, by, backend.addressOf(dx), room, ...geometry);
    return dx;
  },
};

/** DepthwiseConv2dNativeBackpropFilter: the derivative by the filter, whose shape is the attribute `filterShape`. */
export const depthwiseFilterGrad: WasmKernel = {
  name: "DepthwiseConv2dNativeBackpropFilter",
  run({ inputs: { x, dy }, attrs, backend }: KernelCall) {
    const { filterShape } = attrs as { filterShape: readonly number[] }; // given by the stock gradient and by ours
    if (!x || !dy || !areFloats(x, dy)) return null;
    const geometry = geometryOf(x.shape, filterShape, attrs);
    if (!geometry) return null;
    const functions = backend.functions as Functions; // assembly/depthwise.ts
    const [from, by] = [backend.addressOf(x), backend.addressOf(dy)];
    const dFilter = backend.output(filterShape);
    const repeated = repeatedBytes(geometry);
    const room = backend.scratch(repeated + functions.depthwiseFilterScratch(...geometry) * 4);
    functions.depthwiseFilterGrad(from, by, backend.addressOf(dFilter), room + repeated, room, ...geometry);
    return dFilter;
  },
};

function convolved(
  backend: WasmBackend,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  isRelu: boolean,
  attrs: KernelCall["attrs"],
): tf.TensorInfo | null {
  if (!areFloats(x, filter, bias)) return null;
  const geometry = geometryOf(x.shape, filter.shape, attrs);
  if (!geometry) return null;
  const [batch, channels, multiplier, , , outHeight, outWidth] = geometry;
  const outChannels = channels * multiplier;
  if (!isRow(bias, outChannels)) return null;
  const functions = backend.functions as Functions; // assembly/depthwise.ts
  const [from, by, added] = [backend.addressOf(x), backend.addressOf(filter), bias ? backend.addressOf(bias) : 0];
  const y = backend.output([batch, outHeight, outWidth, outChannels]);
  const room = backend.scratch(repeatedBytes(geometry));
  functions.depthwise(from, by, backend.addressOf(y), added, Number(isRelu), room, ...geometry);
  return y;
}

/** Room for the image with each channel as often as it has filters. */
function repeatedBytes([batch, channels, multiplier, height, width]: Geometry): number {
  return multiplier === 1 ? 0 : batch * height * width * channels * multiplier * 4;
}

/** null for what is left to the JavaScript kernel. */
function geometryOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: KernelCall["attrs"],
): Geometry | null {
  const info = depthwiseOf(inputShape, filterShape, attrs);
  return (
    info && [
      ...([info.batchSize, info.inChannels, filterShape[3] ?? 1] as const),
      ...([info.inHeight, info.inWidth, info.outHeight, info.outWidth] as const),
      ...([info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth] as const),
      ...([info.padInfo.top, info.padInfo.left] as const),
    ]
  );
}
