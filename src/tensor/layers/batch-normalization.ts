/**
 * Batch normalisation (Ioffe and Szegedy 2015): each channel of a batch gets the mean 0 and the variance 1, then a scale
 * and an offset that are learned. Moving means of the statistics take their place when predicting; as in Keras they start
 * from 0 and 1, take 1 % of each new value where nothing else is said, and the variance is the biased one.
 *
 * The statistics are those of all rows of the batch, whatever they weigh. So every row must be a real one: the loop fills
 * a short last batch up with other rows of the epoch, which count nothing in the loss but are as good as any here.
 */
import { normaliseBatch } from "../kernels/batch-normalization";
import { moveTowards } from "../moving-mean";
import { tf } from "../tf";
import type { Activation } from "./activation";
import { activationLabel, bend } from "./activation";
import { zeros } from "./initializers";
import type { LayerKind } from "./layer";

export interface BatchNormalizationSpec {
  readonly type: "batch-normalization";
  /** Share of the moving means that is kept at each step; 0.99 where not given. Short fits need less. */
  readonly momentum?: number;
  /** "linear" where not given. */
  readonly activation?: Activation;
}

const epsilon = 1e-3;

export const batchNormalization: LayerKind<BatchNormalizationSpec> = {
  label({ activation = "linear" }) {
    const after = activationLabel(activation);
    return { en: `Batch normalisation${after}`, zh: `批归一化${after}` };
  },
  isStochastic: false,
  outputShape: (_, inputShape) => inputShape,
  weights(_, inputShape) {
    const shape = inputShape.slice(-1);
    const zero = () => zeros(shape);
    const one = () => zeros(shape).fill(1);
    return [
      { name: "scale", shape, isDecayed: false, initialise: one },
      { name: "offset", shape, isDecayed: false, initialise: zero },
      { name: "movingMean", shape, isDecayed: false, isMeasured: true, initialise: zero },
      { name: "movingVariance", shape, isDecayed: false, isMeasured: true, initialise: one },
    ];
  },
  apply({ momentum = 0.99, activation = "linear" }, inputs, weights, { isFitting }) {
    const [scale, offset, movingMean, movingVariance] = weights as tf.Variable<tf.Rank.R1>[] as Four; // made by weights()
    if (isFitting) {
      const normalised = normaliseBatch(inputs, scale, offset, epsilon, (mean, variance) => {
        const share = tf.fill([], 1 - momentum);
        moveTowards(movingMean, mean, share);
        moveTowards(movingVariance, variance, share);
      });
      return bend(normalised, activation);
    }
    const rows = tf.reshape<tf.Rank.R2>(inputs, [-1, scale.size]);
    const normalised = tf.batchNorm2d(rows, movingMean, movingVariance, offset, scale, epsilon);
    return bend(tf.reshape(normalised, inputs.shape), activation);
  },
};

type Four = [tf.Variable<tf.Rank.R1>, tf.Variable<tf.Rank.R1>, tf.Variable<tf.Rank.R1>, tf.Variable<tf.Rank.R1>];
