/** Seeded start values in plain TypeScript: the same on every backend, and no thousands of small operations. */
import { sizeOf } from "../../core/block";
import type { Random } from "../../core/random";

/** Uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio 2010). */
export function glorotUniform(shape: readonly number[], fanIn: number, fanOut: number, random: Random): Float32Array {
  return uniform(shape, Math.sqrt(6 / (fanIn + fanOut)), random);
}

/** Uniform in ±limit. */
export function uniform(shape: readonly number[], limit: number, random: Random): Float32Array {
  return Float32Array.from({ length: sizeOf(shape) }, () => limit * (2 * random.next() - 1));
}

export function zeros(shape: readonly number[]): Float32Array {
  return new Float32Array(sizeOf(shape));
}
