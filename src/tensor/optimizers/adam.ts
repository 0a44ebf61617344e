/**
 * Adam (Kingma and Ba 2015) with β₁ = 0.9, β₂ = 0.999, ε = 1e-7 as in Keras. The bias corrections 1 - βᵗ are carried
 * along as such: taken as a difference from 1 they would lose most of their digits in Float32.
 */
import { moveTowards } from "../moving-mean";
import { tf } from "../tf";
import type { OptimizerRule } from "./rule";

const shares = { mean: 0.1, square: 0.001 };
const epsilon = 1e-7;

export const adam: OptimizerRule = {
  slots: ["mean", "square"],
  scalars: ["meanCorrection", "squareCorrection"],
  hasDecoupledDecay: false,
  begin([meanCorrection, squareCorrection], learningRate, constant) {
    const one = constant(1);
    moveTowards(meanCorrection!, one, constant(shares.mean)); // its first scalar
    moveTowards(squareCorrection!, one, constant(shares.square)); // its second scalar
    const root = tf.sqrt(squareCorrection!); // its second scalar
    // Both corrections moved out of the division by each weight: η √c₂ / c₁ and ε √c₂.
    return [tf.div(tf.mul(learningRate, root), meanCorrection!), tf.mul(root, constant(epsilon))]; // its first scalar
  },
  update(weight, gradient, [mean, square], [rate, guard], constant) {
    moveTowards(mean!, gradient, constant(shares.mean)); // its first slot
    moveTowards(square!, tf.square(gradient), constant(shares.square)); // its second slot
    const direction = tf.div(mean!, tf.add(tf.sqrt(square!), guard!)); // given by begin
    weight.assign(tf.sub(weight, tf.mul(direction, rate!))); // given by begin
  },
};
