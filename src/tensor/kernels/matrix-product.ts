/** Extents of a product of matrices in batches, on every backend that has a kernel of its own for it. */
import { sizeOf } from "../../core/block";
import { tf } from "../tf";

/** As tf.matMul gives them. */
export interface MatrixTurns {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export interface ProductExtents {
  /** Axes of the batch of the result. */
  readonly leading: readonly number[];
  /** Matrices on either side, 1 where one is repeated, and in the result. */
  readonly aBatch: number;
  readonly bBatch: number;
  readonly batch: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/**
 * null where the inner extents differ, or batches repeat in part: the stock kernel then says so, or does what it can. Throws as
 * that does where the batches do not go together.
 */
export function productExtents(
  a: readonly number[],
  b: readonly number[],
  { transposeA, transposeB }: MatrixTurns,
): ProductExtents | null {
  const [aLeading, bLeading] = [a.slice(0, -2), b.slice(0, -2)];
  const leading = tf.backend_util.assertAndGetBroadcastShape(aLeading, bLeading);
  const [aBatch, bBatch, batch] = [sizeOf(aLeading), sizeOf(bLeading), sizeOf(leading)];
  if ([aBatch, bBatch].some((count) => count !== batch && count !== 1)) return null;
  const [aRows = 0, aColumns = 0] = a.slice(-2);
  const [bRows = 0, bColumns = 0] = b.slice(-2);
  const [rows, inner] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [columns, other] = transposeB ? [bRows, bColumns] : [bColumns, bRows];
  return inner === other ? { leading, aBatch, bBatch, batch, rows, inner, columns } : null;
}
