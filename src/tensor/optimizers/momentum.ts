/** Heavy-ball momentum (Polyak 1964): v ← 0.9 v + g; w ← w - η v. */
import { tf } from "../tf";
import type { OptimizerRule } from "./rule";

const friction = 0.9;

export const momentum: OptimizerRule = {
  slots: ["velocity"],
  scalars: [],
  hasDecoupledDecay: false,
  begin: (_, learningRate) => [learningRate],
  update(weight, gradient, [velocity], [learningRate], constant) {
    velocity!.assign(tf.add(tf.mul(velocity!, constant(friction)), gradient)); // its one slot
    weight.assign(tf.sub(weight, tf.mul(velocity!, learningRate!))); // given by begin
  },
};
