/** What a rule of gradient descent is. */
import type { tf } from "../tf";

/** One rule of descent. Everything it remembers starts at zero. */
export interface OptimizerRule {
  /** Arrays kept beside each weight. */
  readonly slots: readonly string[];
  /** Numbers shared by all weights. */
  readonly scalars: readonly string[];
  /** Whether weight decay shrinks the weights directly (Loshchilov and Hutter 2019) or enters the gradient. */
  readonly hasDecoupledDecay: boolean;
  /**
   * Once a step, before the weights: moves the shared numbers on and gives what `update` needs of them. Where `learningRate` is
   * several, the first of it is, too, and `update` gets the one for its weight.
   */
  begin(scalars: readonly tf.Variable[], learningRate: tf.Tensor, constant: Constant): readonly tf.Tensor[];
  update(
    weight: tf.Variable,
    gradient: tf.Tensor,
    slots: readonly tf.Variable[],
    shared: readonly tf.Tensor[],
    constant: Constant,
  ): void;
}

/** A number on the device, made once. */
export type Constant = (value: number) => tf.Scalar;
