/** Tiles that products of matrices are worked out by: those that a device has room for, and the one for a product. */

/** A workgroup has `height` × `width` sums, each of its threads `down` × `across` of them, and takes `depth` terms at a time. */
export interface Tile {
  readonly height: number;
  readonly width: number;
  readonly down: number;
  /** A multiple of 4. */
  readonly across: number;
  readonly depth: number;
}

const extents = [64, 32, 16];

/** For any product, fitting its extents. */
const ordinary = (down: number, across: number): readonly Tile[] =>
  extents.flatMap((height) => extents.map((width) => ({ height, width, down, across, depth: 16 })));

/** For large products on a graphics card: the more sums a thread has, the fewer numbers it fetches for each. */
const large: readonly Tile[] = [
  { height: 128, width: 128, down: 8, across: 8, depth: 8 },
  { height: 128, width: 64, down: 8, across: 4, depth: 16 },
  { height: 128, width: 32, down: 8, across: 4, depth: 16 },
];

/** Workgroups that large tiles must make at least: several for each part of a large graphics card. */
const enoughLarge = 256;

export const threadsOf = ({ height, width, down, across }: Tile) => (height / down) * (width / across);

const bytesOf = ({ height, width, depth }: Tile) => depth * (height + width) * Float32Array.BYTES_PER_ELEMENT;

export const nameOf = ({ height, width, down, across, depth }: Tile) =>
  `${height} × ${width} by ${down} × ${across}, ${depth} deep`;

/**
 * Tiles that a workgroup of so many threads and bytes can have, the largest first. A software adapter runs through its threads
 * one after another: few with many sums each take half the time there (measured).
 */
export function tilesWithin(threads: number, bytes: number, isSoftware: boolean): readonly Tile[] {
  const all = isSoftware ? ordinary(8, 8) : [...large, ...ordinary(4, 4), ...ordinary(8, 4)];
  const fitting = all.filter((tile) => threadsOf(tile) <= threads && bytesOf(tile) <= bytes);
  const isSame = (a: Tile, b: Tile) => a.height === b.height && a.width === b.width;
  // Where there is room for many threads with few sums, those are first.
  return fitting
    .filter((tile, at) => fitting.findIndex((other) => isSame(tile, other)) === at)
    .toSorted((a, b) => b.height * b.width - a.height * a.width || b.width - a.width);
}

/** The largest of the tiles that does not stand out of a product by half, and of large ones one that makes enough workgroups. */
export function tileFor(tiles: readonly Tile[], batch: number, rows: number, columns: number): Tile {
  const fits = ({ height, width }: Tile) =>
    (height === 16 || rows > height / 2) && (width === 16 || columns > width / 2);
  const isEnough = ({ height, width }: Tile) =>
    Math.max(height, width) <= 64 || batch * Math.ceil(rows / height) * Math.ceil(columns / width) >= enoughLarge;
  const tile = tiles.find((each) => fits(each) && isEnough(each)) ?? tiles.at(-1);
  if (!tile) throw new RangeError("the device has no room for a tile");
  return tile;
}
