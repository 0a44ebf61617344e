/** Rows of a table by their numbers, the gradient of that, and numbers as rows with a single one. */
import { sizeOf } from "../../../../core/block";
import { tf } from "../../../tf";
import type { WasmKernel } from "../kernel";
import { bitsOf, isOnHeap } from "./elementwise";

interface Functions {
  gather(
    ...args: readonly [
      ...[from: number, indices: number, to: number],
      ...[outer: number, extent: number, count: number, inner: number],
    ]
  ): number;
  segmentSum(from: number, ids: number, to: number, count: number, inner: number, segments: number): void;
  oneHot(indices: number, to: number, count: number, depth: number, on: number, off: number): void;
}

/** GatherV2 without batch axes. Throws where an index lies outside, in the words of the JavaScript kernel. */
const gather: WasmKernel = {
  name: "GatherV2",
  run({ inputs, attrs, backend }) {
    const [x, indices] = [inputs["x"]!, inputs["indices"]!]; // given by the stock operation
    const { axis, batchDims } = attrs as { readonly axis: number; readonly batchDims?: number }; // as above
    if (!isOnHeap(x.dtype) || indices.dtype !== "int32" || batchDims || sizeOf(x.shape) === 0) return null;
    const along = tf.util.parseAxisParam(axis, x.shape)[0]!; // one axis
    const extent = x.shape[along]!; // as above
    const [before, behind] = [x.shape.slice(0, along), x.shape.slice(along + 1)];
    const [from, at] = [backend.addressOf(x), backend.addressOf(indices)];
    const output = backend.output([...before, ...indices.shape, ...behind], x.dtype);
    const functions = backend.functions as Functions; // assembly/embedding.ts
    const outside = functions.gather(
      ...([from, at, backend.addressOf(output)] as const),
      ...([sizeOf(before), extent, sizeOf(indices.shape), sizeOf(behind)] as const),
    );
    if (outside >= 0) {
      const index = backend.readSync(indices.dataId)[outside];
      throw new Error(`GatherV2: the index value ${String(index)} is not in [0, ${extent - 1}]`);
    }
    return output;
  },
};

/** UnsortedSegmentSum of rows, each with one number. */
const segmentSum: WasmKernel = {
  name: "UnsortedSegmentSum",
  run({ inputs, attrs, backend }) {
    const [x, ids] = [inputs["x"]!, inputs["segmentIds"]!]; // given by the stock operation
    const { numSegments } = attrs as { readonly numSegments: number }; // as above
    if (x.dtype !== "float32" || ids.dtype !== "int32" || ids.shape.length !== 1) return null;
    const count = sizeOf(ids.shape);
    if (sizeOf(x.shape) === 0) return null;
    const [from, at] = [backend.addressOf(x), backend.addressOf(ids)];
    const shape = [numSegments, ...x.shape.slice(1)];
    const output = backend.output(shape);
    const functions = backend.functions as Functions; // assembly/embedding.ts
    functions.segmentSum(from, at, backend.addressOf(output), count, sizeOf(x.shape.slice(1)), numSegments);
    return output;
  },
};

const oneHot: WasmKernel = {
  name: "OneHot",
  run({ inputs, attrs, backend }) {
    const indices = inputs["indices"]!; // given by the stock operation
    const { dtype, depth, onValue, offValue } = attrs as unknown as OneHotAttributes; // as above
    if (indices.dtype !== "int32" || !isOnHeap(dtype) || depth === 0) return null;
    const at = backend.addressOf(indices);
    const output = backend.output([...indices.shape, depth], dtype);
    const functions = backend.functions as Functions; // assembly/embedding.ts
    functions.oneHot(
      ...([at, backend.addressOf(output), sizeOf(indices.shape), depth] as const),
      ...([bitsOf(onValue, dtype), bitsOf(offValue, dtype)] as const),
    );
    return output;
  },
};

interface OneHotAttributes {
  readonly dtype: tf.DataType;
  readonly depth: number;
  readonly onValue: number;
  readonly offValue: number;
}

export const embeddingKernels: readonly WasmKernel[] = [gather, segmentSum, oneHot];
