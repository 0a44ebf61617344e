import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { augmentPicture, changePicture, type PictureShape } from "./augment-picture";
import { drawChange, type PictureChange } from "./picture-change";

const nothing: PictureChange = {
  isFlippedHorizontally: false,
  isFlippedVertically: false,
  shiftX: 0,
  shiftY: 0,
  rotation: 0,
  size: 1,
  brightness: 0,
  contrast: 1,
};

const shapeOf = (height: number, width: number, channels: number): PictureShape => ({
  height,
  width,
  channels,
  fullScale: Array.from({ length: channels }, () => 1),
});

function changed(picture: Float32Array, shape: PictureShape, ...changes: readonly Partial<PictureChange>[]) {
  let current = picture;
  for (const change of changes) {
    const next = new Float32Array(picture.length);
    changePicture(current, next, shape, { ...nothing, ...change });
    current = next;
  }
  return current;
}

/** A picture of any shape up to 9 × 9, its values any numbers of a scaled picture. */
const pictures = fc
  .record({ height: fc.integer({ min: 1, max: 9 }), width: fc.integer({ min: 1, max: 9 }), grey: fc.boolean() })
  .chain(({ height, width, grey }) => {
    const channels = grey ? 1 : 3;
    const size = height * width * channels;
    return fc
      .float32Array({ minLength: size, maxLength: size, min: -4, max: 4, noNaN: true })
      .map((picture) => ({ picture, shape: shapeOf(height, width, channels) }));
  });

test("settings of zero leave a picture as it is, to the last bit", () => {
  fc.assert(
    fc.property(pictures, fc.nat(), ({ picture, shape }, seed) => {
      const into = new Float32Array(picture.length);
      augmentPicture(picture, into, shape, { shift: 0, rotate: 0, zoom: 0, brightness: 0 }, createRandom(seed));
      expect(into).toEqual(picture);
    }),
  );
});

test("two mirror images, and four quarter turns of a square, are the picture itself", () => {
  fc.assert(
    fc.property(pictures, ({ picture, shape }) => {
      // A weight of 0 turns -0 into 0, which is no difference.
      const same = (one: Float32Array, other: Float32Array = picture) => one.every((value, i) => value === other[i]);
      const across = { isFlippedHorizontally: true };
      const down = { isFlippedVertically: true };
      const quarter = { rotation: 90 };
      expect(same(changed(picture, shape, across, across))).toBe(true);
      expect(same(changed(picture, shape, down, down))).toBe(true);
      expect(same(changed(picture, shape, across, down), changed(picture, shape, { rotation: 180 }))).toBe(true);
      if (shape.height !== shape.width) return;
      expect(same(changed(picture, shape, quarter, quarter, quarter, quarter))).toBe(true);
    }),
  );
});

describe("a picture of 3 × 3", () => {
  const picture = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const shape = shapeOf(3, 3, 1);

  test.each([
    ["a quarter turn clockwise", { rotation: 90 }, [7, 4, 1, 8, 5, 2, 9, 6, 3]],
    ["a mirror image", { isFlippedHorizontally: true }, [3, 2, 1, 6, 5, 4, 9, 8, 7]],
    ["upside down", { isFlippedVertically: true }, [7, 8, 9, 4, 5, 6, 1, 2, 3]],
    ["a third to the right", { shiftX: 1 / 3 }, [1, 1, 2, 4, 4, 5, 7, 7, 8]],
    ["a third up", { shiftY: -1 / 3 }, [4, 5, 6, 7, 8, 9, 7, 8, 9]],
    ["twice as large", { size: 2 }, [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]],
    ["half as large", { size: 0.5 }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ["brighter by a tenth", { brightness: 0.1 }, [1.1, 2.1, 3.1, 4.1, 5.1, 6.1, 7.1, 8.1, 9.1]],
    ["half the contrast", { contrast: 0.5 }, [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]],
  ])("%s", (_, change, expected) => {
    const result = changed(picture, shape, change);
    // Float32 has seven digits.
    result.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  });

  test("brightness is in units of each channel's full scale", () => {
    const grey = Float32Array.of(1, 1, 1);
    const into = new Float32Array(3);
    changePicture(grey, into, { ...shapeOf(1, 1, 3), fullScale: [1, 2, 4] }, { ...nothing, brightness: 0.5 });
    expect([...into]).toEqual([1.5, 2, 3]);
  });
});

test("no value is made that lies beyond those of the picture", () => {
  const settings = { flipHorizontal: 0.5, flipVertical: 0.5, shift: 0.5, rotate: 180, zoom: 1 };
  fc.assert(
    fc.property(pictures, fc.nat(), ({ picture, shape }, seed) => {
      const into = new Float32Array(picture.length);
      augmentPicture(picture, into, shape, settings, createRandom(seed));
      // The four weights sum to 1 but for the rounding of Float64 and of the result to Float32.
      const slack = 1e-6 * Math.max(...picture.map(Math.abs));
      expect(Math.min(...into)).toBeGreaterThanOrEqual(Math.min(...picture) - slack);
      expect(Math.max(...into)).toBeLessThanOrEqual(Math.max(...picture) + slack);
    }),
  );
});

describe("what is drawn", () => {
  const settings = { flipHorizontal: 0.5, shift: 0.1, rotate: 20, zoom: 0.25, brightness: 0.2, contrast: 0.3 };
  const draws = Array.from({ length: 4000 }, (_, i) => drawChange(settings, createRandom(7).fork(i)));

  test("stays within the settings and uses all of their range", () => {
    const rangeOf = (read: (change: PictureChange) => number) => [
      Math.min(...draws.map(read)),
      Math.max(...draws.map(read)),
    ];
    // Of 4,000 uniform draws the outermost lie within 1 % of the ends but for a chance of 2 × 0.995^4000 = 4e-9.
    for (const [read, low, high] of [
      [(change: PictureChange) => change.shiftX, -0.1, 0.1],
      [(change: PictureChange) => change.shiftY, -0.1, 0.1],
      [(change: PictureChange) => change.rotation, -20, 20],
      [(change: PictureChange) => Math.log(change.size), -Math.log(1.25), Math.log(1.25)],
      [(change: PictureChange) => change.brightness, -0.2, 0.2],
      [(change: PictureChange) => change.contrast, 0.7, 1.3],
    ] as const) {
      const [least = NaN, most = NaN] = rangeOf(read);
      expect(least).toBeGreaterThanOrEqual(low);
      expect(least).toBeLessThan(low + 0.01 * (high - low));
      expect(most).toBeLessThanOrEqual(high);
      expect(most).toBeGreaterThan(high - 0.01 * (high - low));
    }
  });

  test("flips as often as was asked, and never where it was not", () => {
    const share = draws.filter((change) => change.isFlippedHorizontally).length / draws.length;
    // Five standard errors of a half.
    expect(Math.abs(share - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / draws.length));
    expect(draws.some((change) => change.isFlippedVertically)).toBe(false);
  });

  test("of one setting does not depend on the others", () => {
    const alone = drawChange({ brightness: 0.2 }, createRandom(3));
    const together = drawChange(settings, createRandom(3));
    expect(alone.brightness).toBe(together.brightness);
    expect(alone.rotation).toBeCloseTo(0, 15);
  });

  test("repeats for the same seed", () => {
    expect(drawChange(settings, createRandom(7).fork(12))).toEqual(draws[12]);
  });
});
