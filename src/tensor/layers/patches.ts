/** Cuts an image into squares, row by row; each becomes one step of a sequence (Dosovitskiy et al. 2021). */
import { tf } from "../tf";
import type { LayerKind } from "./layer";
import { imageShape } from "./sliding-window";

export interface PatchesSpec {
  readonly type: "patches";
  /** Pixels along the side of a square; what is left at the right and at the bottom is dropped. */
  readonly size: number;
}

export const patches: LayerKind<PatchesSpec> = {
  label: ({ size }) => ({ en: `Patches ${size} × ${size}`, zh: `图块 ${size} × ${size}` }),
  isStochastic: false,
  outputShape({ size }, inputShape) {
    const [height, width, channels] = imageShape("a layer of patches", inputShape);
    const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
    if (rows * columns === 0)
      throw new RangeError(`a patch of ${size} × ${size} does not fit into ${height} × ${width}`);
    return [rows * columns, size * size * channels];
  },
  weights: () => [],
  apply({ size }, inputs) {
    const [batch, height, width, channels] = inputs.shape as [number, number, number, number]; // outputShape has checked the rank
    const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
    const isWhole = rows * size === height && columns * size === width;
    const kept = isWhole ? inputs : tf.slice(inputs, [0, 0, 0, 0], [batch, rows * size, columns * size, channels]);
    const cut = tf.reshape(kept, [batch * rows, size, columns, size * channels]);
    return tf.reshape(tf.transpose(cut, [0, 2, 1, 3]), [batch, rows * columns, size * size * channels]);
  },
};
