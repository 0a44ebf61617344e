/** Pooling: the largest number or the mean of each window of an image, and the gradients. */
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";
import type { KernelCall, WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";

/** Both images without their batch and channels, the window, its strides down and to the right, and the padding above and left. */
type Geometry = readonly [
  ...[height: number, width: number, outHeight: number, outWidth: number],
  ...[windowHeight: number, windowWidth: number, down: number, right: number, top: number, left: number],
];

interface Functions {
  pool(
    ...args: readonly [x: number, y: number, isMax: number, batch: number, channels: number, ...geometry: Geometry]
  ): void;
  poolGradMarks(...geometry: Geometry): number;
  poolGrad(
    ...args: readonly [
      ...[dy: number, x: number, dx: number, marks: number, isMax: number, batch: number, channels: number],
      ...geometry: Geometry,
    ]
  ): void;
}

interface Attributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** MaxPool of x [batch, height, width, channel]. NaN is passed over, as by the JavaScript kernel. */
export const maxPool: WasmKernel = { name: "MaxPool", run: (call) => pooled(call, true) };

/** AvgPool of x [batch, height, width, channel]; padding counts for nothing. */
export const averagePool: WasmKernel = { name: "AvgPool", run: (call) => pooled(call, false) };

/** MaxPoolGrad: of several equal maxima the first one of the window gets the derivative. */
export const maxPoolGrad: WasmKernel = { name: "MaxPoolGrad", run: (call) => pooledBack(call, true) };

/**
 * AvgPoolGrad: each number of a window gets its share of the derivative. The JavaScript kernel divides by the whole window
 * where it hangs over the edge, too, which is not the derivative of its AvgPool.
 */
export const averagePoolGrad: WasmKernel = { name: "AvgPoolGrad", run: (call) => pooledBack(call, false) };

function pooled({ inputs: { x }, attrs, backend }: KernelCall, isMax: boolean): tf.TensorInfo | null {
  if (!x || !areFloats(x)) return null;
  const info = infoOf(x, attrs);
  // TensorFlow.js lets windows be larger than the image.
  if (info.outHeight < 0 || info.outWidth < 0) return null;
  const geometry = geometryOf(info, info.outShape);
  if (changesNothing(geometry)) return backend.reshaped(x, x.shape);
  const functions = backend.functions as Functions; // assembly/pooling.ts
  const from = backend.addressOf(x);
  const y = backend.output(info.outShape);
  functions.pool(from, backend.addressOf(y), Number(isMax), info.batchSize, info.inChannels, ...geometry);
  return y;
}

function pooledBack({ inputs: { dy, input }, attrs, backend }: KernelCall, isMax: boolean): tf.TensorInfo | null {
  if (!dy || !input || !areFloats(dy, input)) return null;
  const info = infoOf(input, attrs);
  // tf.avgPool does not tell its gradient how sizes are rounded, but dy has the shape.
  const geometry = geometryOf(info, dy.shape);
  const functions = backend.functions as Functions; // assembly/pooling.ts
  const [from, x] = [backend.addressOf(dy), isMax ? backend.addressOf(input) : 0];
  const dx = backend.output(input.shape);
  const marks = functions.poolGradMarks(...geometry) * sizeOf(dy.shape);
  functions.poolGrad(
    ...([from, x, backend.addressOf(dx), marks > 0 ? backend.scratch(marks * 4) : 0] as const),
    ...([Number(isMax), info.batchSize, info.inChannels, ...geometry] as const),
  );
  return dx;
}

/** Windows of one number each, side by side. */
function changesNothing([height, width, outHeight, outWidth, ...window]: Geometry): boolean {
  return height === outHeight && width === outWidth && String(window) === "1,1,1,1,0,0";
}

function infoOf(x: tf.TensorInfo, attrs: KernelCall["attrs"]): tf.backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as Attributes; // given by tf.maxPool and tf.avgPool
  const shape = x.shape as [number, number, number, number]; // they have checked the rank
  return tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}

function geometryOf(info: tf.backend_util.Conv2DInfo, [, outHeight = 0, outWidth = 0]: readonly number[]): Geometry {
  return [
    ...([info.inHeight, info.inWidth, outHeight, outWidth] as const),
    ...([info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth] as const),
    ...([info.padInfo.top, info.padInfo.left] as const),
  ];
}
