/** Batch and layer normalisation, forwards and backwards, and the stock batch normalisation by statistics that are given. */
import { sizeOf } from "../../../../core/block";
import type { tf } from "../../../tf";
import type { KernelCall, WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";

interface Functions {
  batchScratch(rows: number, channels: number, threads: number): number;
  normaliseBatch(
    ...args: readonly [
      ...[x: number, scale: number, offset: number, y: number, mean: number, variance: number],
      ...[rows: number, channels: number, epsilon: number, scratch: number, threads: number],
    ]
  ): void;
  normaliseBatchGrad(
    ...args: readonly [
      ...[x: number, dy: number, scale: number, mean: number, variance: number],
      ...[dx: number, dScale: number, dOffset: number],
      ...[rows: number, channels: number, epsilon: number, scratch: number, threads: number],
    ]
  ): void;
  normaliseBy(
    ...args: readonly [
      ...[x: number, mean: number, variance: number, scale: number, offset: number, y: number],
      ...[rows: number, channels: number, epsilon: number, scratch: number, threads: number],
    ]
  ): void;
  normaliseRows(
    ...args: readonly [
      ...[x: number, scale: number, offset: number, y: number, mean: number, variance: number],
      ...[rows: number, width: number, epsilon: number],
    ]
  ): void;
  normaliseRowsScratch(rows: number, width: number): number;
  normaliseRowsGrad(
    ...args: readonly [
      ...[x: number, dy: number, scale: number, mean: number, variance: number],
      ...[dx: number, dScale: number, dOffset: number, rows: number, width: number, epsilon: number, scratch: number],
    ]
  ): void;
}

/** Extent of the last axis, and how many times it is there. */
function rowsOf({ shape }: tf.TensorInfo): { readonly rows: number; readonly width: number } {
  const width = shape.at(-1) ?? 1;
  return { width, rows: sizeOf(shape) / width };
}

/** Attribute of our own operations. */
function epsilonOf({ attrs }: KernelCall): number {
  return (attrs as { readonly epsilon: number }).epsilon; // they give it
}

/** BatchNormalization: {x, scale, offset} to [y, mean, variance] over all axes but the last. */
export const batchNormalization: WasmKernel = {
  name: "BatchNormalization",
  run(call) {
    const { backend, inputs } = call;
    const { x, scale, offset } = inputs;
    if (!x || !scale || !offset || sizeOf(x.shape) === 0 || !areFloats(x, scale, offset)) return null;
    const { rows, width } = rowsOf(x);
    const { threads } = backend;
    const functions = backend.functions as Functions; // assembly/batch-normalization.ts
    const from = [backend.addressOf(x), backend.addressOf(scale), backend.addressOf(offset)] as const;
    const [y, mean, variance] = [backend.output(x.shape), backend.output([width]), backend.output([width])];
    const to = [backend.addressOf(y), backend.addressOf(mean), backend.addressOf(variance)] as const;
    const scratch = backend.scratch(functions.batchScratch(rows, width, threads));
    functions.normaliseBatch(...from, ...to, rows, width, epsilonOf(call), scratch, threads);
    return [y, mean, variance];
  },
};

/** BatchNormalizationGrad: {x, dy, scale, mean, variance} to [dx, dScale, dOffset]. */
export const batchNormalizationGrad: WasmKernel = {
  name: "BatchNormalizationGrad",
  run(call) {
    const given = gradientOf(call);
    if (!given) return null;
    const { backend } = call;
    const { from, to, outputs, rows, width } = given;
    const { threads } = backend;
    const functions = backend.functions as Functions; // as above
    const scratch = backend.scratch(functions.batchScratch(rows, width, threads));
    functions.normaliseBatchGrad(...from, ...to, rows, width, epsilonOf(call), scratch, threads);
    return outputs;
  },
};

/** LayerNormalization: {x, scale, offset} to [y, mean, variance] over the last axis. */
export const layerNormalization: WasmKernel = {
  name: "LayerNormalization",
  run(call) {
    const { backend, inputs } = call;
    const { x, scale, offset } = inputs;
    if (!x || !scale || !offset || x.shape.at(-1) === 0 || !areFloats(x, scale, offset)) return null;
    const { rows, width } = rowsOf(x);
    const functions = backend.functions as Functions; // assembly/layer-normalization.ts
    const from = [backend.addressOf(x), backend.addressOf(scale), backend.addressOf(offset)] as const;
    const leading = x.shape.slice(0, -1);
    const [y, mean, variance] = [backend.output(x.shape), backend.output(leading), backend.output(leading)];
    const to = [backend.addressOf(y), backend.addressOf(mean), backend.addressOf(variance)] as const;
    functions.normaliseRows(...from, ...to, rows, width, epsilonOf(call));
    return [y, mean, variance];
  },
};

/** LayerNormalizationGrad: {x, dy, scale, mean, variance} to [dx, dScale, dOffset]. */
export const layerNormalizationGrad: WasmKernel = {
  name: "LayerNormalizationGrad",
  run(call) {
    const given = gradientOf(call);
    if (!given) return null;
    const { backend } = call;
    const { from, to, outputs, rows, width } = given;
    const functions = backend.functions as Functions; // as above
    const scratch = backend.scratch(functions.normaliseRowsScratch(rows, width));
    functions.normaliseRowsGrad(...from, ...to, rows, width, epsilonOf(call), scratch);
    return outputs;
  },
};

/** Addresses of what both gradients take and give. */
function gradientOf({ backend, inputs: { x, dy, scale, mean, variance } }: KernelCall) {
  if (!x || !dy || !scale || !mean || !variance || x.shape.at(-1) === 0) return null;
  if (!areFloats(x, dy, scale, mean, variance)) return null;
  const { rows, width } = rowsOf(x);
  const [dx, dScale, dOffset] = [backend.output(x.shape), backend.output([width]), backend.output([width])];
  return {
    ...{ rows, width, outputs: [dx, dScale, dOffset] },
    from: [
      ...[backend.addressOf(x), backend.addressOf(dy), backend.addressOf(scale)],
      ...[backend.addressOf(mean), backend.addressOf(variance)],
    ] as const,
    to: [backend.addressOf(dx), backend.addressOf(dScale), backend.addressOf(dOffset)] as const,
  };
}

/** FusedBatchNorm with one number for each channel: (x - mean) / √(variance + ε) × scale + offset. */
export const fusedBatchNorm: WasmKernel = {
  name: "FusedBatchNorm",
  run({ inputs: { x, mean, variance, scale, offset }, attrs, backend }) {
    if (!x || !mean || !variance || sizeOf(x.shape) === 0) return null;
    if (!areFloats(x, mean, variance, scale, offset)) return null;
    const { rows, width } = rowsOf(x);
    const isForChannels = (given?: tf.TensorInfo | null) => !given || sizeOf(given.shape) === width;
    if (![mean, variance, scale, offset].every(isForChannels)) return null;
    const { varianceEpsilon } = attrs as { readonly varianceEpsilon?: number }; // given by tf.batchNorm
    const { threads } = backend;
    const functions = backend.functions as Functions; // as above
    const by = [
      ...[backend.addressOf(x), backend.addressOf(mean), backend.addressOf(variance)],
      ...[scale ? backend.addressOf(scale) : 0, offset ? backend.addressOf(offset) : 0],
    ] as const;
    const y = backend.output(x.shape);
    const scratch = backend.scratch(functions.batchScratch(rows, width, threads));
    functions.normaliseBy(...by, backend.addressOf(y), rows, width, varianceEpsilon ?? 1e-3, scratch, threads);
    return y;
  },
};
