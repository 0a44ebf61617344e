/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): each row of the last axis gets the mean 0 and the variance 1, then a
 * scale and an offset that are learned. ε is that of Keras. The same while fitting and when predicting.
 */
import { normaliseRows } from "../kernels/layer-normalization";
import { zeros } from "./initializers";
import type { LayerKind } from "./layer";

export interface LayerNormalizationSpec {
  readonly type: "layer-normalization";
}

const epsilon = 1e-3;

export const layerNormalization: LayerKind<LayerNormalizationSpec> = {
  label: () => ({ en: "Layer normalisation", zh: "层归一化" }),
  isStochastic: false,
  outputShape: (_, inputShape) => inputShape,
  weights(_, inputShape) {
    const shape = inputShape.slice(-1);
    return [
      { name: "scale", shape, isDecayed: false, initialise: () => zeros(shape).fill(1) },
      { name: "offset", shape, isDecayed: false, initialise: () => zeros(shape) },
    ];
  },
  apply: (_, inputs, [scale, offset]) => normaliseRows(inputs, scale!, offset!, epsilon), // made by weights()
};
