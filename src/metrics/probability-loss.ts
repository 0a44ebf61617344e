/** Losses of stated probabilities, one number per row, so that resamples only average them. */

/** Smallest probability that log loss sees: the float64 epsilon, as in scikit-learn 1.2. */
const epsilon = 2 ** -52;

/** −ln of the actual class's probability, after clipping and scaling the row to sum 1 (scikit-learn's `log_loss`). `probabilities` is [row, class]. */
export function logLosses(
  targets: Uint32Array,
  probabilities: ArrayLike<number>,
  classCount: number,
): Float64Array<ArrayBuffer> {
  const losses = new Float64Array(targets.length);
  for (let row = 0; row < losses.length; row++) {
    let sum = 0;
    for (let index = 0; index < classCount; index++) sum += clip(probabilities[row * classCount + index]!);
    losses[row] = -Math.log(clip(probabilities[row * classCount + targets[row]!]!) / sum);
  }
  return losses;
}

/**
 * Squared distance from the outcome (Brier 1950): (p − y)² of the positive class for two classes, as in scikit-learn;
 * the sum over all classes where `positive` is null.
 */
export function brierLosses(
  targets: Uint32Array,
  probabilities: ArrayLike<number>,
  classCount: number,
  positive: number | null,
): Float64Array<ArrayBuffer> {
  const losses = new Float64Array(targets.length);
  for (let row = 0; row < losses.length; row++) {
    for (let index = 0; index < classCount; index++) {
      if (positive !== null && index !== positive) continue;
      losses[row]! += (probabilities[row * classCount + index]! - (targets[row] === index ? 1 : 0)) ** 2;
    }
  }
  return losses;
}

/** Mean with weights per row. */
export function weightedMean(values: Float64Array, weights: Int32Array): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = weights[row]!;
    sum += weight * values[row]!;
    total += weight;
  }
  return sum / total;
}

function clip(probability: number): number {
  return Math.min(1 - epsilon, Math.max(epsilon, probability));
}
