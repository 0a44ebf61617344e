/** Layers of a file that work on each number by itself: activations, normalisations by known statistics, changes of range. */
import { tf } from "../../tf";
import { activate, activationIn } from "../activations";
import { flagIn, numberIn, numbersIn, UnknownSetting, type Config } from "../config";
import { nodeKind, single, type AnyNodeKind } from "../node-kind";

/** "linear" is no node of a graph. */
export const activation = nodeKind({
  read: (config: Config) => ({ activation: activationIn(config) }),
  outputShape: (_, inputs) => single(inputs),
  apply: (params, inputs) => activate(params.activation, single(inputs)),
});

/** A layer that is one of the activations. */
export function fixedActivation(name: string): AnyNodeKind {
  return nodeKind({
    read: () => ({}),
    outputShape: (_, inputs) => single(inputs),
    apply: (_, inputs) => activate(name, single(inputs)),
  });
}

/** ReLU(max_value, negative_slope, threshold); Keras 2 and 3. */
export const relu = nodeKind({
  read(config: Config) {
    if (numberIn(config, "threshold", 0) !== 0)
      throw new UnknownSetting({ en: "its threshold is not 0", zh: "其阈值不为 0" });
    return { most: numberIn(config, "max_value", noLimit), slope: numberIn(config, "negative_slope", 0) };
  },
  outputShape: (_, inputs) => single(inputs),
  apply({ most, slope }, inputs) {
    const x = single(inputs);
    const bent = slope === 0 ? null : tf.leakyRelu(x, slope);
    if (most === noLimit) return bent ?? tf.relu(x);
    if (most === 6 && !bent) return tf.relu6(x);
    return bent ? tf.minimum(bent, most) : tf.clipByValue(x, 0, most);
  },
});

/** Stands for no upper limit: JSON has no infinity. */
const noLimit = Number.MAX_VALUE;

export const leakyRelu = nodeKind({
  read: (config: Config) => ({ slope: numberIn(config, "alpha", numberIn(config, "negative_slope", 0.3)) }),
  outputShape: (_, inputs) => single(inputs),
  apply: ({ slope }, inputs) => tf.leakyRelu(single(inputs), slope),
});

export const elu = nodeKind({
  read(config: Config) {
    if (numberIn(config, "alpha", 1) !== 1)
      throw new UnknownSetting({ en: "its alpha is not 1", zh: "其 alpha 不为 1" });
    return {};
  },
  outputShape: (_, inputs) => single(inputs),
  apply: (_, inputs) => tf.elu(single(inputs)),
});

/** One slope for each place, or shared along some axes. */
export const prelu = nodeKind({
  read: (config: Config) => ({ shared: config["shared_axes"] ? numbersIn(config, "shared_axes") : [] }),
  outputShape: (_, inputs) => single(inputs),
  weights: ({ shared }, inputs) => {
    const shape = single(inputs).map((extent, axis) => (shared.includes(axis + 1) ? 1 : extent));
    return [{ name: "alpha", shape, isDecayed: false }];
  },
  apply: (_, inputs, [slope]) => tf.prelu(single(inputs), slope!), // made by weights()
});

/** By the statistics of the file, while fitting too: a small set has none that are better. */
export const batchNormalization = nodeKind({
  read(config: Config) {
    requireLastAxis(config);
    return {
      epsilon: numberIn(config, "epsilon", 1e-3),
      scales: flagIn(config, "scale", true),
      shifts: flagIn(config, "center", true),
    };
  },
  outputShape: (_, inputs) => single(inputs),
  weights({ scales, shifts }, inputs) {
    const shape = single(inputs).slice(-1);
    return [
      ...(scales ? [{ name: "gamma", shape, isDecayed: false }] : []),
      ...(shifts ? [{ name: "beta", shape, isDecayed: false }] : []),
      { name: "moving_mean", shape, isDecayed: false, isMeasured: true },
      { name: "moving_variance", shape, isDecayed: false, isMeasured: true },
    ];
  },
  apply({ epsilon, scales, shifts }, inputs, weights, isFitting) {
    const x = single(inputs);
    const rest = [...weights];
    const gamma = scales ? rest.shift() : undefined;
    const beta = shifts ? rest.shift() : undefined;
    const [mean, variance] = rest as [tf.Tensor1D, tf.Tensor1D]; // made by weights()
    if (!isFitting) {
      const rows = tf.reshape<tf.Rank.R2>(x, [-1, mean.size]);
      const done = tf.batchNorm2d(rows, mean, variance, beta as tf.Tensor1D, gamma as tf.Tensor1D, epsilon); // one number a channel
      return tf.reshape(done, x.shape);
    }
    // The gradient of the stock operation takes several passes over the maps.
    const inverse = tf.rsqrt(tf.add(variance, epsilon));
    const gain = gamma ? tf.mul(gamma, inverse) : inverse;
    const shift = tf.sub(beta ?? tf.zerosLike(mean), tf.mul(mean, gain));
    return tf.add(tf.mul(x, gain), shift);
  },
});

/** The channel is the last axis: axis 3 of [batch, height, width, channel], or of a row 1. */
function requireLastAxis(config: Config): void {
  const [axis, ...others] = config["axis"] === undefined ? [-1] : numbersIn(config, "axis");
  if (others.length === 0 && (axis === -1 || axis === 3 || axis === 1)) return;
  throw new UnknownSetting({ en: "it does not normalise the last axis", zh: "它不是沿最后一维归一化" });
}

export const rescaling = nodeKind({
  read: (config: Config) => ({
    scale: numbersIn(config, "scale"),
    offset: config["offset"] === undefined ? [0] : numbersIn(config, "offset"),
  }),
  outputShape: (_, inputs) => single(inputs),
  apply: ({ scale, offset }, inputs) => tf.add(tf.mul(single(inputs), tf.tensor1d(scale)), tf.tensor1d(offset)),
});

/** (x − mean) / √variance of each channel; of statistics given in the settings, or measured and among the weights. */
export const normalization = nodeKind({
  read(config: Config) {
    const isGiven = config["mean"] !== undefined && config["mean"] !== null;
    if (config["invert"] === true) throw new UnknownSetting({ en: "it is inverted", zh: "其设置为反向" });
    requireLastAxis(config);
    const given = (name: string) => (isGiven ? numbersIn(config, name) : null);
    return { mean: given("mean"), variance: given("variance") };
  },
  outputShape: (_, inputs) => single(inputs),
  weights({ mean }, inputs) {
    const shape = single(inputs).slice(-1);
    if (mean) return [];
    return [
      { name: "mean", shape, isDecayed: false, isMeasured: true },
      { name: "variance", shape, isDecayed: false, isMeasured: true },
    ];
  },
  apply(params, inputs, weights) {
    const mean = params.mean ? tf.tensor1d(params.mean) : weights[0]!; // made by weights()
    const variance = params.variance ? tf.tensor1d(params.variance) : weights[1]!; // as above
    // Keras never divides by less than its epsilon.
    return tf.div(tf.sub(single(inputs), mean), tf.maximum(tf.sqrt(variance), 1e-7));
  },
});
