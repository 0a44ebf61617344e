/** Seeded start values in plain TypeScript: the same on every backend, and no thousands of small operations. */
import { sizeOf } from "../../core/block";
import type { Random } from "../../core/random";

/** Uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010). */
export function glorotUniform(shape: readonly number[], fanIn: number, fanOut: number, random: Random): Float32Array {
  return uniform(shape, Math.sqrt(6 / (fanIn + fanOut)), random);
}

/** Uniform in ±limit. */
export function uniform(shape: readonly number[], limit: number, random: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  // A plain loop: Float32Array.from takes four times as long, six seconds for the 50 million weights of a large layer.
  for (let i = 0; i < values.length; i++) values[i] = limit * (2 * random.next() - 1);
  return values;
}

export function zeros(shape: readonly number[]): Float32Array {
  return new Float32Array(sizeOf(shape));
}

/**
 * Orthonormal rows or columns, whichever are fewer; of the axes of `shape` the last are the columns (Saxe et al. 2014).
 * Uniform among all such matrices: the Q of a normal matrix's QR decomposition by Householder reflections, with the signs
 * that make R's diagonal positive (Mezzadri 2007).
 */
export function orthogonal(shape: readonly number[], random: Random): Float32Array {
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape) / columns;
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const vectors = Array.from({ length: count }, () => Float64Array.from({ length }, () => random.normal()));
  // Each vector becomes its reflector: v from place j on, of length √2, so that H = I - v vᵀ.
  const signs = vectors.map((vector, j) => {
    const v = vector.subarray(j);
    const norm = Math.sqrt(dot(v, v));
    const corner = v[0]! > 0 ? -norm : norm; // never empty: length >= count
    v[0]! -= corner; // as above
    const scale = Math.SQRT2 / Math.sqrt(dot(v, v));
    for (let i = 0; i < v.length; i++) v[i]! *= scale; // i < length
    for (const later of vectors.slice(j + 1)) reflect(later.subarray(j), v);
    return Math.sign(corner);
  });
  const values = new Float32Array(rows * columns);
  const [alongVector, acrossVectors] = rows < columns ? [1, columns] : [columns, 1];
  signs.forEach((sign, j) => {
    const q = new Float64Array(length);
    q[j] = sign;
    for (let i = j; i >= 0; i--) reflect(q.subarray(i), vectors[i]!.subarray(i)); // i < count
    for (let i = 0; i < length; i++) values[i * alongVector + j * acrossVectors] = q[i]!; // i < length
  });
  return values;
}

/** vector - v (v · vector), in place. */
function reflect(vector: Float64Array, v: Float64Array): void {
  const along = dot(vector, v);
  for (let i = 0; i < v.length; i++) vector[i]! -= along * v[i]!; // both of one length
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!; // both of one length
  return sum;
}
