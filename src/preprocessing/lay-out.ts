/** Columns side by side, row by row: what an estimator takes. */
import { createBlock, sizeOf, type Block } from "../core/block";
import type { ImageColumn, NumberColumn } from "../core/column";
import type { Work } from "../core/work";
import type { FeatureColumns } from "./feature-columns";

/** So many rows of a column are written before the next column: the lines of memory that they share stay at hand. */
const rowsAtOnce = 64;

/** The features at the given places: [place, column], Float64; of tokens [place, step], of pictures [place, height, width, channel], both Float32. */
export function* layOut(features: FeatureColumns, places: Uint32Array<ArrayBuffer>): Work<Block> {
  switch (features.kind) {
    case "numbers":
      return yield* layOutNumbers(features.columns, places, new Float64Array(features.columns.length * places.length));
    case "tokens":
      return yield* layOutNumbers(features.columns, places, new Float32Array(features.columns.length * places.length));
    case "pictures":
      return yield* layOutPictures(features.column, features.shape, places);
  }
}

function* layOutNumbers(
  columns: readonly NumberColumn[],
  places: Uint32Array<ArrayBuffer>,
  data: Block["data"],
): Work<Block> {
  const width = columns.length;
  const height = places.length;
  for (let from = 0; from < height; from += rowsAtOnce) {
    const to = Math.min(height, from + rowsAtOnce);
    for (let k = 0; k < width; k++) {
      const { values } = columns[k]!; // k < width
      for (let row = from; row < to; row++) data[row * width + k] = values[places[row]!]!; // places are in the columns
    }
    yield;
  }
  return createBlock(data, [height, width]);
}

/** The number of each byte is looked up: 256 of them a channel, worked out once. */
function* layOutPictures(
  column: ImageColumn,
  shape: readonly [number, number, number],
  places: Uint32Array<ArrayBuffer>,
): Work<Block> {
  const { pixels, starts, channels } = column;
  const numbers = Array.from({ length: channels }, (_, channel) => numbersOfBytes(column, channel));
  const size = sizeOf(shape);
  const data = new Float32Array(places.length * size);
  for (let i = 0; i < places.length; i++) {
    const start = starts[places[i]!]!; // places are in the column
    const into = i * size;
    for (let channel = 0; channel < channels; channel++) {
      const numberOf = numbers[channel]!; // one a channel
      for (let k = channel; k < size; k += channels) data[into + k] = numberOf[pixels[start + k]!]!; // the picture has `size` bytes
    }
    yield;
  }
  return createBlock(data, [places.length, ...shape]);
}

function numbersOfBytes({ scaling }: ImageColumn, channel: number): Float32Array<ArrayBuffer> {
  const gain = scaling?.gain[channel] ?? 1 / 255;
  const bias = scaling?.bias[channel] ?? 0;
  return Float32Array.from({ length: 256 }, (_, byte) => byte * gain + bias);
}
