/** Pictures for a test, and what a canvas shows of them. */
import type { Picture } from "../../core/picture";

/** A grey picture of one level. */
export function even(level: number, width = 4, height = width): Picture {
  return { width, height, channels: 1, pixels: new Uint8Array(width * height).fill(level) };
}

/** The bytes [red, green, blue, opacity] of a canvas at a place. */
export function colourAt(canvas: HTMLCanvasElement, x: number, y: number): readonly number[] {
  return Array.from(canvas.getContext("2d")?.getImageData(x, y, 1, 1).data ?? []);
}
