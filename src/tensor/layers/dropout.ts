/** While fitting, sets a share of the values to zero and scales up the rest; does nothing when predicting. */
import { seededMask } from "../kernels/seeded-mask";
import { tf } from "../tf";
import type { LayerKind } from "./layer";

export interface DropoutSpec {
  readonly type: "dropout";
  /** Share of values set to zero, from 0 to below 1. */
  readonly rate: number;
}

export const dropout: LayerKind<DropoutSpec> = {
  label: ({ rate }) => ({ en: `Dropout ${rate}`, zh: `丢弃 ${rate}` }),
  isStochastic: true,
  outputShape: (_, inputShape) => inputShape,
  weights: () => [],
  apply({ rate }, inputs, _, { isFitting, seed, step }) {
    if (!isFitting || rate === 0 || !step) return inputs;
    return tf.mul(inputs, seededMask(inputs.shape, rate, seed, step));
  },
};
