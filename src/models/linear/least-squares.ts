/** Linear regression solved exactly in Float64: the intercept by centring, the weights by orthogonal factors. */
import type { Block } from "../../core/block";
import { factorise, leastSquares, leastSquaresByRows, solveLower } from "./orthogonal";

export interface LinearSolution {
  readonly weights: Float64Array;
  readonly intercept: number;
  /** Standard errors of the weights and, last, of the intercept; null where they are not defined. */
  readonly standardErrors: Float64Array | null;
}

/** Operations above which the exact solution takes too long in a browser: some seconds. */
export const exactOperations = 4e9;

/** Standard errors cost as much as columns cubed: up to this many of them. */
const errorColumns = 1000;

/** Operations of the exact solution, about: 2 × rows × columns × the smaller of both. */
export function operationsOf(rowCount: number, columnCount: number, l2: number): number {
  const rows = l2 > 0 && columnCount <= rowCount ? rowCount + columnCount : rowCount;
  return 2 * rows * columnCount * Math.min(rows, columnCount);
}

/**
 * Weights and intercept that make Σ (y - w·x - b)² + l2 ‖w‖² smallest, and of those the shortest w: also right where
 * columns depend on each other (one-hot) or outnumber the rows. inputs [row, feature], targets [row]. Standard errors
 * √(σ² (XᵀX)⁻¹) need l2 = 0, independent columns and more rows than weights.
 */
export async function solveLinear(
  inputs: Block,
  targets: ArrayLike<number>,
  l2: number,
  breathe: () => Promise<void>,
): Promise<LinearSolution> {
  const [rowCount = 0, columnCount = 0] = inputs.shape;
  const targetMean = mean(targets);
  const y = Float64Array.from(targets, (value) => value - targetMean);
  const means = meansOf(inputs);
  const centred = (row: number, column: number) => inputs.data[row * columnCount + column]! - means[column]!; // within both
  const done = (weights: Float64Array, standardErrors: Float64Array | null): LinearSolution => {
    const intercept = weights.reduce((rest, weight, j) => rest - weight * means[j]!, targetMean); // j < columnCount
    return { weights, intercept, standardErrors };
  };
  if (columnCount > rowCount) {
    const rows = Array.from({ length: rowCount }, (_, i) =>
      Float64Array.from({ length: columnCount }, (_, j) => centred(i, j)),
    );
    return done(await leastSquaresByRows(rows, y, l2, breathe), null);
  }
  const columns = Array.from({ length: columnCount }, (_, j) =>
    Float64Array.from({ length: rowCount }, (_, i) => centred(i, j)),
  );
  if (l2 > 0) return done(await stackedRidge(columns, y, l2, breathe), null);
  const qr = await factorise(columns, rowCount, breathe);
  const weights = await leastSquares(qr, y, breathe);
  const freedom = rowCount - columnCount - 1;
  if (qr.rank < columnCount || freedom <= 0 || columnCount > errorColumns) return done(weights, null);
  // y is Qᵀ y by now: what lies beyond the rank is the residual.
  const variance = y.subarray(qr.rank).reduce((sum, value) => sum + value * value, 0) / freedom;
  const standardErrors = new Float64Array(columnCount + 1);
  // (XᵀX)⁻¹ = R⁻¹ R⁻ᵀ: the norm of column k of R⁻ᵀ is the root of its diagonal.
  qr.pivots.forEach((pivot, k) => {
    standardErrors[pivot] = Math.sqrt(variance * inverseQuadratic(qr.columns, columnCount, unit(columnCount, k)));
  });
  const permutedMeans = Float64Array.from(qr.pivots, (pivot) => means[pivot]!); // pivots are columns
  const spread = inverseQuadratic(qr.columns, columnCount, permutedMeans);
  standardErrors[columnCount] = Math.sqrt(variance * (1 / rowCount + spread));
  return done(weights, standardErrors);
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
  y: Float64Array,
  l2: number,
  breathe: () => Promise<void>,
) {
  const rowCount = y.length;
  const stacked = columns.map((column, j) => {
    const longer = new Float64Array(rowCount + columns.length);
    longer.set(column);
    longer[rowCount + j] = Math.sqrt(l2);
    return longer;
  });
  const longer = new Float64Array(rowCount + columns.length);
  longer.set(y);
  return leastSquares(await factorise(stacked, longer.length, breathe), longer, breathe);
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
