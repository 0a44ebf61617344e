/** What a picture looks like from afar: a small grey thumbnail, and its slowest waves. */
import { pictureAt } from "../../../core/column-values";
import type { ImageColumn } from "../../../core/column";
import type { Picture } from "../../../core/picture";
import type { Work } from "../../../core/work";
import { averageAreas } from "../../pictures/shrink";

/** Pictures larger than this are compared by thumbnails of this side. */
const largestSide = 32;
export const waveCount = 64;
const waveSide = 9;
/** How far a picture's weight is moved to the middle at most, in pixels of the thumbnail. */
const mostMoved = 4;

export interface Prints {
  /** Rows of the column, one a print. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Of a thumbnail. */
  readonly side: number;
  /** [print, side, side]: grey, smoothed where the picture was larger than the thumbnail. */
  readonly thumbnails: Float32Array<ArrayBuffer>;
  /** Smoothing takes away detail, so that alignments between pixels do not count as differences. */
  readonly isSmoothed: boolean;
  /** [print, wave]: coefficients of the cosine transform, slowest first without the mean, of length 1; all 0 for an even picture. */
  readonly waves: Float32Array<ArrayBuffer>;
  /** The same after the weight of the picture was moved to the middle: stays when something on an even ground is shifted. */
  readonly centredWaves: Float32Array<ArrayBuffer>;
}

export function* makePrints(column: ImageColumn, rows: Uint32Array<ArrayBuffer>): Work<Prints> {
  const side = commonSide(column, rows);
  const isSmoothed = side === largestSide;
  const size = side * side;
  const thumbnails = new Float32Array(rows.length * size);
  const waves = new Float32Array(rows.length * waveCount);
  const centredWaves = new Float32Array(rows.length * waveCount);
  const transform = createTransform(side);
  for (let i = 0; i < rows.length; i++) {
    yield;
    const picture = pictureAt(column, rows[i]!); // i < length
    if (!picture) continue;
    const thumbnail = thumbnails.subarray(i * size, (i + 1) * size);
    thumbnail.set(greyThumbnail(picture, side));
    const smooth = smoothed(thumbnail, side);
    if (isSmoothed) thumbnail.set(smooth);
    waves.set(transform(smooth), i * waveCount);
    centredWaves.set(transform(centred(smooth, side)), i * waveCount);
  }
  return { rows, side, thumbnails, isSmoothed, waves, centredWaves };
}

/** Small pictures keep their own pixels: the middle of the longer sides, so that most are not resampled. */
function commonSide({ widths, heights }: ImageColumn, rows: Uint32Array<ArrayBuffer>): number {
  const sides = Uint16Array.from(rows, (row) => Math.max(widths[row]!, heights[row]!)).sort(); // rows are in the column
  return Math.max(8, Math.min(largestSide, sides[sides.length >> 1] ?? largestSide));
}

/** Grey by the weights of ITU-R BT.601, squeezed to a square. */
function greyThumbnail(picture: Picture, side: number): Float32Array {
  const { width, height, pixels } = picture;
  const isLarge = width >= side && height >= side;
  const isSame = width === side && height === side;
  const means = isSame
    ? Float32Array.from(pixels)
    : isLarge
      ? averageAreas(picture, side, side)
      : enlarged(picture, side);
  if (picture.channels === 1) return means;
  const grey = new Float32Array(side * side);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = 0.299 * means[i * 3]! + 0.587 * means[i * 3 + 1]! + 0.114 * means[i * 3 + 2]!; // three a pixel
  }
  return grey;
}

/** Bilinear between the centres of pixels, [side, side, channels]. */
function enlarged({ width, height, channels, pixels }: Picture, side: number): Float32Array {
  const grid = new Float32Array(side * side * channels);
  for (let y = 0; y < side; y++) {
    const v = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / side - 0.5));
    const [top, bottom] = [Math.floor(v), Math.ceil(v)];
    for (let x = 0; x < side; x++) {
      const u = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / side - 0.5));
      const [left, right] = [Math.floor(u), Math.ceil(u)];
      for (let channel = 0; channel < channels; channel++) {
        const at = (row: number, place: number) => pixels[(row * width + place) * channels + channel]!; // within the picture
        const above = at(top, left) + (at(top, right) - at(top, left)) * (u - left);
        const below = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * (u - left);
        grid[(y * side + x) * channels + channel] = above + (below - above) * (v - top);
      }
    }
  }
  return grid;
}

/** A quarter, a half and a quarter, both ways; borders are repeated. */
export function smoothed(grid: Float32Array, side: number): Float32Array {
  const across = new Float32Array(grid.length);
  const both = new Float32Array(grid.length);
  for (let i = 0; i < grid.length; i++) {
    const x = i % side;
    const left = grid[x === 0 ? i : i - 1]!; // within the line
    const right = grid[x === side - 1 ? i : i + 1]!; // as above
    across[i] = left / 4 + grid[i]! / 2 + right / 4; // i < length
  }
  for (let i = 0; i < grid.length; i++) {
    const above = across[i < side ? i : i - side]!; // within the grid
    const below = across[i >= grid.length - side ? i : i + side]!; // as above
    both[i] = above / 4 + across[i]! / 2 + below / 4; // i < length
  }
  return both;
}

/** Moved so that the centre of what differs from the border lies in the middle. */
function centred(grid: Float32Array, side: number): Float32Array {
  const border = new Float32Array(side * 4);
  for (let i = 0; i < side; i++) {
    border.set([grid[i]!, grid[grid.length - 1 - i]!, grid[i * side]!, grid[i * side + side - 1]!], i * 4); // of a line each
  }
  const ground = border.sort()[border.length >> 1] ?? 0;
  let weight = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < grid.length; i++) {
    const mass = Math.abs(grid[i]! - ground); // i < length
    weight += mass;
    sumX += mass * (i % side);
    sumY += mass * Math.floor(i / side);
  }
  if (weight === 0) return grid;
  const within = (sum: number) => Math.max(-mostMoved, Math.min(mostMoved, sum / weight - (side - 1) / 2));
  const [dx, dy] = [within(sumX), within(sumY)];
  const moved = new Float32Array(grid.length);
  for (let i = 0; i < grid.length; i++) moved[i] = sampleAt(grid, side, (i % side) + dx, Math.floor(i / side) + dy);
  return moved;
}

/** Between pixels, linearly; beyond the border as at the border. */
export function sampleAt(grid: ArrayLike<number>, side: number, x: number, y: number, from = 0): number {
  const u = Math.max(0, Math.min(side - 1.001, x));
  const v = Math.max(0, Math.min(side - 1.001, y));
  const left = Math.floor(u);
  const top = Math.floor(v);
  const at = from + top * side + left;
  const above = grid[at]! + (grid[at + 1]! - grid[at]!) * (u - left); // within the grid
  const below = grid[at + side]! + (grid[at + side + 1]! - grid[at + side]!) * (u - left); // as above
  return above + (below - above) * (v - top);
}

/** The slowest waves of the two-dimensional cosine transform (Ahmed, Natarajan and Rao 1974), scaled to length 1. */
function createTransform(side: number): (grid: Float32Array) => Float32Array {
  const cosines = Float64Array.from({ length: waveSide * side }, (_, i) =>
    Math.cos((((i % side) * 2 + 1) * Math.floor(i / side) * Math.PI) / (2 * side)),
  );
  const places = Array.from({ length: waveSide * waveSide }, (_, i) => i)
    .toSorted((a, b) => (a % waveSide) + Math.floor(a / waveSide) - (b % waveSide) - Math.floor(b / waveSide))
    .slice(1, waveCount + 1);
  const half = new Float64Array(waveSide * side);
  return (grid) => {
    half.fill(0);
    for (let u = 0; u < waveSide; u++) {
      for (let y = 0; y < side; y++) {
        const weight = cosines[u * side + y]!; // u < waveSide
        for (let x = 0; x < side; x++) half[u * side + x]! += weight * grid[y * side + x]!; // same side
      }
    }
    const found = new Float32Array(waveCount);
    places.forEach((place, i) => {
      const u = Math.floor(place / waveSide) * side;
      const v = (place % waveSide) * side;
      for (let x = 0; x < side; x++) found[i]! += half[u + x]! * cosines[v + x]!; // same side
    });
    const length = Math.sqrt(found.reduce((sum, value) => sum + value * value, 0));
    // Rounding leaves a trace of waves in an even picture.
    return length < side * side * 1e-3 ? found.fill(0) : found.map((value) => value / length);
  };
}
