/** Plain stochastic gradient descent: w ← w - η g. */
import { tf } from "../tf";
import type { OptimizerRule } from "./rule";

export const sgd: OptimizerRule = {
  slots: [],
  scalars: [],
  hasDecoupledDecay: false,
  begin: (_, learningRate) => [learningRate],
  update(weight, gradient, _, [learningRate]) {
    weight.assign(tf.sub(weight, tf.mul(gradient, learningRate!))); // given by begin
  },
};
