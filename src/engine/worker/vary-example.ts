/** One training picture as the page shows it: as it was opened, as the model is given it, and varied as in training. */
import type { ImageColumn } from "../../core/column";
import { pictureAt } from "../../core/column-values";
import type { Dataset } from "../../core/dataset";
import { findColumns } from "../../core/find-column";
import type { Picture } from "../../core/picture";
import type { PictureExample } from "../../core/prepare-preview";
import { createRandom } from "../../core/random";
import type { Work } from "../../core/work";
import { fullScaleOf } from "../../preprocessing/feature-columns";
import { takeFrame } from "../../preprocessing/frame";
import { layOut } from "../../preprocessing/lay-out";
import { fitPipeline, transformFrame } from "../../preprocessing/pipeline";
import { augmentPicture } from "../../training/augmentation/augment-picture";
import type { Resolution } from "./resolve";

/** What the steps learn of so many training pictures is near enough for the eye, and there at once. */
const mostFitted = 64;

/** `place` counts the training pictures, and begins anew after the last. null where the model is given no pictures. */
export function* varyExample(
  dataset: Dataset,
  { question, split, resolved }: Pick<Resolution, "question" | "split" | "resolved">,
  place: number,
  count: number,
): Work<PictureExample | null> {
  const { features, pipeline } = question;
  const [column] = findColumns(dataset.columns, features);
  if (column?.kind !== "image") return null;
  const present = split.train.filter((row) => column.widths[row]! > 0); // row is in the data set
  const row = present[place % Math.max(1, present.length)];
  const before = row === undefined ? null : pictureAt(column, row);
  if (row === undefined || !before) return null;

  const fitted = yield* fitPipeline(dataset, features, pipeline, Uint32Array.of(row, ...present.slice(0, mostFitted)));
  const { features: laid } = yield* transformFrame(fitted, takeFrame(dataset, features, Uint32Array.of(row)));
  const prepared = laid.kind === "pictures" ? pictureAt(laid.column, 0) : null;
  if (laid.kind !== "pictures" || !prepared) return null;
  const numbers = new Float32Array((yield* layOut(laid, Uint32Array.of(0))).data);
  const [height, width, channels] = laid.shape;
  const shape = { height, width, channels, fullScale: fullScaleOf(laid.column) };
  const { augmentation } = resolved.training;
  const random = createRandom(resolved.seed).fork("shown").fork(place);
  const varied: Picture[] = [];
  for (let i = 0; i < (augmentation ? count : 0); i++) {
    const into = new Float32Array(numbers.length);
    augmentPicture(numbers, into, shape, augmentation || {}, random.fork(i));
    varied.push({ ...prepared, pixels: bytesOf(into, laid.column) });
    yield;
  }
  return { row, before: ownCopy(before), prepared: ownCopy(prepared), varied };
}

/** Back from numbers to bytes; what lies beyond black and white is cut off. */
function bytesOf(numbers: Float32Array, { channels, scaling }: ImageColumn): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const channel = i % channels;
    bytes[i] = (numbers[i]! - (scaling?.bias[channel] ?? 0)) / (scaling?.gain[channel] ?? 1 / 255); // i < length
  }
  return new Uint8Array(bytes.buffer);
}

/** What is moved away must not be the column's own bytes. */
function ownCopy(picture: Picture): Picture {
  return { ...picture, pixels: picture.pixels.slice() };
}
