/** What a layer is: plain data to describe it, functions to size, start and apply it. */
import type { Random } from "../../core/random";
import type { Wording } from "../../core/wording";
import type { Attending } from "../kernels/attention";
import type { tf } from "../tf";

/** One array of weights of a layer. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** Whether weight decay applies: to kernels, not to biases. */
  readonly isDecayed: boolean;
  /** Whether the layer itself measures it while fitting, as a moving mean, instead of learning it by gradient; or leaves it as it starts. */
  readonly isMeasured?: boolean;
  /** Start values, row-major. */
  initialise(random: Random): Float32Array;
}

/** What changes between one application of a layer and the next. */
export interface LayerMode {
  /** Whether it is applied in order to learn. */
  readonly isFitting: boolean;
  /** Seed of the layer's own random numbers, from 0 to 2³¹ - 1. */
  readonly seed: number;
  /** Number of the step, a scalar on the device; only read while fitting. */
  readonly step: tf.Tensor | null;
  /** [batch, step]: 1 where a sequence has a step, 0 where it is filled up; null where all have all their steps, or where no steps are left. */
  readonly mask: tf.Tensor2D | null;
}

export interface LayerKind<Spec> {
  /** The field's term with its settings: "Dense 64, relu". */
  label(spec: Spec): Wording;
  /** Whether it draws random numbers while fitting. */
  readonly isStochastic: boolean;
  /** Shape of one case after the layer, without the batch axis. Throws where the input does not fit. */
  outputShape(spec: Spec, inputShape: readonly number[]): readonly number[];
  weights(spec: Spec, inputShape: readonly number[]): readonly WeightSpec[];
  /** Shapes of what else it holds of a case on the way to its output; none where not given. */
  innerShapes?(spec: Spec, inputShape: readonly number[]): readonly (readonly number[])[];
  /** `inputs` has the batch axis first; `weights` come in the order of `weights()`, as variables. */
  apply(spec: Spec, inputs: tf.Tensor, weights: readonly tf.Tensor[], mode: LayerMode): tf.Tensor;
  /** How it attends when predicting; not there for layers that do not attend. */
  attention?(spec: Spec, inputs: tf.Tensor, weights: readonly tf.Tensor[], mode: LayerMode): Attending;
}
