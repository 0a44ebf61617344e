/** Quantiles that intervals need: of the standard normal, of Student's t, and of a sample. */

/** 97.5 % quantile of the standard normal distribution. */
export const z95 = 1.959963984540054;

/** Probability that a standard normal is below `x`, within 1e-7 (erfc of Numerical Recipes 6.2, Chebyshev fit). */
export function normalCdf(x: number): number {
  const size = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + size / 2);
  const coefficients = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  const exponent = coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  const tail = (t * Math.exp(-size * size + exponent)) / 2;
  return x >= 0 ? 1 - tail : tail;
}

/**
 * 97.5 % quantile of Student's t: exact for 1 and 2 degrees of freedom, otherwise the Cornish–Fisher expansion
 * (Abramowitz and Stegun 26.7.5), within 0.3 % from 3 up.
 */
export function student95(degrees: number): number {
  if (degrees === 1) return Math.tan(Math.PI * 0.475);
  if (degrees === 2) return 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
  const z = z95;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const fourth = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3 + fourth / degrees ** 4;
}

/** Quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan 1996, numpy's default). */
export function sortedQuantile(sorted: Float64Array, probability: number): number {
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}
