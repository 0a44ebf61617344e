/** Columns side by side, row by row: what an estimator takes. */
import { createBlock, type Block } from "../core/block";
import type { NumberColumn } from "../core/column";
import type { Work } from "../core/work";

/** So many rows of a column are written before the next column: the lines of memory that they share stay at hand. */
const rowsAtOnce = 64;

/** The values of the columns at the given places: [place, column], Float64. */
export function* layOut(columns: readonly NumberColumn[], places: Uint32Array<ArrayBuffer>): Work<Block> {
  const width = columns.length;
  const height = places.length;
  const data = new Float64Array(height * width);
  for (let from = 0; from < height; from += rowsAtOnce) {
    const to = Math.min(height, from + rowsAtOnce);
    for (let k = 0; k < width; k++) {
      const { values } = columns[k]!; // k < width
      for (let row = from; row < to; row++) data[row * width + k] = values[places[row]!]!; // places are in the columns
    }
    yield;
  }
  return createBlock(data, [height, width]);
}
