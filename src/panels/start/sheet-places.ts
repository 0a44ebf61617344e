/** How many pictures of a size stand on a card, and where. */
import type { Picture } from "../../core/picture";

const gap = 2;
/** A card's picture is 112 pixels high, and on a narrow screen three and a half times as wide. */
const wantedHeight = 112;
const wantedShape = 3.5;

/** Pixels of the pictures; at least two rows, so that many are seen. */
export function sheetOf({ width, height }: Pick<Picture, "width" | "height">) {
  const [pitchX, pitchY] = [width + gap, height + gap];
  const rows = Math.max(2, Math.round((wantedHeight + gap) / pitchY));
  const columns = Math.ceil((wantedShape * rows * pitchY) / pitchX);
  return { columns, rows, pitchX, pitchY, width: columns * pitchX - gap, height: rows * pitchY - gap };
}
