/** Products of matrices, alone and with what a dense layer adds to them. */
import { tf } from "../../../tf";
import { sizeOf } from "../../../../core/block";
import type { WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";
import { areFloats, isRow } from "../kernel";
import { activated } from "./activations";

interface Functions {
  matmulScratch(
    ...args: readonly [
      batch: number,
      m: number,
      n: number,
      k: number,
      isTurnedA: number,
      isTurnedB: number,
      threads: number,
    ]
  ): number;
  matmul(
    ...args: readonly [
      ...[a: number, b: number, c: number, bias: number, batch: number, m: number, n: number, k: number],
      ...[isTurnedA: number, isTurnedB: number, isRelu: number],
      ...[aBatchBytes: number, bBatchBytes: number, scratch: number, threads: number],
    ]
  ): void;
}

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** BatchMatMul: a [..., m, k] · b [..., k, n], batches of one repeated. */
export const batchMatMul: WasmKernel = {
  name: "BatchMatMul",
  run: ({ inputs: { a, b }, attrs, backend }) =>
    a && b ? multiply(backend, a, b, attrs as unknown as Attributes, undefined, false) : null, // given by tf.matMul
};

/** _FusedMatMul with a bias for each column. */
export const fusedMatMul: WasmKernel = {
  name: "_FusedMatMul",
  run(call) {
    const { a, b, bias } = call.inputs;
    if (!a || !b) return null;
    const attrs = call.attrs as unknown as Attributes; // given by the fused operation
    return activated(call, (isRelu) => multiply(call.backend, a, b, attrs, bias, isRelu));
  },
};

function multiply(
  backend: WasmBackend,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  { transposeA, transposeB }: Attributes,
  bias: tf.TensorInfo | undefined,
  isRelu: boolean,
): tf.TensorInfo | null {
  if (!areFloats(a, b, bias)) return null;
  const [aLeading, bLeading] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  // Throws as the stock kernel does where the batches do not go together.
  const leading = tf.backend_util.assertAndGetBroadcastShape(aLeading, bLeading);
  const [aBatch, bBatch, batch] = [sizeOf(aLeading), sizeOf(bLeading), sizeOf(leading)];
  // Batches that repeat in part are rare: the JavaScript kernel does what it can with them.
  if ([aBatch, bBatch].some((count) => count !== batch && count !== 1)) return null;
  const [aRows = 0, aColumns = 0] = a.shape.slice(-2);
  const [bRows = 0, bColumns = 0] = b.shape.slice(-2);
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [n, inner] = transposeB ? [bRows, bColumns] : [bColumns, bRows];
  // Where the inner extents differ, the JavaScript kernel says so.
  if (inner !== k || !isRow(bias, n)) return null;
  const functions = backend.functions as Functions; // assembly/matmul.ts
  const [from, by] = [backend.addressOf(a), backend.addressOf(b)];
  const added = bias ? backend.addressOf(bias) : 0;
  const output = backend.output([...leading, m, n]);
  if (sizeOf(output.shape) === 0) return output;
  const { threads } = backend;
  functions.matmul(
    ...([from, by, backend.addressOf(output), added, batch, m, n, k] as const),
    ...([Number(transposeA), Number(transposeB), Number(isRelu)] as const),
    ...([aBatch === 1 ? 0 : m * k * 4, bBatch === 1 ? 0 : k * n * 4] as const),
    backend.scratch(functions.matmulScratch(batch, m, n, k, Number(transposeA), Number(transposeB), threads) >>> 0),
    threads,
  );
  return output;
}
