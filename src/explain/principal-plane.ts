/** The plane in which points differ most: the first two principal components (Pearson 1901). */

export interface PrincipalPlane {
  /** [point], along the two components; the first has the larger variance. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Share of the variance that each component has. */
  readonly explained: readonly [number, number];
}

const rounds = 100;

/**
 * By orthogonal iteration on the covariance from a fixed start, so that the same points always give the same picture; each component points
 * to where its largest entry is positive.
 * @param points [point, size]
 */
export function principalPlane(points: ArrayLike<number>, size: number): PrincipalPlane {
  const count = size === 0 ? 0 : points.length / size;
  const centred = centre(points, count, size);
  const covariance = covarianceOf(centred, count, size);
  let total = 0;
  for (let i = 0; i < size; i++) total += covariance[i * size + i]!; // [size, size]
  let [first, second] = [startOf(size, 1), startOf(size, 2)];
  for (let round = 0; round < rounds; round++) {
    first = unit(times(covariance, first));
    second = unit(without(times(covariance, second), first));
  }
  const along = (axis: Float64Array) => {
    const signed = withSign(axis);
    return Float64Array.from({ length: count }, (_, i) => dot(centred.subarray(i * size, (i + 1) * size), signed));
  };
  const share = (axis: Float64Array) => (total > 0 ? dot(axis, times(covariance, axis)) / total : 0);
  return { x: along(first), y: along(second), explained: [share(first), share(second)] };
}

function centre(points: ArrayLike<number>, count: number, size: number): Float64Array {
  const mean = new Float64Array(size);
  for (let i = 0; i < points.length; i++) mean[i % size]! += points[i]! / count; // i < length
  return Float64Array.from(points, (value, i) => value - mean[i % size]!); // as above
}

function covarianceOf(centred: Float64Array, count: number, size: number): Float64Array {
  const covariance = new Float64Array(size * size);
  for (let point = 0; point < count; point++) {
    const at = point * size;
    for (let i = 0; i < size; i++) {
      const value = centred[at + i]! / count; // [point, size]
      for (let j = 0; j < size; j++) covariance[i * size + j]! += value * centred[at + j]!; // as above
    }
  }
  return covariance;
}

/** No direction of real data is at right angles to it. */
function startOf(size: number, which: number): Float64Array {
  return unit(Float64Array.from({ length: size }, (_, i) => Math.cos(which * (i + 1))));
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, i) => dot(matrix.subarray(i * size, (i + 1) * size), vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!; // of one length
  return sum;
}

function unit(vector: Float64Array): Float64Array {
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

function without(vector: Float64Array, axis: Float64Array): Float64Array {
  const share = dot(vector, axis);
  return vector.map((value, i) => value - share * axis[i]!); // of one length
}

function withSign(axis: Float64Array): Float64Array {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}
