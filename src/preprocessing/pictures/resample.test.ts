import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Picture } from "../../core/picture";
import { inChannels } from "./colour";
import { createResampler } from "./resample";
import { squarePicture, targetOf, type PictureFit } from "./square-picture";

function pictureOf(width: number, height: number, values: readonly number[], channels: 1 | 3 = 1): Picture {
  return { width, height, channels, pixels: Uint8Array.from(values) };
}

function stretched(picture: Picture, width: number, height: number): Uint8Array<ArrayBuffer> {
  const into = new Uint8Array(width * height * picture.channels);
  const from = { x: 0, y: 0, width: picture.width, height: picture.height };
  createResampler().resample(picture, from, into, width, { x: 0, y: 0, width, height });
  return into;
}

function squared(picture: Picture, size: number, fit: PictureFit): readonly number[] {
  const into = new Uint8Array(size * size * picture.channels);
  squarePicture(picture, size, fit, createResampler(), into);
  return [...into];
}

const meanOf = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }), grey: fc.boolean() })
  .chain(({ width, height, grey }) => {
    const length = width * height * (grey ? 1 : 3);
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((pixels): Picture => pictureOf(width, height, [...pixels], grey ? 1 : 3));
  });

test("shrinking takes the mean of what a pixel covers", () => {
  expect([...stretched(pictureOf(4, 1, [0, 100, 200, 50]), 2, 1)]).toEqual([50, 125]);
  // Of three pixels each half covers one and a half: (0 + 90 / 2) / 1.5 and (90 / 2 + 240) / 1.5.
  expect([...stretched(pictureOf(3, 1, [0, 90, 240]), 2, 1)]).toEqual([30, 190]);
  expect([...stretched(pictureOf(2, 2, [0, 100, 50, 250]), 1, 1)]).toEqual([100]);
});

test("growing is linear between the middles of pixels, and flat beyond them", () => {
  expect([...stretched(pictureOf(2, 1, [0, 100]), 4, 1)]).toEqual([0, 25, 75, 100]);
  expect([...stretched(pictureOf(1, 1, [7, 8, 9], 3), 2, 2)]).toEqual([7, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9]);
});

test("the same size is the same picture", () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      expect(stretched(picture, picture.width, picture.height)).toEqual(picture.pixels);
    }),
  );
});

test("shrinking keeps the mean of a picture, and no size leaves its range", () => {
  const side = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(pictures, side, side, (picture, width, height) => {
      const into = stretched(picture, width, height);
      expect(Math.min(...into)).toBeGreaterThanOrEqual(Math.min(...picture.pixels));
      expect(Math.max(...into)).toBeLessThanOrEqual(Math.max(...picture.pixels));
      if (width > picture.width || height > picture.height) return;
      // Each byte is rounded by at most a half.
      expect(Math.abs(meanOf(into) - meanOf(picture.pixels))).toBeLessThanOrEqual(0.5 + 1e-3);
    }),
  );
});

test.each([
  [100, 50, 64, { x: 0, y: 16, width: 64, height: 32 }],
  [50, 100, 64, { x: 16, y: 0, width: 32, height: 64 }],
  [28, 28, 64, { x: 0, y: 0, width: 64, height: 64 }],
  [3, 2, 5, { x: 0, y: 1, width: 5, height: 3 }],
  [1000, 1, 16, { x: 0, y: 7, width: 16, height: 1 }],
])("a picture of %i × %i stands in the middle of a square of %i", (width, height, size, box) => {
  expect(targetOf(pictureOf(width, height, []), size, "letterbox")).toEqual(box);
});

test("the margin has the mean colour of the border, each channel its own", () => {
  // Four pixels in a line, all of them border: the mean of 10, 20, 30, 40.
  expect(squared(pictureOf(4, 1, [10, 20, 30, 40]), 4, "letterbox")).toEqual([
    ...[25, 25, 25, 25],
    ...[10, 20, 30, 40],
    ...[25, 25, 25, 25],
    ...[25, 25, 25, 25],
  ]);
  expect(squared(pictureOf(1, 2, [0, 10, 20, 100, 110, 120], 3), 2, "letterbox")).toEqual([
    ...[0, 10, 20, 50, 60, 70],
    ...[100, 110, 120, 50, 60, 70],
  ]);
});

test("cropping takes the middle square, stretching all of it", () => {
  const line = pictureOf(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]);
  expect(squared(line, 2, "crop")).toEqual([2, 3, 6, 7]);
  expect(squared(line, 2, "stretch")).toEqual([2, 4, 6, 8]);
});

test("grey is the luma of Rec. 601, and grey in colour is grey again", () => {
  const colours = pictureOf(4, 1, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255], 3);
  // 0.299, 0.587 and 0.114 of 255.
  expect([...inChannels(colours, 1).pixels]).toEqual([76, 150, 29, 255]);
  const grey = pictureOf(2, 1, [3, 200]);
  expect([...inChannels(grey, 3).pixels]).toEqual([3, 3, 3, 200, 200, 200]);
  expect(inChannels(inChannels(grey, 3), 1)).toEqual(grey);
});
