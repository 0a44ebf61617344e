/** Cholesky factors of a symmetric positive definite matrix given by its lower triangle [row][0 … row]. */

/** Overwrites A by L with A = L Lᵀ. false where A is not positive definite to working precision. */
export function factoriseInPlace(lower: readonly Float64Array[]): boolean {
  for (let i = 0; i < lower.length; i++) {
    const row = lower[i]!; // i < length
    const original = row[i]!; // the diagonal
    for (let j = 0; j <= i; j++) {
      const other = lower[j]!; // j <= i
      let sum = row[j]!; // j <= i
      for (let k = 0; k < j; k++) sum -= row[k]! * other[k]!; // k < j
      if (j < i) row[j] = sum / other[j]!; // the diagonal of an earlier row
      else if (sum > original * lower.length * Number.EPSILON) row[i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** Solves L Lᵀ x = b in place. */
export function solveInPlace(factor: readonly Float64Array[], b: Float64Array): void {
  for (let i = 0; i < factor.length; i++) {
    const row = factor[i]!; // i < length
    let value = b[i]!; // same length
    for (let k = 0; k < i; k++) value -= row[k]! * b[k]!; // k < i
    b[i] = value / row[i]!; // the diagonal
  }
  for (let i = factor.length - 1; i >= 0; i--) {
    const row = factor[i]!; // i < length
    const value = b[i]! / row[i]!; // the diagonal
    b[i] = value;
    for (let k = 0; k < i; k++) b[k]! -= value * row[k]!; // k < i
  }
}

/** Diagonal of (L Lᵀ)⁻¹. */
export function inverseDiagonal(factor: readonly Float64Array[]): Float64Array {
  return Float64Array.from(factor, (_, index) => {
    // ‖L⁻¹ e‖²: forward substitution from the one that is not zero.
    const v = new Float64Array(factor.length);
    v[index] = 1;
    let sum = 0;
    for (let i = index; i < factor.length; i++) {
      const row = factor[i]!; // i < length
      let value = v[i]!; // same length
      for (let k = index; k < i; k++) value -= row[k]! * v[k]!; // k < i
      v[i] = value / row[i]!; // the diagonal
      sum += v[i]! ** 2; // just set
    }
    return sum;
  });
}
