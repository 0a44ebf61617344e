import type { Dataset } from "./dataset";

/** The numbers of all rows, ascending. A plain loop: many times as fast as `from` with keys or a function. */
export function allRows({ rowCount }: Pick<Dataset, "rowCount">): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) rows[row] = row;
  return rows;
}
