/** The next values of a series as a weighted sum of the last ones, by least squares in Float64: one sum for each step ahead. */
import type { Autoregression } from "../core/forecast";
import type { Work } from "../core/work";

/** Of the mean square of a lag, added to the diagonal, so that lags that depend on each other have a solution: too little to be seen in a forecast. */
const ridge = 1e-10;
/** Multiplications above which only every second, third … window is learned from: a second or two. */
const mostOperations = 2e9;
const windowsPerYield = 256;

/**
 * Least squares over windows that end at `trainEnds`: no value looked back at may be missing in `values` [place], nor any of the next `horizon` in `targets` [place].
 * Solved from the normal equations of centred values (Cholesky), every step ahead directly. RangeError where there is no window.
 */
export function* fitAutoregression(input: {
  readonly values: Float64Array;
  readonly targets: Float64Array;
  readonly trainEnds: Uint32Array;
  readonly lookBack: number;
  readonly horizon: number;
}): Work<Autoregression> {
  const { values, targets, lookBack, horizon } = input;
  if (input.trainEnds.length === 0)
    throw new RangeError("an autoregression needs windows to learn from; there are none");
  const stride = Math.ceil((input.trainEnds.length * lookBack * (lookBack / 2 + horizon)) / mostOperations);
  const ends = stride > 1 ? input.trainEnds.filter((_, i) => i % stride === 0) : input.trainEnds;
  const mean = meanOver(ends, (end) => values[end]!); // an end is a place
  const products = Array.from({ length: lookBack }, () => new Float64Array(lookBack));
  const sums = new Float64Array(lookBack);
  const crossed = Array.from({ length: horizon }, () => new Float64Array(lookBack));
  const targetSums = new Float64Array(horizon);
  const lags = new Float64Array(lookBack);
  for (let i = 0; i < ends.length; i++) {
    if (i % windowsPerYield === windowsPerYield - 1) yield;
    const start = ends[i]! - lookBack + 1; // i < length
    for (let lag = 0; lag < lookBack; lag++) lags[lag] = values[start + lag]! - mean; // a window is in the series
    addOuter(products, sums, lags);
    for (let ahead = 0; ahead < horizon; ahead++) {
      const target = targets[start + lookBack + ahead]! - mean; // as above
      targetSums[ahead]! += target;
      const row = crossed[ahead]!; // ahead < horizon
      for (let lag = 0; lag < lookBack; lag++) row[lag]! += lags[lag]! * target; // lag < lookBack
    }
  }
  const count = ends.length;
  let trace = 0;
  for (let a = 0; a < lookBack; a++) {
    for (let b = 0; b <= a; b++) products[a]![b]! -= (sums[a]! * sums[b]!) / count; // a, b < lookBack
    trace += products[a]![a]!; // as above
  }
  // Lags of a constant series are all 0 and so are their weights.
  for (let a = 0; a < lookBack; a++) products[a]![a]! += (ridge * trace) / lookBack || 1; // as above
  yield* factorise(products);
  const weights = crossed.map((row, ahead) =>
    solve(
      products,
      row.map((value, lag) => value - (sums[lag]! * targetSums[ahead]!) / count), // one of each
    ),
  );
  const intercepts = Float64Array.from(weights, (weight, ahead) => {
    const explained = weight.reduce((sum, value, lag) => sum + value * (mean + sums[lag]! / count), 0); // lag < lookBack
    return mean + targetSums[ahead]! / count - explained; // one for each step ahead
  });
  return { weights, intercepts };
}

/** [step ahead], from the values that end at a place. */
export function forecastAutoregression({ weights, intercepts }: Autoregression, values: Float64Array, end: number) {
  return Float64Array.from(weights, (weight, ahead) => {
    let sum = intercepts[ahead]!; // one for each step ahead
    const start = end - weight.length + 1;
    for (let lag = 0; lag < weight.length; lag++) sum += weight[lag]! * values[start + lag]!; // a window is in the series
    return sum;
  });
}

function meanOver(ends: Uint32Array, valueAt: (end: number) => number): number {
  let sum = 0;
  for (const end of ends) sum += valueAt(end);
  return sum / ends.length;
}

function addOuter(products: readonly Float64Array[], sums: Float64Array, lags: Float64Array): void {
  for (let a = 0; a < lags.length; a++) {
    const value = lags[a]!; // a < length
    const row = products[a]!; // one for each lag
    sums[a]! += value;
    for (let b = 0; b <= a; b++) row[b]! += value * lags[b]!; // b <= a
  }
}

/** The lower triangle of a positive definite matrix by its Cholesky factor. */
function* factorise(matrix: readonly Float64Array[]): Work<void> {
  for (let a = 0; a < matrix.length; a++) {
    const row = matrix[a]!; // a < length
    for (let b = 0; b <= a; b++) {
      const other = matrix[b]!; // b <= a
      let sum = row[b]!;
      for (let k = 0; k < b; k++) sum -= row[k]! * other[k]!; // k < b <= a
      row[b] = a === b ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / other[b]!; // as above
    }
    yield;
  }
}

function solve(factor: readonly Float64Array[], right: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const size = right.length;
  for (let a = 0; a < size; a++) {
    for (let k = 0; k < a; k++) right[a]! -= factor[a]![k]! * right[k]!; // all below the size
    right[a]! /= factor[a]![a]!; // as above
  }
  for (let a = size - 1; a >= 0; a--) {
    for (let k = a + 1; k < size; k++) right[a]! -= factor[k]![a]! * right[k]!; // as above
    right[a]! /= factor[a]![a]!; // as above
  }
  return right;
}
