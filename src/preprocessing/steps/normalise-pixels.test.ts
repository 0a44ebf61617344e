import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pictureAt } from "../../core/column-values";
import type { ImageColumn } from "../../core/column";
import { imageColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { takeColumn } from "../frame";
import { normalisePixels } from "./normalise-pixels";

function picture(pixels: readonly number[], channels: 1 | 3 = 1): Picture {
  return { width: pixels.length / channels, height: 1, channels, pixels: Uint8Array.from(pixels) };
}

function run(trained: ImageColumn, method: string, column = trained) {
  const step = { kind: "normalise-pixels", columns: ["p"], params: { method } };
  const frameOf = (images: ImageColumn) => ({ rows: rowRange(images.widths.length), columns: [images] });
  const state = atOnce(normalisePixels.fit(frameOf(trained), step));
  const { frame, effect } = atOnce(normalisePixels.transform(frameOf(column), step, state));
  const [image] = frame.columns;
  if (image?.kind !== "image") throw new Error("the column changed its kind");
  return { image, state, effect };
}

test("unit brings bytes to the range from 0 to 1 and leaves them as they are", () => {
  const column = imageColumn("p", [picture([0, 255]), null]);
  const { image, effect } = run(column, "unit");
  expect(image.scaling).toEqual({ gain: [1 / 255], bias: [0] });
  expect(image.pixels).toBe(column.pixels);
  expect(effect).toMatchObject({ changed: 1, droppedRows: 0 });
});

test("standard gives each channel mean 0 and deviation 1 over the training pixels", () => {
  const pixels = fc.uint8Array({ minLength: 6, maxLength: 60 }).filter((bytes) => bytes.length % 3 === 0);
  fc.assert(
    fc.property(fc.array(pixels, { minLength: 1, maxLength: 6 }), (lines) => {
      const { image } = run(
        imageColumn(
          "p",
          lines.map((line) => picture([...line], 3)),
        ),
        "standard",
      );
      const { gain, bias } = image.scaling!; // just set
      for (let channel = 0; channel < 3; channel++) {
        const values = [...image.pixels]
          .filter((_, i) => i % 3 === channel)
          .map((byte) => byte * gain[channel]! + bias[channel]!); // three channels
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
        // Rounding of Float64 over at most 120 values, whose gain is below 20.
        expect(Math.abs(mean)).toBeLessThan(1e-11);
        const isConstant = values.every((value) => value === values[0]);
        expect(Math.abs(deviation - (isConstant ? 0 : 1))).toBeLessThan(1e-11);
      }
    }),
  );
});

test("learns from the pictures that it is given only, also where rows share the bytes of others", () => {
  const all = imageColumn("p", [picture([10, 20]), picture([200, 250]), picture([30, 40])]);
  const trained = takeColumn(all, Uint32Array.of(0, 2)) as ImageColumn; // of an image column
  const { state, image } = run(trained, "standard", all);
  const deviation = Math.sqrt(125); // of 10, 20, 30, 40, around 25
  expect(state).toEqual({ p: { gain: [1 / deviation], bias: [-25 / deviation] } });
  expect(pictureAt(image, 1)).toEqual(picture([200, 250]));
});
