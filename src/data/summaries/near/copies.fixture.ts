/** Seeded pictures that look alike by nature, and copies of them as they come about. */
import type { Picture } from "../../../core/picture";
import type { Random } from "../../../core/random";
import { averageAreas } from "../../pictures/shrink";

/** A scene is drawn larger than its picture, so that a shift brings in what lay beside it. */
const border = 4;

export interface Scene {
  readonly side: number;
  /** [side + 2 borders, side + 2 borders], 0 to 255. */
  readonly grid: Float64Array;
}

export type SceneKind = "texture" | "film" | "stroke";

/** texture: clouds of several sizes; film: the same large shapes in each with clouds of its own; stroke: a pen's line on black. */
export function drawScene(kind: SceneKind, side: number, random: Random): Scene {
  const wide = side + 2 * border;
  const grid = new Float64Array(wide * wide);
  if (kind === "stroke") drawStroke(grid, wide, random);
  else {
    const strength = kind === "film" ? 0.6 : 1;
    grid.fill(128);
    for (const [cells, depth] of [
      [3, 50],
      [6, 30],
      [12, 18],
      [24, 8],
    ] as const) {
      addClouds(grid, wide, cells, depth * strength, random);
    }
    if (kind === "film") addRibs(grid, wide);
  }
  return { side, grid };
}

function addClouds(grid: Float64Array, wide: number, cells: number, depth: number, random: Random): void {
  const knots = Float64Array.from({ length: (cells + 1) ** 2 }, () => random.normal());
  for (let i = 0; i < grid.length; i++) {
    const u = ((i % wide) / wide) * cells;
    const v = (Math.floor(i / wide) / wide) * cells;
    const at = (y: number, x: number) => knots[(Math.floor(v) + y) * (cells + 1) + Math.floor(u) + x] ?? 0;
    const [s, t] = [u % 1, v % 1];
    grid[i]! += depth * ((at(0, 0) * (1 - s) + at(0, 1) * s) * (1 - t) + (at(1, 0) * (1 - s) + at(1, 1) * s) * t); // i < length
  }
}

function addRibs(grid: Float64Array, wide: number): void {
  for (let i = 0; i < grid.length; i++) {
    const [x, y] = [(i % wide) / wide - 0.5, Math.floor(i / wide) / wide - 0.5];
    const lungs = Math.exp(-(((Math.abs(x) - 0.22) / 0.12) ** 2 + (y / 0.3) ** 2));
    grid[i]! += 40 - 90 * lungs + 12 * Math.sin(y * 45 + Math.abs(x) * 9) * lungs; // i < length
  }
}

function drawStroke(grid: Float64Array, wide: number, random: Random): void {
  let [x, y, angle] = [wide * (0.35 + 0.3 * random.next()), wide * 0.25, random.next() * 6];
  const pen = wide * 0.035;
  for (let step = 0; step < 40; step++) {
    angle += 0.35 * random.normal();
    const far = Math.hypot(x - wide / 2, y - wide / 2) > wide * 0.26;
    if (far) angle = Math.atan2(wide / 2 - y, wide / 2 - x) + 0.5 * random.normal();
    x += (Math.cos(angle) * wide) / 40;
    y += (Math.sin(angle) * wide) / 40;
    for (let i = 0; i < grid.length; i++) {
      const away = ((i % wide) - x) ** 2 + (Math.floor(i / wide) - y) ** 2;
      if (away < 9 * pen * pen) grid[i] = Math.max(grid[i]!, Math.min(255, 300 * Math.exp(-away / (2 * pen * pen)))); // i < length
    }
  }
}

/** @param dx, dy where it was taken, in pixels, at most 4. */
export function pictureOf({ side, grid }: Scene, dx = 0, dy = 0): Picture {
  const wide = side + 2 * border;
  const pixels = new Uint8Array(side * side);
  for (let i = 0; i < pixels.length; i++) {
    const at = (Math.floor(i / side) + border + dy) * wide + (i % side) + border + dx;
    pixels[i] = Math.max(0, Math.min(255, Math.round(grid[at]!))); // within the border
  }
  return { width: side, height: side, channels: 1, pixels };
}

/** Without so many pixels on each side. */
export function cropped({ width, height, channels, pixels }: Picture, left: number, right: number): Picture {
  const kept = pixels.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= left && x < width - right && y >= left && y < height - right;
  });
  return { width: width - left - right, height: height - left - right, channels, pixels: kept };
}

export function brightened(picture: Picture, factor: number): Picture {
  return { ...picture, pixels: picture.pixels.map((value) => Math.min(255, Math.round(value * factor))) };
}

export function resized(picture: Picture, side: number): Picture {
  return {
    ...picture,
    width: side,
    height: side,
    pixels: Uint8Array.from(averageAreas(picture, side, side), Math.round),
  };
}

/** The luminance table of ITU-T T.81, annex K. */
const steps = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const cosines = Float64Array.from({ length: 64 }, (_, i) => {
  const [wave, place] = [i >> 3, i & 7];
  return Math.sqrt((wave ? 2 : 1) / 8) * Math.cos(((2 * place + 1) * wave * Math.PI) / 16);
});

/** What is left of a grey picture after JPEG of this quality, 50 to 100: its blocks' waves rounded to the table's steps. */
export function reencoded(picture: Picture, quality: number): Picture {
  const { width, height, pixels } = picture;
  const stored = new Uint8Array(pixels.length);
  const sizes = steps.map((step) => Math.max(1, Math.floor((step * (200 - 2 * quality) + 50) / 100)));
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      const place = (i: number) => {
        return Math.min(height - 1, top + (i >> 3)) * width + Math.min(width - 1, left + (i & 7));
      };
      const block = Float64Array.from({ length: 64 }, (_, i) => pixels[place(i)]! - 128); // repeated at the border
      const waves = turned(block, false).map((value, i) => Math.round(value / sizes[i]!) * sizes[i]!); // 64 steps
      turned(waves, true).forEach((value, i) => {
        if (top + (i >> 3) >= height || left + (i & 7) >= width) return;
        stored[place(i)] = Math.max(0, Math.min(255, Math.round(value + 128)));
      });
    }
  }
  return { ...picture, pixels: stored };
}

function turned(block: Float64Array, isBack: boolean): Float64Array {
  const turn = (a: number, b: number) => cosines[isBack ? b * 8 + a : a * 8 + b]!; // 8 waves of 8
  const half = new Float64Array(64);
  const both = new Float64Array(64);
  for (let i = 0; i < 64; i++) for (let k = 0; k < 8; k++) half[i]! += turn(i >> 3, k) * block[k * 8 + (i & 7)]!; // 8 × 8
  for (let i = 0; i < 64; i++) for (let k = 0; k < 8; k++) both[i]! += turn(i & 7, k) * half[(i & 56) + k]!; // as above
  return both;
}
