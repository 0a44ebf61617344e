/**
 * The gate: one mean of all steps, weighted by the softmax over the steps of a linear map of each. It is attention with a
 * single query that is learned. The map has no bias: one that is added to all scores changes no weight.
 */
import { attend, attending } from "../kernels/attention";
import { tf } from "../tf";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind } from "./layer";
import { sequenceShape } from "./sliding-window";

export interface AttentionGateSpec {
  readonly type: "attention-gate";
  /** Share of the weights set to zero while fitting; 0 where not given. */
  readonly dropout?: number;
}

export const attentionGate: LayerKind<AttentionGateSpec> = {
  label: () => ({ en: "Attention gate", zh: "注意力门" }),
  isStochastic: true,
  outputShape: (_, inputShape) => sequenceShape("an attention gate", inputShape).slice(1),
  weights: (_, [, width = 0]) => [kernelWeight("kernel", [width, 1], width, 1)],
  apply({ dropout: rate = 0 }, inputs, [kernel], { mask, isFitting, seed, step }) {
    const dropout = isFitting && step ? { rate, seed, step } : null;
    const mean = attend(queryOf(kernel!, inputs), inputs, inputs, { scale: 1, mask, dropout }); // made by weights()
    return tf.reshape(mean, [-1, mean.shape[2]!]); // of rank 3
  },
  attention: (_, inputs, [kernel], { mask }) => attending(queryOf(kernel!, inputs), inputs, { scale: 1, mask }), // made by weights()
};

/** [batch, 1, width]: the same for every case. */
function queryOf(kernel: tf.Tensor, { shape: [batch = 0] }: tf.Tensor): tf.Tensor {
  return tf.add(tf.fill([batch, 1, 1], 0), tf.reshape(kernel, [1, 1, -1]));
}
