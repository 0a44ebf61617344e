/** Painting into plain arrays, in the worker as on the page: no canvas of a browser is needed. */
import type { Picture } from "../../core/picture";

/** Brightness, 0 black to 1 white, [height, width, channels], row-major. The pixel (x, y) has its centre at x + 0.5, y + 0.5. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly values: Float32Array;
}

/** One number a channel, 0 to 1. */
export type Colour = readonly number[];

export interface Shape {
  /** Pixels from (x, y) to the outline, negative inside. */
  readonly distance: (x: number, y: number) => number;
  /** Left, top, right and bottom: the shape lies within. */
  readonly box: readonly [number, number, number, number];
}

export function createCanvas(width: number, height: number, colour: Colour): Canvas {
  const channels = colour.length === 3 ? 3 : 1;
  const values = new Float32Array(width * height * channels);
  for (let i = 0; i < values.length; i++) values[i] = colour[i % channels]!; // one number a channel
  return { width, height, channels, values };
}

/** Lays a colour over the shape; `softness` is the width of its edge in pixels, 1 for a sharp one without steps. */
export function paint(canvas: Canvas, shape: Shape, colour: Colour, opacity = 1, softness = 1): void {
  const { width, height, channels, values } = canvas;
  const [left, top, right, bottom] = shape.box;
  const margin = softness / 2;
  const [fromX, toX] = [Math.max(0, Math.floor(left - margin)), Math.min(width, Math.ceil(right + margin))];
  const [fromY, toY] = [Math.max(0, Math.floor(top - margin)), Math.min(height, Math.ceil(bottom + margin))];
  for (let y = fromY; y < toY; y++) {
    for (let x = fromX; x < toX; x++) {
      const cover = opacity * between(0, 0.5 - shape.distance(x + 0.5, y + 0.5) / softness, 1);
      if (cover === 0) continue;
      for (let channel = 0, at = (y * width + x) * channels; channel < channels; channel++, at++) {
        values[at]! += cover * (colour[channel]! - values[at]!); // within the canvas
      }
    }
  }
}

/** Changes every number by where it is. */
export function retouch(
  canvas: Canvas,
  change: (value: number, x: number, y: number, channel: number) => number,
): void {
  const { width, height, channels, values } = canvas;
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++, at++) {
        values[at] = change(values[at]!, x, y, channel); // within the canvas
      }
    }
  }
}

/** As bytes; what is darker than black or brighter than white is cut off. */
export function pictureOf({ width, height, channels, values }: Canvas): Picture {
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.round(255 * between(0, values[i]!, 1)); // of the same length
  return { width, height, channels, pixels };
}

export function between(low: number, value: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
