/** Every case as one row of numbers: what a dense layer takes after convolutions. */
import { sizeOf } from "../../core/block";
import { tf } from "../tf";
import type { LayerKind } from "./layer";

export interface FlattenSpec {
  readonly type: "flatten";
}

export const flatten: LayerKind<FlattenSpec> = {
  label: () => ({ en: "Flatten", zh: "展平" }),
  isStochastic: false,
  outputShape: (_, inputShape) => [sizeOf(inputShape)],
  weights: () => [],
  apply: (_, inputs) => tf.reshape(inputs, [-1, sizeOf(inputs.shape.slice(1))]),
};
