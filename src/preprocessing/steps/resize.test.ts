import { expect, test } from "vitest";
import { pictureAt } from "../../core/column-values";
import type { ImageColumn } from "../../core/column";
import { defaultsOf } from "../../core/field";
import type { JsonObject } from "../../core/json";
import { imageColumn, numberColumn } from "../../core/make-column";
import type { Picture } from "../../core/picture";
import { rowRange } from "../../core/toy-dataset.fixture";
import { atOnce } from "../../core/work";
import { takeColumn } from "../frame";
import { resize } from "./resize";

function grey(width: number, height: number, value: number): Picture {
  return { width, height, channels: 1, pixels: new Uint8Array(width * height).fill(value) };
}

function coloured(width: number, height: number, colour: readonly [number, number, number]): Picture {
  return {
    width,
    height,
    channels: 3,
    pixels: Uint8Array.from({ length: 3 * width * height }, (_, i) => colour[i % 3]!),
  }; // i % 3 < 3
}

function run(trained: ImageColumn, params: JsonObject, column = trained) {
  const step = { kind: "resize", columns: ["p"], params: { ...defaultsOf(resize.fields), ...params } };
  const frameOf = (images: ImageColumn) => {
    const count = images.widths.length;
    const numbers = numberColumn(
      "n",
      Array.from({ length: count }, (_, i) => i),
    );
    return { rows: rowRange(count), columns: [images, numbers] };
  };
  const { frame, effect } = atOnce(resize.transform(frameOf(column), step, atOnce(resize.fit(frameOf(trained), step))));
  const [image, numbers] = frame.columns;
  if (image?.kind !== "image" || numbers?.kind !== "number") throw new Error("the columns changed their kinds");
  return { image, numbers, rows: frame.rows, effect };
}

test("brings all pictures to one size and drops rows without one", () => {
  const { image, numbers, rows, effect } = run(imageColumn("p", [grey(4, 2, 9), null, grey(6, 6, 50)]), { size: 6 });
  expect(image.pixels).toEqual(new Uint8Array(72).fill(9).fill(50, 36));
  expect([...image.starts, ...image.widths, ...image.heights]).toEqual([0, 36, 6, 6, 6, 6]);
  expect([...rows]).toEqual([0, 2]);
  expect([...numbers.values]).toEqual([0, 2]);
  expect(effect).toMatchObject({ changed: 1, droppedRows: 1, columnsBefore: 2, columnsAfter: 2 });
  expect(effect.message.en).toBe("Brought 1 picture to 6 × 6 pixels; dropped 1 row without a picture.");
});

test("shares the bytes of pictures that are as they should be", () => {
  const column = imageColumn("p", [grey(5, 5, 1), null, grey(5, 5, 2)]);
  const { image, effect } = run(column, { size: 5 });
  expect(image.pixels).toBe(column.pixels);
  expect(pictureAt(image, 1)).toEqual(grey(5, 5, 2));
  expect(effect.changed).toBe(0);
});

test("works a picture out once, whichever rows it is asked for and in whatever order", () => {
  const pictures = [grey(4, 2, 9), grey(6, 3, 50), grey(1, 5, 70)];
  const column = imageColumn("p", pictures);
  const fresh = run(imageColumn("p", pictures), { size: 4 }).image;
  const first = run(takeColumn(column, Uint32Array.of(2)) as ImageColumn, { size: 4 }).image; // of an image column
  expect(pictureAt(first, 0)).toEqual(pictureAt(fresh, 2));
  const all = run(column, { size: 4 }).image;
  const again = run(takeColumn(column, Uint32Array.of(1, 1, 0)) as ImageColumn, { size: 4 }).image; // as above
  expect(again.pixels).toBe(all.pixels);
  [0, 1, 2].forEach((row) => expect(pictureAt(all, row)).toEqual(pictureAt(fresh, row)));
  [1, 1, 0].forEach((row, place) => expect(pictureAt(again, place)).toEqual(pictureAt(fresh, row)));
  const stretched = run(column, { size: 4, fit: "stretch" }).image;
  expect(pictureAt(stretched, 0)).toEqual(grey(4, 4, 9));
  expect(pictureAt(run(column, { size: 3 }).image, 1)?.width).toBe(3);
});

test("size 0 leaves sizes alone and may still change colours", () => {
  const column = imageColumn("p", [coloured(2, 3, [255, 0, 0]), coloured(1, 1, [0, 0, 0])]);
  expect(run(column, { size: 0 }).image).toBe(column);
  const { image, effect } = run(column, { size: 0, colour: "grey" });
  expect(pictureAt(image, 0)).toEqual(grey(2, 3, 76));
  expect(pictureAt(image, 1)).toEqual(grey(1, 1, 0));
  expect(effect.message.en).toBe("Changed the colours of 2 pictures.");
});

test("new pictures get the colours that training pictures had", () => {
  const trained = imageColumn("p", [grey(4, 4, 1)]);
  const { image } = run(trained, { size: 2 }, imageColumn("p", [coloured(4, 4, [0, 255, 0])]));
  expect(image.channels).toBe(1);
  expect(pictureAt(image, 0)).toEqual(grey(2, 2, 150));
  const back = run(imageColumn("p", [coloured(4, 4, [1, 2, 3])]), { size: 4 }, trained);
  expect(pictureAt(back.image, 0)).toEqual(coloured(4, 4, [1, 1, 1]));
});

test("refuses pictures that would not fit into memory, and names a size that would", () => {
  const one = imageColumn("p", [coloured(1, 1, [1, 2, 3])]);
  const many = 10_000;
  const column: ImageColumn = {
    ...one,
    starts: new Uint32Array(many),
    widths: new Uint16Array(many).fill(1),
    heights: new Uint16Array(many).fill(1),
  };
  expect(() => run(column, { size: 512 })).toThrow("take at most 133 × 133 pixels");
});

test("keeps what an earlier step has learned of the pixels, and refuses to lose it with the colours", () => {
  const scaling = { gain: [0.5], bias: [-3] };
  const column: ImageColumn = { ...imageColumn("p", [grey(4, 4, 9), grey(6, 6, 50)]), scaling };
  expect(run(column, { size: 3 }).image.scaling).toEqual(scaling);
  expect(() => run(column, { size: 3, colour: "colour" })).toThrow("Normalise pixels");
});
