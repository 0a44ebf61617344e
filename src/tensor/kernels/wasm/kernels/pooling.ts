/** Pooling: the largest number or the mean of each window of an image, and the gradients. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import type { KernelCall, WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { changesNothing, poolingOf, type PoolingInfo } from "../../pooling-info";

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
  const info = poolingOf(x.shape, attrs);
  // TensorFlow.js lets windows be larger than the image.
  if (info.outHeight < 0 || info.outWidth < 0) return null;
  if (changesNothing(info)) return backend.reshaped(x, x.shape);
  const geometry = geometryOf(info, info.outShape);
  const functions = backend.functions as Functions; // assembly/pooling.ts
  const from = backend.addressOf(x);
  const y = backend.output(info.outShape);
  functions.pool(from, backend.addressOf(y), Number(isMax), info.batchSize, info.inChannels, ...geometry);
  return y;
}

function pooledBack({ inputs: { dy, input }, attrs, backend }: KernelCall, isMax: boolean): tf.TensorInfo | null {
  if (!dy || !input || !areFloats(dy, input)) return null;
  const info = poolingOf(input.shape, attrs);
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

function geometryOf(info: PoolingInfo, [, outHeight = 0, outWidth = 0]: readonly number[]): Geometry {
  return [
    ...([info.inHeight, info.inWidth, outHeight, outWidth] as const),
    ...([info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth] as const),
    ...([info.padInfo.top, info.padInfo.left] as const),
  ];
}
