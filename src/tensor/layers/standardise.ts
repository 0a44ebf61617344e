/** (x − mean) / deviation of each feature, by numbers that were measured before the fit and stay as they are. */
import { tf } from "../tf";
import { zeros } from "./initializers";
import type { LayerKind } from "./layer";

export interface StandardiseSpec {
  readonly type: "standardise";
}

export const standardise: LayerKind<StandardiseSpec> = {
  label: () => ({ en: "Standardised features", zh: "特征标准化" }),
  isStochastic: false,
  outputShape: (_, inputShape) => inputShape,
  weights(_, inputShape) {
    const shape = inputShape.slice(-1);
    const measured = { shape, isDecayed: false, isMeasured: true };
    return [
      { name: "mean", ...measured, initialise: () => zeros(shape) },
      { name: "deviation", ...measured, initialise: () => zeros(shape).fill(1) },
    ];
  },
  apply: (_, inputs, [mean, deviation]) => tf.div(tf.sub(inputs, mean!), deviation!), // made by weights()
};
