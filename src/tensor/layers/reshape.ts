/** The same numbers in another shape: what stands between a code and the images that grow from it. */
import { sizeOf } from "../../core/block";
import { tf } from "../tf";
import type { LayerKind } from "./layer";

export interface ReshapeSpec {
  readonly type: "reshape";
  /** Of one case. */
  readonly shape: readonly number[];
}

export const reshape: LayerKind<ReshapeSpec> = {
  label({ shape }) {
    const extents = shape.join(" × ");
    return { en: `Reshape to ${extents}`, zh: `重排为 ${extents}` };
  },
  isStochastic: false,
  outputShape({ shape }, inputShape) {
    if (sizeOf(shape) === sizeOf(inputShape)) return shape;
    throw new RangeError(`[${inputShape.join(", ")}] cannot be reshaped to [${shape.join(", ")}]: the sizes differ`);
  },
  weights: () => [],
  apply: ({ shape }, inputs) => tf.reshape(inputs, [-1, ...shape]),
};
