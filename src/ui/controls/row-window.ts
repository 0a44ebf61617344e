/** Which rows of a table of any length are in sight, and where they stand. */

/** Browsers stop at 17 to 33 million pixels; beyond this the scroll bar is a scale instead of a ruler. */
export const maxCanvasPx = 12_000_000;

export interface RowWindow {
  /** Rows first .. last - 1 are in sight (with a few beyond on each side). */
  readonly first: number;
  readonly last: number;
  /** Height of what is scrolled, in pixels. */
  readonly canvasHeight: number;
  /** Where row `first` stands on the canvas, in pixels. */
  readonly offset: number;
}

/** `beyond`: rows out of sight on each side that are there all the same. */
export function rowWindow(
  rowCount: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
  beyond = 4,
): RowWindow {
  const fullHeight = rowCount * rowHeight;
  const canvasHeight = Math.min(fullHeight, maxCanvasPx);
  const scrollable = Math.max(0, canvasHeight - viewHeight);
  const seen = Math.min(Math.max(0, scrollTop), scrollable);
  // The same share of the rows lies above as of the canvas.
  const top = scrollable === 0 ? 0 : (seen / scrollable) * Math.max(0, fullHeight - viewHeight);
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  const last = Math.min(rowCount, Math.ceil((top + viewHeight) / rowHeight) + beyond);
  return { first, last, canvasHeight, offset: seen + first * rowHeight - top };
}

/** Where to scroll so that a row is in sight, moving as little as that takes. */
export function scrollTopFor(
  row: number,
  rowCount: number,
  rowHeight: number,
  scrollTop: number,
  viewHeight: number,
): number {
  const fullHeight = rowCount * rowHeight;
  const canvasHeight = Math.min(fullHeight, maxCanvasPx);
  const scale = (canvasHeight - viewHeight) / Math.max(1, fullHeight - viewHeight);
  const top = scrollTop / Math.max(scale, 1e-9);
  if (row * rowHeight < top) return row * rowHeight * scale;
  const bottom = (row + 1) * rowHeight - viewHeight;
  return bottom > top ? bottom * scale : scrollTop;
}
