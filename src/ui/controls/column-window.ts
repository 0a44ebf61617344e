/** Which columns of a table of any width are in sight, and where they stand. */

export interface ColumnPlace {
  readonly index: number;
  /** Pixels from the left edge of the table. */
  readonly start: number;
  readonly width: number;
}

/** Left edges of all columns after a margin, and the right edge of the last: one more than there are columns. */
export function columnEdges(widths: readonly number[], margin: number): Float64Array {
  const edges = new Float64Array(widths.length + 1);
  edges[0] = margin;
  widths.forEach((width, index) => (edges[index + 1] = (edges[index] ?? 0) + width));
  return edges;
}

/** The columns that can use it share what the others leave of the room, in pixels; none becomes narrower. */
export function fillRoom(widths: readonly number[], canGrow: readonly boolean[], room: number): readonly number[] {
  const spare = room - widths.reduce((sum, width) => sum + width, 0);
  const growing = canGrow.filter(Boolean).length;
  if (spare <= 0 || growing === 0) return widths;
  return widths.map((width, index) => (canGrow[index] ? width + Math.floor(spare / growing) : width));
}

const beyond = 2;

export function columnWindow(edges: Float64Array, scrollLeft: number, viewWidth: number): readonly ColumnPlace[] {
  const count = edges.length - 1;
  const first = Math.max(0, lastAtOrBefore(edges, scrollLeft) - beyond);
  const last = Math.min(count, lastAtOrBefore(edges, scrollLeft + viewWidth) + 1 + beyond);
  return Array.from({ length: Math.max(0, last - first) }, (_, place) => {
    const index = first + place;
    const start = edges[index] ?? 0;
    return { index, start, width: (edges[index + 1] ?? start) - start };
  });
}

/** Place of the last edge that is not beyond a position (by halving); 0 where all are. */
function lastAtOrBefore(edges: Float64Array, position: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((edges[middle] ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
