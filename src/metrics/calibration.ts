/** How far the stated probabilities are from what happens. */

const calibrationBinCount = 10;

/** Per row: the bin of its probability, and that probability minus what happened (1 or 0). */
export interface CalibrationRows {
  readonly bin: Uint8Array;
  readonly gap: Float64Array;
}

/** Sorts rows into ten bins of equal width, each from its lower border up; 1 belongs to the last. */
export function binProbabilities(probabilities: Float64Array, happened: (row: number) => boolean): CalibrationRows {
  const bin = new Uint8Array(probabilities.length);
  const gap = new Float64Array(probabilities.length);
  for (let row = 0; row < bin.length; row++) {
    const probability = probabilities[row]!;
    bin[row] = Math.max(0, Math.min(calibrationBinCount - 1, Math.floor(probability * calibrationBinCount)));
    gap[row] = probability - (happened(row) ? 1 : 0);
  }
  return { bin, gap };
}

/**
 * Expected calibration error Σ (nᵦ / n) |mean probability − share that happened| (Naeini, Cooper and Hauskrecht 2015).
 * `weights` are per row.
 */
export function expectedCalibrationError({ bin, gap }: CalibrationRows, weights: Int32Array): number {
  const sums = new Float64Array(calibrationBinCount);
  let total = 0;
  for (let row = 0; row < bin.length; row++) {
    const weight = weights[row]!;
    sums[bin[row]!]! += weight * gap[row]!;
    total += weight;
  }
  let error = 0;
  for (const sum of sums) error += Math.abs(sum);
  return error / total;
}
