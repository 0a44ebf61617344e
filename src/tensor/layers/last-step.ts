/** What stands at the last step of a sequence: [step, channel] to [channel]. Of a sequence that is filled up, the last step that is there; zeros where none is. */
import { tf } from "../tf";
import type { LayerKind } from "./layer";
import { sequenceShape } from "./sliding-window";

export interface LastStepSpec {
  readonly type: "last-step";
}

/** One step more, which is not there. */
const margins: [number, number][] = [
  [0, 0],
  [0, 1],
];

export const lastStep: LayerKind<LastStepSpec> = {
  label: () => ({ en: "Last step", zh: "最后一步" }),
  isStochastic: false,
  outputShape(_, inputShape) {
    const [steps, channels] = sequenceShape("the last step", inputShape);
    if (steps === 0) throw new RangeError("there is no last step of a sequence without steps");
    return [channels];
  },
  weights: () => [],
  apply(_, inputs, _weights, { mask }) {
    const [batch, steps, channels] = inputs.shape as [number, number, number]; // outputShape has checked the rank
    if (!mask) return tf.reshape(tf.slice(inputs, [0, steps - 1, 0], [batch, 1, channels]), [batch, channels]);
    // 1 at the one step that is there while the next is not: what fills up stands behind.
    const next = tf.slice(tf.pad(mask, margins), [0, 1], [batch, steps]);
    const isLast = tf.reshape(tf.sub(mask, next), [batch, 1, steps]);
    return tf.reshape(tf.matMul(isLast, inputs as tf.Tensor3D), [batch, channels]); // a batch of sequences
  },
};
