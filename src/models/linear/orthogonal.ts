/** Householder QR with column pivoting (Businger and Golub 1965): the rank of a matrix and least squares of least norm. */

/** A · P = Q · R. Column j of the packed matrix holds R above and on the diagonal and the reflector below. Stored by columns. */
export interface PivotedQr {
  /** columns[j] is column `pivots[j]` of A after the reflections. */
  readonly columns: readonly Float64Array[];
  readonly pivots: readonly number[];
  /** First component of each reflector; the rest lies below the diagonal. */
  readonly heads: readonly number[];
  /** 2 / ‖reflector‖² of each. */
  readonly scales: readonly number[];
  readonly rank: number;
}

/**
 * Factors the matrix with these columns, which are overwritten. A column whose rest is below max(rows, columns) × ε
 * times the largest does not count towards the rank. `breathe` is awaited between columns.
 */
export async function factorise(
  columns: Float64Array[],
  rowCount: number,
  breathe: () => Promise<void>,
): Promise<PivotedQr> {
  const columnCount = columns.length;
  const pivots = columns.map((_, j) => j);
  const rest = columns.map((column) => sumOfSquares(column, 0));
  const [heads, scales]: [number[], number[]] = [[], []];
  const steps = Math.min(rowCount, columnCount);
  const tolerance = Math.max(rowCount, columnCount) * Number.EPSILON;
  let largest = 0;
  let rank = 0;
  for (; rank < steps; rank++) {
    const k = rank;
    let best = k;
    for (let j = k + 1; j < columnCount; j++) if (rest[j]! > rest[best]!) best = j; // j < columnCount
    swap(columns, k, best);
    swap(pivots, k, best);
    swap(rest, k, best);
    const column = columns[k]!; // k < columnCount
    // Downdated sums lose digits: the chosen one is summed anew.
    const norm = Math.sqrt(sumOfSquares(column, k));
    if (k === 0) largest = norm;
    if (!(norm > tolerance * largest)) break;
    const diagonal = column[k]! > 0 ? -norm : norm; // k < rowCount
    const head = column[k]! - diagonal; // k < rowCount
    let size = head * head;
    for (let i = k + 1; i < rowCount; i++) size += column[i]! * column[i]!; // i < rowCount
    const scale = 2 / size;
    heads.push(head);
    scales.push(scale);
    column[k] = diagonal;
    for (let j = k + 1; j < columnCount; j++) {
      const other = columns[j]!; // j < columnCount
      reflect(other, column, k, head, scale);
      const left = rest[j]! - other[k]! * other[k]!; // j < columnCount, k < rowCount
      rest[j] = left > 1e-10 * rest[j]! ? left : sumOfSquares(other, k + 1); // j < columnCount
    }
    await breathe();
  }
  return { columns, pivots, heads, scales, rank };
}

/** Applies the reflector of column k to a vector, in place: v - scale (u · v) u. */
function reflect(v: Float64Array, column: Float64Array, k: number, head: number, scale: number): void {
  let dot = head * v[k]!; // k < length
  for (let i = k + 1; i < v.length; i++) dot += column[i]! * v[i]!; // same length
  const by = scale * dot;
  v[k]! -= by * head; // k < length
  for (let i = k + 1; i < v.length; i++) v[i]! -= by * column[i]!; // same length
}

/** Qᵀ v in place. */
function rotate({ columns, heads, scales, rank }: PivotedQr, v: Float64Array): void {
  for (let k = 0; k < rank; k++) reflect(v, columns[k]!, k, heads[k]!, scales[k]!); // k < rank
}

/** Q v in place. */
function rotateBack({ columns, heads, scales, rank }: PivotedQr, v: Float64Array): void {
  for (let k = rank - 1; k >= 0; k--) reflect(v, columns[k]!, k, heads[k]!, scales[k]!); // k < rank
}

/**
 * For each y the x of least norm among those that make ‖A x - y‖ smallest; `y` is overwritten by Qᵀ y. With full column rank that
 * is R x = Qᵀ y; else the trapezoid [R₁₁ R₁₂] is factored once more from the right (complete orthogonal decomposition,
 * Golub and Van Loan, Matrix Computations, 5.5.2).
 */
export async function leastSquares(
  qr: PivotedQr,
  ys: readonly Float64Array[],
  breathe: () => Promise<void>,
): Promise<Float64Array[]> {
  const { columns, pivots, rank } = qr;
  const columnCount = columns.length;
  for (const y of ys) rotate(qr, y);
  /** Each column's weight at its own place. */
  const inPlace = (x: Float64Array) => {
    const solution = new Float64Array(columnCount);
    pivots.forEach((pivot, j) => (solution[pivot] = x[j]!)); // j < columnCount
    return solution;
  };
  if (rank === columnCount) {
    return ys.map((y) => {
      const x = y.slice(0, rank);
      solveUpper(columns, rank, x);
      return inPlace(x);
    });
  }
  // The rows of the trapezoid as columns: [R₁₁ R₁₂]ᵀ P₂ = Z T, so x = Z T⁻ᵀ P₂ᵀ y₁.
  const rows = Array.from({ length: rank }, (_, i) =>
    Float64Array.from({ length: columnCount }, (_, j) => (j < i ? 0 : columns[j]![i]!)),
  ); // within the matrix
  const right = await factorise(rows, columnCount, breathe);
  return ys.map((y) => {
    const inner = Float64Array.from({ length: columnCount }, (_, j) => (j < right.rank ? y[right.pivots[j]!]! : 0)); // j < rank
    solveLower(right.columns, right.rank, inner);
    rotateBack(right, inner);
    return inPlace(inner);
  });
}

/**
 * The same where columns outnumber rows, from the rows: they are factored as columns, Aᵀ P = Q [Lᵀ 0]ᵀ, which leaves a
 * small problem in L; `penalty` adds penalty × ‖x‖². The rows are overwritten.
 */
export async function leastSquaresByRows(
  rows: Float64Array[],
  ys: readonly Float64Array[],
  penalty: number,
  breathe: () => Promise<void>,
): Promise<Float64Array[]> {
  const columnCount = rows[0]?.length ?? 0;
  const rowCount = rows.length;
  const qr = await factorise(rows, columnCount, breathe);
  const height = rowCount + (penalty > 0 ? qr.rank : 0);
  const small = Array.from({ length: qr.rank }, (_, c) => {
    const column = new Float64Array(height);
    for (let j = c; j < rowCount; j++) column[qr.pivots[j]!] = qr.columns[j]![c]!; // within the factor
    if (penalty > 0) column[rowCount + c] = Math.sqrt(penalty);
    return column;
  });
  const found = await leastSquares(
    await factorise(small, height, breathe),
    ys.map((y) => lengthened(y, height)),
    breathe,
  );
  return found.map((coordinates) => {
    const solution = lengthened(coordinates, columnCount);
    rotateBack(qr, solution);
    return solution;
  });
}

/** Zeros behind. */
export function lengthened(v: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(length);
  longer.set(v);
  return longer;
}

/** Solves R x = b in place for the upper triangle of these columns. */
function solveUpper(columns: readonly Float64Array[], size: number, b: Float64Array): void {
  for (let j = size - 1; j >= 0; j--) {
    const column = columns[j]!; // j < size
    const value = b[j]! / column[j]!; // j < size
    b[j] = value;
    for (let i = 0; i < j; i++) b[i]! -= value * column[i]!; // i < size
  }
}

/** Solves Rᵀ x = b in place for the upper triangle of these columns. */
export function solveLower(columns: readonly Float64Array[], size: number, b: Float64Array): void {
  for (let j = 0; j < size; j++) {
    const column = columns[j]!; // j < size
    let value = b[j]!; // j < size
    for (let i = 0; i < j; i++) value -= column[i]! * b[i]!; // i < size
    b[j] = value / column[j]!; // j < size
  }
}

function sumOfSquares(v: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < v.length; i++) sum += v[i]! * v[i]!; // i < length
  return sum;
}

function swap(list: unknown[], i: number, j: number): void {
  [list[i], list[j]] = [list[j], list[i]];
}
