import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Picture } from "../../core/picture";
import { averageAreas, fitWithin, shrinkPicture } from "./shrink";

const grey = (width: number, height: number, value: (x: number, y: number) => number): Picture => ({
  width,
  height,
  channels: 1,
  pixels: Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width))),
});

describe("shrinkPicture", () => {
  test("halves by the mean of four", () => {
    const picture = grey(4, 2, (x, y) => x * 10 + y * 4);
    expect(shrinkPicture(picture, 2)).toEqual({ width: 2, height: 1, channels: 1, pixels: Uint8Array.of(7, 27) });
  });

  test("a pixel that two areas share counts in both by its share", () => {
    // Three into two: 0, 90, 240 → (0 + 90 / 2) / 1.5 and (90 / 2 + 240) / 1.5.
    const picture = grey(3, 1, (x) => [0, 90, 240][x] ?? 0);
    expect(Array.from(shrinkPicture(picture, 2).pixels)).toEqual([30, 190]);
  });

  test("colours stay apart", () => {
    const pixels = Uint8Array.of(10, 20, 30, 20, 40, 60);
    const small = shrinkPicture({ width: 2, height: 1, channels: 3, pixels }, 1);
    expect(Array.from(small.pixels)).toEqual([15, 30, 45]);
  });

  test("a picture that fits is left as it is", () => {
    const picture = grey(5, 3, (x) => x);
    expect(shrinkPicture(picture, 5)).toBe(picture);
  });

  test("a strip keeps at least one pixel across", () => {
    expect(fitWithin({ width: 4000, height: 2 }, 100)).toEqual({ width: 100, height: 1 });
  });

  test("the mean of the whole stays, and an even grey stays itself, whatever the sizes", () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, side, side, fc.nat(255), (width, height, toWidth, toHeight, level) => {
        const even = averageAreas(
          grey(width, height, () => level),
          toWidth,
          toHeight,
        );
        // Float32 sums of weights that are exact to 1e-15: 255 × 2^-23 is 3e-5.
        for (const value of even) expect(Math.abs(value - level)).toBeLessThan(1e-3);
        const picture = grey(width, height, (x, y) => (x * 37 + y * 101) % 256);
        const means = averageAreas(picture, toWidth, toHeight);
        const mean = (values: ArrayLike<number>) =>
          Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
        expect(mean(means)).toBeCloseTo(mean(picture.pixels), 2);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
