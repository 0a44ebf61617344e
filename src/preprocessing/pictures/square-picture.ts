/** Pictures of any form as squares of one size. */
import type { Picture } from "../../core/picture";
import type { Box, Resampler } from "./resample";

/** letterbox: all of it, with a margin; crop: the middle square; stretch: all of it, out of proportion. */
export type PictureFit = "letterbox" | "crop" | "stretch";

/** Writes a picture into bytes [size, size, channels]. */
export function squarePicture(
  picture: Picture,
  size: number,
  fit: PictureFit,
  resampler: Resampler,
  into: Uint8Array<ArrayBuffer>,
): void {
  const to = targetOf(picture, size, fit);
  if (to.width < size || to.height < size) fillMargin(picture, into);
  resampler.resample(picture, sourceOf(picture, fit), into, size, to);
}

/** The part of the picture that is kept. */
function sourceOf({ width, height }: Picture, fit: PictureFit): Box {
  if (fit !== "crop") return { x: 0, y: 0, width, height };
  const side = Math.min(width, height);
  return { x: Math.floor((width - side) / 2), y: Math.floor((height - side) / 2), width: side, height: side };
}

/** The part of the square that the picture takes. */
export function targetOf({ width, height }: Picture, size: number, fit: PictureFit): Box {
  if (fit !== "letterbox") return { x: 0, y: 0, width: size, height: size };
  const scale = size / Math.max(width, height);
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  return { x: Math.floor((size - w) / 2), y: Math.floor((size - h) / 2), width: w, height: h };
}

/** In the mean colour of the picture's border: black beside a light picture would be an edge stronger than any in it, and say how long the picture was. */
function fillMargin({ width, height, channels, pixels }: Picture, into: Uint8Array<ArrayBuffer>): void {
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    let count = 0;
    const add = (x: number, y: number) => {
      sum += pixels[(y * width + x) * channels + channel]!; // in the picture
      count++;
    };
    for (let x = 0; x < width; x++) {
      add(x, 0);
      if (height > 1) add(x, height - 1);
    }
    for (let y = 1; y < height - 1; y++) {
      add(0, y);
      if (width > 1) add(width - 1, y);
    }
    const mean = Math.round(sum / count);
    for (let i = channel; i < into.length; i += channels) into[i] = mean;
  }
}
