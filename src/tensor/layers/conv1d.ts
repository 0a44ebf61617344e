/** Convolution of sequences: every filter slides along the steps and gives one channel of the next sequence. */
import { fusedConv2d } from "../kernels/fused-convolution";
import { tf } from "../tf";
import type { Activation } from "./activation";
import { activated, activationLabel } from "./activation";
import type { Biased } from "./bias";
import { biasWeights } from "./bias";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind } from "./layer";
import type { Padding } from "./sliding-window";
import { sequenceShape, strideLabel, windowCounts } from "./sliding-window";

export interface Conv1dSpec extends Biased {
  readonly type: "conv1d";
  readonly filters: number;
  readonly kernelSize: number;
  /** 1 where not given. */
  readonly strides?: number;
  /** "valid" where not given. */
  readonly padding?: Padding;
  readonly activation: Activation;
}

export const conv1d: LayerKind<Conv1dSpec> = {
  label({ filters, kernelSize, strides = 1, padding = "valid", activation }) {
    const { en, zh } = strideLabel([strides], [1], padding);
    const after = activationLabel(activation);
    const what = `${kernelSize}, ${filters}`;
    return { en: `1-D convolution ${what}${en}${after}`, zh: `一维卷积 ${what}${zh}${after}` };
  },
  isStochastic: false,
  outputShape({ filters, kernelSize, strides = 1, padding = "valid" }, inputShape) {
    const [steps] = sequenceShape("a 1-D convolution", inputShape);
    return [...windowCounts("a filter", [steps], [kernelSize], [strides], padding), filters];
  },
  weights({ filters, kernelSize, useBias }, [, channels = 0]) {
    const shape = [kernelSize, channels, filters];
    const kernel = kernelWeight("kernel", shape, kernelSize * channels, kernelSize * filters);
    return [kernel, ...biasWeights(filters, useBias)];
  },
  apply({ filters, kernelSize, strides = 1, padding = "valid", activation }, inputs, [kernel, bias]) {
    const [batch, steps, channels] = inputs.shape as [number, number, number]; // outputShape has checked the rank
    const image = tf.reshape(inputs, [batch, 1, steps, channels]);
    const filter = tf.reshape(kernel!, [1, kernelSize, channels, filters]); // made by weights()
    const outputs = activated(
      activation,
      (own) => fusedConv2d(image, filter, bias ?? null, { strides: [1, strides], pad: padding, activation: own }), // made by weights()
    );
    return tf.reshape(outputs, [batch, -1, filters]);
  },
};
