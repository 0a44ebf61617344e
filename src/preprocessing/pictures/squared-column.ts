/** A column's pictures as squares of one size. What was worked out is kept as long as the pictures are: every preview and every fit asks for it again. */
import type { ImageColumn } from "../../core/column";
import { pictureAt } from "../../core/column-values";
import type { Work } from "../../core/work";
import { inChannels } from "./colour";
import { createResampler } from "./resample";
import { squarePicture, type PictureFit } from "./square-picture";

export interface SquareForm {
  readonly size: number;
  readonly fit: PictureFit;
  readonly channels: 1 | 3;
}

/** Squares that are there already: those of the last form asked for. */
interface Known {
  readonly form: SquareForm;
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** Where the square of a picture begins, by where the picture begins among the column's bytes. */
  readonly places: ReadonlyMap<number, number>;
}

const knownOf = new WeakMap<Uint8Array, Known>();

/** The same rows, each with a picture. The result shares its bytes with others of the same form. */
export function* squaredColumn(column: ImageColumn, form: SquareForm): Work<ImageColumn> {
  const { name, starts } = column;
  const { size, channels } = form;
  const count = starts.length;
  const known = yield* squaresOf(column, form);
  const sides = new Uint16Array(count).fill(size);
  return {
    kind: "image",
    ...{ name, channels, pixels: known.pixels, widths: sides, heights: sides },
    starts: starts.map((start) => known.places.get(start)!), // every picture of the column is known now
  };
}

function* squaresOf(column: ImageColumn, form: SquareForm): Work<Known> {
  const { starts, pixels: source } = column;
  const old = knownOf.get(source);
  const before = old && isSame(old.form, form) ? old : { form, pixels: new Uint8Array(), places: new Map() };
  const places = new Map(before.places);
  const missing: number[] = [];
  const bytes = form.size * form.size * form.channels;
  for (let row = 0; row < starts.length; row++) {
    const start = starts[row]!; // row < length
    if (places.has(start)) continue;
    places.set(start, before.pixels.length + bytes * missing.length);
    missing.push(row);
  }
  if (missing.length === 0) return before;
  const pixels = new Uint8Array(before.pixels.length + bytes * missing.length);
  pixels.set(before.pixels);
  const resampler = createResampler();
  let at = before.pixels.length;
  for (const row of missing) {
    const into = pixels.subarray(at, (at += bytes));
    const picture = pictureAt(column, row);
    if (!picture) throw new Error(`row ${row} has no picture`);
    const { width, height } = picture;
    const coloured = inChannels(picture, form.channels);
    if (width === form.size && height === form.size) into.set(coloured.pixels);
    else squarePicture(coloured, form.size, form.fit, resampler, into);
    yield;
  }
  const made: Known = { form, pixels, places };
  knownOf.set(source, made);
  return made;
}

function isSame(a: SquareForm, b: SquareForm): boolean {
  return a.size === b.size && a.fit === b.fit && a.channels === b.channels;
}
