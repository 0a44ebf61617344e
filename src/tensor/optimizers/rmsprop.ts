/** RMSprop (Tieleman and Hinton 2012): s ← 0.9 s + 0.1 g²; w ← w - η g / (√s + 1e-7). */
import { moveTowards } from "../moving-mean";
import { tf } from "../tf";
import type { OptimizerRule } from "./rule";

const share = 0.1;
const epsilon = 1e-7;

export const rmsprop: OptimizerRule = {
  slots: ["meanSquare"],
  scalars: [],
  hasDecoupledDecay: false,
  begin: (_, learningRate) => [learningRate],
  update(weight, gradient, [meanSquare], [learningRate], constant) {
    moveTowards(meanSquare!, tf.square(gradient), constant(share)); // its one slot
    const scaled = tf.div(gradient, tf.add(tf.sqrt(meanSquare!), constant(epsilon))); // its one slot
    weight.assign(tf.sub(weight, tf.mul(scaled, learningRate!))); // given by begin
  },
};
