/** What the layers have in common that make one number of each window of an image, channel by channel. */
import type { Wording } from "../../core/wording";
import type { tf } from "../tf";
import type { LayerKind } from "./layer";
import type { Extent, Padding } from "./sliding-window";
import { imageShape, pairOf, strideLabel, windowCounts } from "./sliding-window";

export interface Pooling2dSpec {
  readonly poolSize: Extent;
  /** The pool's size where not given: windows side by side. */
  readonly strides?: Extent;
  /** "valid" where not given. */
  readonly padding?: Padding;
}

interface Pool {
  readonly name: Wording;
  /** Who wants images, where it gets something else. */
  readonly layer: string;
  pool(images: tf.Tensor4D, size: [number, number], strides: [number, number], padding: Padding): tf.Tensor;
}

export function pooling2d<Spec extends Pooling2dSpec>({ name, layer, pool }: Pool): LayerKind<Spec> {
  return {
    label({ poolSize, strides = poolSize, padding = "valid" }) {
      const { en, zh } = strideLabel(pairOf(strides), pairOf(poolSize), padding);
      const size = pairOf(poolSize).join(" × ");
      return { en: `${name.en} ${size}${en}`, zh: `${name.zh} ${size}${zh}` };
    },
    isStochastic: false,
    outputShape({ poolSize, strides = poolSize, padding = "valid" }, inputShape) {
      const [height, width, channels] = imageShape(layer, inputShape);
      return [...windowCounts("a pool", [height, width], pairOf(poolSize), pairOf(strides), padding), channels];
    },
    weights: () => [],
    apply({ poolSize, strides = poolSize, padding = "valid" }, inputs) {
      return pool(inputs as tf.Tensor4D, pairOf(poolSize), pairOf(strides), padding); // outputShape has checked the rank
    },
  };
}
