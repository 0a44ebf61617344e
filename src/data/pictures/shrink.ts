/** Making pictures smaller: each new pixel is the mean of the area that it stands for, so that nothing is skipped and nothing glitters. */
import type { Picture } from "../../core/picture";

/** Where a new pixel's area begins among the old ones, how many it touches, and how much of each: weights of a pixel add up to 1. */
interface Cover {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** [pixel, touched], `most` a pixel. */
  readonly weights: Float64Array;
  readonly most: number;
}

/** The width and height of a picture whose longer side is at most so many pixels; at least 1 each, never larger than it was. */
export function fitWithin(
  size: { readonly width: number; readonly height: number },
  longestSide: number,
): { readonly width: number; readonly height: number } {
  const longest = Math.max(size.width, size.height);
  if (longest <= longestSide) return { width: size.width, height: size.height };
  const scaled = (side: number) => Math.max(1, Math.round((side * longestSide) / longest));
  return { width: scaled(size.width), height: scaled(size.height) };
}

/** The picture itself where its longer side is no more than `longestSide` pixels, else one of that side by area averaging, its bytes rounded. */
export function shrinkPicture(picture: Picture, longestSide: number): Picture {
  const { width, height } = fitWithin(picture, longestSide);
  if (width === picture.width && height === picture.height) return picture;
  const means = averageAreas(picture, width, height);
  return { width, height, channels: picture.channels, pixels: Uint8Array.from(means, Math.round) };
}

/** A picture's means over the areas of a grid, [height, width, channels] row-major, 0 to 255. The grid may be finer than the picture. */
export function averageAreas(picture: Picture, width: number, height: number): Float32Array<ArrayBuffer> {
  const { channels, pixels } = picture;
  const across = coverOf(picture.width, width);
  const down = coverOf(picture.height, height);
  const lineLength = width * channels;
  const line = new Float64Array(lineLength);
  const means = new Float32Array(height * lineLength);
  let lineOf = -1;
  for (let y = 0; y < height; y++) {
    const to = y * lineLength;
    for (let i = 0; i < down.count[y]!; i++) {
      // y < height
      const from = down.first[y]! + i; // y < height
      // Areas follow one another, so at most the last line of one is the first of the next.
      if (from !== lineOf) averageLine(pixels, from * picture.width * channels, channels, across, line);
      lineOf = from;
      const weight = down.weights[y * down.most + i]!; // i < count
      for (let x = 0; x < lineLength; x++) means[to + x]! += weight * line[x]!; // same length
    }
  }
  return means;
}

function averageLine(
  pixels: Uint8Array,
  from: number,
  channels: number,
  { first, count, weights, most }: Cover,
  line: Float64Array,
): void {
  for (let x = 0; x < first.length; x++) {
    for (let channel = 0; channel < channels; channel++) {
      let at = from + first[x]! * channels + channel; // x < length
      let sum = 0;
      for (let i = 0; i < count[x]!; i++, at += channels) {
        // x < length
        sum += weights[x * most + i]! * pixels[at]!; // i < count, within the picture
      }
      line[x * channels + channel] = sum;
    }
  }
}

function coverOf(from: number, to: number): Cover {
  const step = from / to;
  const most = Math.ceil(step) + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Float64Array(to * most);
  for (let i = 0; i < to; i++) {
    // In whole numbers, so that a border between two areas never leaves a sliver of rounding.
    const begin = Math.floor((i * from) / to);
    const end = Math.min(from, Math.ceil(((i + 1) * from) / to));
    first[i] = begin;
    count[i] = end - begin;
    for (let at = begin; at < end; at++) {
      weights[i * most + at - begin] = (Math.min(at + 1, (i + 1) * step) - Math.max(at, i * step)) / step;
    }
  }
  return { first, count, weights, most };
}
