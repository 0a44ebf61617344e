/** The column of pictures, made with little memory beside the pictures themselves. */
import type { ImageColumn } from "../../core/column";
import type { Picture } from "../../core/picture";

/**
 * @param pictures are let go one by one as their bytes are taken: the list is empty of them afterwards.
 * @param order for each row the picture that it shows; rows may share one.
 */
export function pictureColumn(name: string, pictures: (Picture | null)[], order: ArrayLike<number>): ImageColumn {
  const channels = pictures.some((picture) => picture?.channels === 3) ? 3 : 1;
  let size = 0;
  const places = pictures.map((picture) => {
    const start = size;
    if (picture) size += picture.width * picture.height * channels;
    return { start, width: picture?.width ?? 0, height: picture?.height ?? 0 };
  });
  const pixels = new Uint8Array(size);
  for (const [index, { start }] of places.entries()) {
    const picture = pictures[index];
    pictures[index] = null;
    if (!picture) continue;
    if (picture.channels === channels) pixels.set(picture.pixels, start);
    else colour(picture.pixels, pixels, start);
  }
  const column = {
    starts: new Uint32Array(order.length),
    widths: new Uint16Array(order.length),
    heights: new Uint16Array(order.length),
  };
  for (let row = 0; row < order.length; row++) {
    const place = places[order[row] ?? -1];
    if (!place) continue;
    column.starts[row] = place.start;
    column.widths[row] = place.width;
    column.heights[row] = place.height;
  }
  return { kind: "image", name, channels, pixels, ...column };
}

function colour(grey: Uint8Array, pixels: Uint8Array, start: number): void {
  for (let from = 0, to = start; from < grey.length; from++) {
    const value = grey[from]!; // from < length
    pixels[to++] = value;
    pixels[to++] = value;
    pixels[to++] = value;
  }
}
