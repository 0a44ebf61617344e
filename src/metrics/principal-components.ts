/** The directions in which rows differ most. */
import { createRandom } from "../core/random";

export interface PrincipalComponents {
  /** [column] */
  readonly mean: Float64Array<ArrayBuffer>;
  /** [component, column]: orthonormal, the direction of the largest variance first. */
  readonly directions: Float64Array<ArrayBuffer>;
  readonly count: number;
}

const rounds = 24;
/** More directions are followed than are wanted: the last ones settle slowly. */
const spare = 4;
/** A direction that explains less than this share of the first one's variance is rounding. */
const leastShare = 1e-12;

/**
 * At most `count` principal components of rows [row, column] (Pearson 1901), by orthogonal iteration on the smaller of the two
 * products of the centred rows (Golub and Van Loan, §8.2.4); fewer where the rows differ in fewer directions.
 */
export function principalComponents(
  data: ArrayLike<number>,
  rowCount: number,
  width: number,
  count: number,
): PrincipalComponents {
  const mean = new Float64Array(width);
  for (let i = 0; i < rowCount * width; i++) mean[i % width]! += data[i]! / rowCount; // within both
  const centred = Float64Array.from({ length: rowCount * width }, (_, i) => data[i]! - mean[i % width]!); // within both
  const isWide = width > rowCount;
  const side = isWide ? rowCount : width;
  const product = isWide ? outerProduct(centred, rowCount, width) : innerProduct(centred, rowCount, width);
  const vectors = leadingVectors(product, side, Math.min(side, count + spare));
  const directions = isWide ? throughRows(vectors, centred, rowCount, width) : vectors;
  const wanted = Math.min(count, directions.length, Math.max(0, rowCount - 1));
  const kept = directions.slice(0, wanted);
  return {
    mean,
    directions: Float64Array.from(kept.flatMap((direction) => [...direction])),
    count: kept.length,
  };
}

/** Coordinates [row, component] of rows [row, column]. */
export function projectRows(
  data: ArrayLike<number>,
  rowCount: number,
  { mean, directions, count }: PrincipalComponents,
): Float64Array<ArrayBuffer> {
  const width = mean.length;
  const projected = new Float64Array(rowCount * count);
  for (let row = 0; row < rowCount; row++) {
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (data[row * width + j]! - mean[j]!) * directions[k * width + j]!; // within all
      projected[row * count + k] = sum;
    }
  }
  return projected;
}

/** [row, row] */
function outerProduct(centred: Float64Array, rowCount: number, width: number): Float64Array {
  const product = new Float64Array(rowCount * rowCount);
  for (let a = 0; a < rowCount; a++) {
    for (let b = a; b < rowCount; b++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += centred[a * width + j]! * centred[b * width + j]!; // within the rows
      product[a * rowCount + b] = product[b * rowCount + a] = sum;
    }
  }
  return product;
}

/** [column, column] */
function innerProduct(centred: Float64Array, rowCount: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let row = 0; row < rowCount; row++) {
    for (let a = 0; a < width; a++) {
      const value = centred[row * width + a]!; // within the rows
      for (let b = a; b < width; b++) product[a * width + b]! += value * centred[row * width + b]!; // as above
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) product[a * width + b] = product[b * width + a]!; // filled above
  return product;
}

/** Orthonormal vectors that span the largest eigenvalues, the largest first. */
function leadingVectors(matrix: Float64Array, side: number, count: number): readonly Float64Array<ArrayBuffer>[] {
  const random = createRandom(0);
  let vectors: Float64Array<ArrayBuffer>[] = Array.from({ length: count }, () =>
    Float64Array.from({ length: side }, () => random.normal()),
  );
  for (let round = 0; round < rounds; round++) {
    vectors = orthonormal(vectors.map((vector) => times(matrix, vector)));
  }
  const images = vectors.map((vector) => times(matrix, vector));
  const inner = vectors.map((a) => images.map((b) => dot(a, b)));
  const turned = turnApart(inner);
  const largest = turned[0]?.value ?? 0;
  return turned
    .filter(({ value }) => value > leastShare * largest)
    .map(({ weights }) => {
      const sum = new Float64Array(side);
      vectors.forEach((vector, k) => vector.forEach((value, j) => (sum[j]! += weights[k]! * value))); // one for each
      return sum;
    });
}

/** Directions of columns from those of rows: Aᵀu, normalised. */
function throughRows(
  vectors: readonly Float64Array[],
  centred: Float64Array,
  rowCount: number,
  width: number,
): readonly Float64Array<ArrayBuffer>[] {
  return orthonormal(
    vectors.map((vector) => {
      const sum = new Float64Array(width);
      for (let row = 0; row < rowCount; row++) {
        const weight = vector[row]!; // one for each
        for (let j = 0; j < width; j++) sum[j]! += weight * centred[row * width + j]!; // within the rows
      }
      return sum;
    }),
  );
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array<ArrayBuffer> {
  const side = vector.length;
  const image = new Float64Array(side);
  for (let a = 0; a < side; a++) {
    let sum = 0;
    for (let b = 0; b < side; b++) sum += matrix[a * side + b]! * vector[b]!; // within both
    image[a] = sum;
  }
  return image;
}

/** Gram and Schmidt, twice, which is enough (Kahan; Parlett 1980); what is left with no length is left out. */
function orthonormal(vectors: readonly Float64Array<ArrayBuffer>[]): Float64Array<ArrayBuffer>[] {
  const done: Float64Array<ArrayBuffer>[] = [];
  for (const vector of vectors) {
    const before = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass++) {
      for (const other of done) {
        const along = dot(vector, other);
        for (let j = 0; j < vector.length; j++) vector[j]! -= along * other[j]!; // of one length
      }
    }
    const length = Math.sqrt(dot(vector, vector));
    if (!(length > 1e-10 * before)) continue;
    done.push(vector.map((value) => value / length));
  }
  return done;
}

/** Eigenvalues, falling, and eigenvectors of a small symmetric matrix by Jacobi's rotations. */
function turnApart(
  matrix: readonly (readonly number[])[],
): readonly { readonly value: number; readonly weights: readonly number[] }[] {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, i) => matrix.map((__, j) => Number(i === j)));
  for (let sweep = 0; sweep < 30; sweep++) {
    let rest = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = a[p]![q]!; // below size, as are all places here
        rest += off * off;
        if (off === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * off);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        for (const rows of [a, v]) {
          for (const row of rows) [row[p], row[q]] = [c * row[p]! - s * row[q]!, s * row[p]! + c * row[q]!];
        }
        const [up, uq] = [a[p]!, a[q]!];
        for (let k = 0; k < size; k++) [up[k], uq[k]] = [c * up[k]! - s * uq[k]!, s * up[k]! + c * uq[k]!];
      }
    }
    if (rest < 1e-24) break;
  }
  return matrix
    .map((_, k) => ({ value: a[k]![k]!, weights: v.map((row) => row[k]!) }))
    .toSorted((left, right) => right.value - left.value);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!; // of one length
  return sum;
}
