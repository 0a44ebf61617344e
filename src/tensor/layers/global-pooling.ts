/** One number for each channel of an image or a sequence: its mean, over the steps that are there, or its largest value. */
import type { Wording } from "../../core/wording";
import { tf } from "../tf";
import type { LayerKind } from "./layer";

export interface GlobalAveragePoolingSpec {
  readonly type: "global-average-pooling";
}

export interface GlobalMaxPoolingSpec {
  readonly type: "global-max-pooling";
}

export const globalAveragePooling = globalPooling<GlobalAveragePoolingSpec>(
  { en: "Global average pooling", zh: "全局平均池化" },
  (image, size) => tf.avgPool(image, size, 1, "valid"),
  meanOfSteps,
);

export const globalMaxPooling = globalPooling<GlobalMaxPoolingSpec>(
  { en: "Global max pooling", zh: "全局最大池化" },
  (image, size) => tf.maxPool(image, size, 1, "valid"),
);

/** One window as large as the image: reductions would give every one of several equal maxima the whole gradient. */
function globalPooling<Spec>(
  name: Wording,
  pool: (image: tf.Tensor4D, size: [number, number]) => tf.Tensor4D,
  poolSteps?: (sequence: tf.Tensor, mask: tf.Tensor2D) => tf.Tensor,
): LayerKind<Spec> {
  return {
    label: () => name,
    isStochastic: false,
    outputShape(_, inputShape) {
      if (inputShape.length !== 2 && inputShape.length !== 3)
        throw new RangeError(
          `global pooling takes images [height, width, channel] or sequences [step, channel], not the shape [${inputShape.join(", ")}]`,
        );
      return inputShape.slice(-1);
    },
    weights: () => [],
    apply(_, inputs, _weights, { mask }) {
      if (mask && poolSteps) return poolSteps(inputs, mask);
      const [batch, ...shape] = inputs.shape as [number, ...number[]]; // the batch axis
      const [height, width, channels] = (shape.length === 2 ? [1, ...shape] : shape) as [number, number, number]; // outputShape has checked the rank
      const image = tf.reshape<tf.Rank.R4>(inputs, [batch, height, width, channels]);
      return tf.reshape(pool(image, [height, width]), [batch, channels]);
    },
  };
}

/** [batch, step, channel] and [batch, step] to [batch, channel]: zeros where no step is there. */
function meanOfSteps(sequence: tf.Tensor, mask: tf.Tensor2D): tf.Tensor {
  const [batch = 0, steps = 0, channels = 0] = sequence.shape;
  const counts = tf.maximum(tf.sum(mask, 1, true), tf.fill([], 1));
  const shares = tf.reshape(tf.div(mask, counts), [batch, 1, steps]);
  return tf.reshape(tf.matMul(shares, sequence), [batch, channels]);
}
