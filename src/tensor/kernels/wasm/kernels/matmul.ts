/** Products of matrices, alone and with what a dense layer adds to them. */
import { productExtents, type MatrixTurns } from "../../matrix-product";
import { tf } from "../../../tf";
import { sizeOf } from "../../../../core/block";
import type { WasmBackend } from "../backend";
import type { WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import { isRow } from "../kernel";
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

/** BatchMatMul: a [..., m, k] · b [..., k, n], batches of one repeated. */
export const batchMatMul: WasmKernel = {
  name: "BatchMatMul",
  run: ({ inputs: { a, b }, attrs, backend }) =>
    a && b ? multiply(backend, a, b, attrs as unknown as MatrixTurns, undefined, false) : null, // given by tf.matMul
};

/** _FusedMatMul with a bias for each column. */
export const fusedMatMul: WasmKernel = {
  name: "_FusedMatMul",
  run(call) {
    const { a, b, bias } = call.inputs;
    if (!a || !b) return null;
    const attrs = call.attrs as unknown as MatrixTurns; // given by the fused operation
    return activated(call, (isRelu) => multiply(call.backend, a, b, attrs, bias, isRelu));
  },
};

function multiply(
  backend: WasmBackend,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  turns: MatrixTurns,
  bias: tf.TensorInfo | undefined,
  isRelu: boolean,
): tf.TensorInfo | null {
  if (!areFloats(a, b, bias)) return null;
  const extents = productExtents(a.shape, b.shape, turns);
  if (!extents || !isRow(bias, extents.columns)) return null;
  const { leading, aBatch, bBatch, batch, rows: m, inner: k, columns: n } = extents;
  const [isTurnedA, isTurnedB] = [Number(turns.transposeA), Number(turns.transposeB)];
  const functions = backend.functions as Functions; // assembly/matmul.ts
  const [from, by] = [backend.addressOf(a), backend.addressOf(b)];
  const added = bias ? backend.addressOf(bias) : 0;
  const output = backend.output([...leading, m, n]);
  if (sizeOf(output.shape) === 0) return output;
  const { threads } = backend;
  functions.matmul(
    ...([from, by, backend.addressOf(output), added, batch, m, n, k] as const),
    ...([isTurnedA, isTurnedB, Number(isRelu)] as const),
    ...([aBatch === 1 ? 0 : m * k * 4, bBatch === 1 ? 0 : k * n * 4] as const),
    backend.scratch(functions.matmulScratch(batch, m, n, k, isTurnedA, isTurnedB, threads) >>> 0),
    threads,
  );
  return output;
}
