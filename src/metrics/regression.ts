/** Scores of predicted against actual numbers. One pass serves the estimate and, with weights, each resample. */
import type { RegressionMetrics } from "../core/metrics";
import { equalWeights } from "./weights";

/** The single numbers of a regression, in the order in which resamples store them. */
export const regressionScores = ["mae", "rmse", "r2", "medianAbsoluteError", "mape", "smape", "bias"] as const;
export type RegressionScore = (typeof regressionScores)[number];

/** What every resample needs of each row, computed once. */
export interface RegressedRows {
  readonly error: Float64Array;
  /** Target minus the mean target, so that sums of squares keep their digits. */
  readonly centredTarget: Float64Array;
  /** |error / target|; NaN where the target is zero. */
  readonly percentage: Float64Array;
  /** 2 |error| / (|target| + |prediction|); 0 where both are zero. */
  readonly symmetric: Float64Array;
  /** Row numbers by rising absolute error; null where a prediction is not a number. */
  readonly byAbsoluteError: Uint32Array | null;
}

/** Throws a RangeError where there is not one prediction a target. */
export function regressRows(targets: Float64Array, predictions: Float64Array): RegressedRows {
  if (targets.length !== predictions.length) {
    throw new RangeError(`${predictions.length} predictions do not fit ${targets.length} targets`);
  }
  const error = predictions.map((prediction, row) => prediction - targets[row]!);
  const mean = meanOf(targets);
  return {
    error,
    centredTarget: targets.map((target) => target - mean),
    percentage: targets.map((target, row) => (target === 0 ? NaN : Math.abs(error[row]! / target))),
    symmetric: targets.map((target, row) => {
      const size = Math.abs(target) + Math.abs(predictions[row]!);
      return size === 0 ? 0 : (2 * Math.abs(error[row]!)) / size;
    }),
    byAbsoluteError: error.some(Number.isNaN)
      ? null
      : Uint32Array.from(error, (_, row) => row).toSorted(
          (left, right) => Math.abs(error[left]!) - Math.abs(error[right]!) || left - right,
        ),
  };
}

/**
 * Mean absolute and root mean square error, median absolute error, mean absolute percentage error over targets that are
 * not zero (a fraction), symmetric percentage error (Makridakis 1993, at most 2), bias (mean of prediction − target) and
 * R² = 1 − SSE / SST; for constant targets 1 when every prediction is right and 0 otherwise, as in scikit-learn.
 */
export function scoreErrors(rows: RegressedRows, weights: Int32Array): Record<RegressionScore, number> {
  const { error, centredTarget, percentage, symmetric } = rows;
  let total = 0;
  let usedRows = 0;
  let signed = 0;
  let absolute = 0;
  let squared = 0;
  let targetSum = 0;
  let targetSquares = 0;
  let percentages = 0;
  let percentageTotal = 0;
  let symmetrics = 0;
  for (let row = 0; row < error.length; row++) {
    const weight = weights[row]!;
    if (weight === 0) continue;
    const difference = error[row]!;
    const target = centredTarget[row]!;
    total += weight;
    usedRows++;
    signed += weight * difference;
    absolute += weight * Math.abs(difference);
    squared += weight * difference * difference;
    targetSum += weight * target;
    targetSquares += weight * target * target;
    symmetrics += weight * symmetric[row]!;
    if (Number.isNaN(percentage[row]!)) continue;
    percentages += weight * percentage[row]!;
    percentageTotal += weight;
  }
  const spread = targetSquares - targetSum ** 2 / total;
  return {
    mae: absolute / total,
    rmse: Math.sqrt(squared / total),
    r2: determination(squared, usedRows > 1 ? spread : NaN, targetSquares),
    medianAbsoluteError: weightedMedian(rows, weights, total),
    mape: percentages / percentageTotal,
    smape: symmetrics / total,
    bias: signed / total,
  };
}

/** Every score of predictions. */
export function regressionMetrics(rows: RegressedRows): RegressionMetrics {
  return { kind: "regression", ...scoreErrors(rows, equalWeights(rows.error.length)) };
}

/** Arithmetic mean; NaN of nothing. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** A spread lost in rounding is none: constant targets. */
function determination(squared: number, spread: number, targetSquares: number): number {
  if (spread > 1e-14 * targetSquares || Number.isNaN(spread)) return 1 - squared / spread;
  return squared === 0 ? 1 : 0;
}

/** The middle absolute error, or the mean of the two middle ones, of rows repeated by whole weights. */
function weightedMedian({ byAbsoluteError, error }: RegressedRows, weights: Int32Array, total: number): number {
  if (!byAbsoluteError) return NaN;
  const half = total / 2;
  let passed = 0;
  let place = -1;
  while (passed < half) passed += weights[byAbsoluteError[++place]!]!;
  const lower = Math.abs(error[byAbsoluteError[place]!]!);
  if (passed > half) return lower;
  do place++;
  while (place < byAbsoluteError.length && !weights[byAbsoluteError[place]!]);
  return (lower + Math.abs(error[byAbsoluteError[place]!]!)) / 2;
}
