/** Linear regression solved exactly in Float64: the intercept by centring, the weights by orthogonal factors. */
import type { Block } from "../../core/block";
import { factorise, leastSquares, leastSquaresByRows, lengthened, solveLower } from "./orthogonal";

export interface LinearSolution {
  readonly weights: Float64Array;
  readonly intercept: number;
  /** Standard errors of the weights and, last, of the intercept; null where they are not defined. */
  readonly standardErrors: Float64Array | null;
}

/** Operations above which the exact solution takes too long in a browser: about a second each 1e9. */
export const exactOperations = 1.2e10;

/** Standard errors cost as much as columns cubed: up to this many of them. */
const errorColumns = 1000;

/** Operations of the exact solution, about: 2 × rows × columns × the smaller of both for the factors, and 4 × rows × columns for each target. */
export function operationsOf(rowCount: number, columnCount: number, targetCount: number, l2: number): number {
  const rows = l2 > 0 && columnCount <= rowCount ? rowCount + columnCount : rowCount;
  return 2 * rows * columnCount * (Math.min(rows, columnCount) + 2 * targetCount);
}

/**
 * Weights and intercept that make Σ (y - w·x - b)² + l2 ‖w‖² smallest, and of those the shortest w: also right where
 * columns depend on each other (one-hot) or outnumber the rows. inputs [row, feature], each of the targets [row] with a
 * solution of its own from the same factors. Standard errors √(σ² (XᵀX)⁻¹) need l2 = 0, independent columns and more
 * rows than weights.
 */
export async function solveLinear(
  inputs: Block,
  targets: readonly ArrayLike<number>[],
  l2: number,
  breathe: () => Promise<void>,
): Promise<LinearSolution[]> {
  const [rowCount = 0, columnCount = 0] = inputs.shape;
  const targetMeans = targets.map(mean);
  const ys = targets.map((of, t) => Float64Array.from(of, (value) => value - targetMeans[t]!)); // one for each
  const means = meansOf(inputs);
  const centred = (row: number, column: number) => inputs.data[row * columnCount + column]! - means[column]!; // within both
  const solved = (
    found: readonly Float64Array[],
    errorsOf: (target: number) => Float64Array | null = () => null,
  ): LinearSolution[] =>
    found.map((weights, t) => ({
      weights,
      intercept: weights.reduce((rest, weight, j) => rest - weight * means[j]!, targetMeans[t]!), // j < columnCount
      standardErrors: errorsOf(t),
    }));
  if (columnCount > rowCount) {
    const rows = Array.from({ length: rowCount }, (_, i) =>
      Float64Array.from({ length: columnCount }, (_, j) => centred(i, j)),
    );
    return solved(await leastSquaresByRows(rows, ys, l2, breathe));
  }
  const columns = Array.from({ length: columnCount }, (_, j) =>
    Float64Array.from({ length: rowCount }, (_, i) => centred(i, j)),
  );
  if (l2 > 0) return solved(await stackedRidge(columns, ys, l2, breathe));
  const qr = await factorise(columns, rowCount, breathe);
  const found = await leastSquares(qr, ys, breathe);
  const freedom = rowCount - columnCount - 1;
  if (qr.rank < columnCount || freedom <= 0 || columnCount > errorColumns) return solved(found);
  // (XᵀX)⁻¹ = R⁻¹ R⁻ᵀ: the norm of column k of R⁻ᵀ is the root of its diagonal.
  const spreads = new Float64Array(columnCount + 1);
  qr.pivots.forEach((pivot, k) => {
    spreads[pivot] = inverseQuadratic(qr.columns, columnCount, unit(columnCount, k));
  });
  const permutedMeans = Float64Array.from(qr.pivots, (pivot) => means[pivot]!); // pivots are columns
  spreads[columnCount] = 1 / rowCount + inverseQuadratic(qr.columns, columnCount, permutedMeans);
  return solved(found, (t) => {
    // It is Qᵀ y by now: what lies beyond the rank is the residual.
    const residual = ys[t]!.subarray(qr.rank); // one for each
    const variance = residual.reduce((sum, value) => sum + value * value, 0) / freedom;
    return spreads.map((spread) => Math.sqrt(variance * spread));
  });
}

/** vᵀ (RᵀR)⁻¹ v = ‖R⁻ᵀ v‖². */
function inverseQuadratic(columns: readonly Float64Array[], size: number, v: Float64Array): number {
  solveLower(columns, size, v);
  return v.reduce((sum, value) => sum + value * value, 0);
}

function unit(size: number, index: number): Float64Array {
  const vector = new Float64Array(size);
  vector[index] = 1;
  return vector;
}

/** Ridge as least squares with √l2 · I below the rows. */
async function stackedRidge(
  columns: readonly Float64Array[],
  ys: readonly Float64Array[],
  l2: number,
  breathe: () => Promise<void>,
): Promise<Float64Array[]> {
  const rowCount = ys[0]?.length ?? 0;
  const height = rowCount + columns.length;
  const stacked = columns.map((column, j) => {
    const longer = lengthened(column, height);
    longer[rowCount + j] = Math.sqrt(l2);
    return longer;
  });
  return leastSquares(
    await factorise(stacked, height, breathe),
    ys.map((y) => lengthened(y, height)),
    breathe,
  );
}

function meansOf({ data, shape: [rowCount = 0, columnCount = 0] }: Block): Float64Array {
  const sums = new Float64Array(columnCount);
  for (let i = 0; i < data.length; i++) sums[i % columnCount]! += data[i]!; // i < length
  return sums.map((sum) => sum / rowCount);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!; // i < length
  return sum / values.length;
}
