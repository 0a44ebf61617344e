/** Plain statistics of the present values of a column, all in Float64. */

/** The finite values, in their order. */
export function presentValues(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  return values.filter((value) => Number.isFinite(value));
}

/** Arithmetic mean; NaN of nothing. */
export function meanOf(values: Float64Array<ArrayBuffer>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Standard deviation of the whole population (divides by n), in two passes; NaN of nothing. */
export function deviationOf(values: Float64Array<ArrayBuffer>): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Quantile with linear interpolation between order statistics (Hyndman and Fan 1996, type 7); NaN of nothing. */
export function quantileOf(sorted: Float64Array<ArrayBuffer>, fraction: number): number {
  const place = (sorted.length - 1) * fraction;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (place - below);
}

/** The commonest value, the smallest of them where several are; NaN of nothing. */
export function modeOf(sorted: Float64Array<ArrayBuffer>): number {
  let mode = NaN;
  let most = 0;
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    count = i > 0 && sorted[i] === sorted[i - 1] ? count + 1 : 1;
    if (count > most) {
      most = count;
      mode = sorted[i]!; // i < length
    }
  }
  return mode;
}

/** The commonest code that is not negative, the smallest of them where several are; -1 of nothing. */
export function commonestCode(codes: Int32Array<ArrayBuffer>, categoryCount: number): number {
  const counts = new Uint32Array(categoryCount);
  for (const code of codes) if (code >= 0) counts[code]!++; // codes are below the count
  let best = -1;
  counts.forEach((count, code) => {
    if (count > (best < 0 ? 0 : counts[best]!)) best = code; // best is a code
  });
  return best;
}
