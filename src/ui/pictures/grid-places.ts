/** Where the tiles of a grid stand, and where a key leads from one. */

export interface GridShape {
  readonly columns: number;
  /** Side of a picture in pixels: as asked for, and more where that fills the width. */
  readonly size: number;
  /** From one tile to the next across, in pixels. */
  readonly pitch: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}

/** Room around a picture within its tile, and between tiles, in pixels. */
export const tilePaddingPx = 3;
const gapPx = 4;
/** Height of a caption of so many lines, in pixels; 0 of none. */
export const captionPx = (lines: number) => (lines === 0 ? 0 : 2 + 16 * lines);

export function gridShape(count: number, width: number, size: number, captionLines: number): GridShape {
  const around = 2 * tilePaddingPx + gapPx;
  const columns = Math.max(1, Math.floor((width + gapPx) / (size + around)));
  const filling = columns === 1 ? size : Math.floor((width + gapPx) / columns - around);
  const pitch = filling + around;
  const rowHeight = pitch + captionPx(captionLines);
  return { columns, size: filling, pitch, rowHeight, rowCount: Math.ceil(count / columns) };
}

/** The place that a key leads to, or null where the key means nothing here. */
export function placeAfter(
  key: string,
  place: number,
  count: number,
  columns: number,
  rowsInSight: number,
): number | null {
  const wanted = stepOf(key, columns, Math.max(1, rowsInSight - 1));
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (wanted === null) return null;
  const next = place + wanted;
  // Up and down keep to their column where there is a tile; one row beyond the end leads nowhere.
  if (next < 0) return Math.abs(wanted) === 1 ? 0 : place % columns;
  if (next < count) return next;
  const below = lastInColumn(place % columns, count, columns);
  return Math.abs(wanted) === 1 ? count - 1 : Math.max(place, below);
}

function stepOf(key: string, columns: number, page: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return -1;
    case "ArrowRight":
      return 1;
    case "ArrowUp":
      return -columns;
    case "ArrowDown":
      return columns;
    case "PageUp":
      return -columns * page;
    case "PageDown":
      return columns * page;
    default:
      return null;
  }
}

function lastInColumn(column: number, count: number, columns: number): number {
  const lastRow = Math.floor((count - 1 - column) / columns);
  return column + lastRow * columns;
}
