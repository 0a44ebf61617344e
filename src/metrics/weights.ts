/** Each row once: the weights of the estimate itself, where a resample counts how often it drew a row. */
export function equalWeights(rowCount: number): Int32Array {
  return new Int32Array(rowCount).fill(1);
}
