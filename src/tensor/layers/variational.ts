/**
 * The code of a variational autoencoder and what grows from it (Kingma and Welling 2014): a mean μ and a logarithm of the variance
 * for each number of the code; while fitting, the inner layers get μ + e^(½ log σ²) ε, when predicting μ itself. Its outputs are
 * [what the inner layers give, flattened; μ; log σ²], as the loss "variational" takes them. Made for given inner layers, so that
 * the registry can name both.
 */
import { sizeOf } from "../../core/block";
import { fusedDense } from "../kernels/fused-dense";
import { seededMask } from "../kernels/seeded-mask";
import { tf } from "../tf";
import { biasWeights } from "./bias";
import { applyLayers, planLayers, weightsOfLayers, weightsUnder } from "./inner-layers";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind, LayerMode, WeightSpec } from "./layer";

export interface VariationalSpec<Inner> {
  readonly type: "variational";
  /** Numbers of the code. */
  readonly codeSize: number;
  /** From the code to what is given back. None of them may draw random numbers. */
  readonly layers: readonly Inner[];
}

/** Bits of each of the uniform numbers whose sum stands for a normal one. */
const bitsOf = { uniforms: 4, each: 6 } as const;

/** The weights are named "code/kernel", "code/bias" and "number of the inner layer/name". */
export function variationalOf<Inner extends { readonly type: string }>(
  kindOf: (spec: Inner) => LayerKind<Inner>,
): LayerKind<VariationalSpec<Inner>> {
  const plan = ({ layers, codeSize }: VariationalSpec<Inner>) => {
    if (layers.some((layer) => kindOf(layer).isStochastic && !isRecurrentWithoutDropout(layer)))
      throw new RangeError("a variational layer holds no layers that draw random numbers");
    return planLayers(layers, [codeSize], kindOf);
  };
  return {
    label({ codeSize }) {
      return { en: `Variational code ${codeSize}, and back`, zh: `变分编码 ${codeSize} 及解码` };
    },
    isStochastic: true,
    outputShape(spec, inputShape) {
      if (inputShape.length !== 1)
        throw new RangeError(`a variational layer takes rows, not the shape [${inputShape.join(", ")}]`);
      return [sizeOf(plan(spec).at(-1)?.outputShape ?? [spec.codeSize]) + 2 * spec.codeSize];
    },
    innerShapes: (spec) => plan(spec).map((layer) => layer.outputShape),
    weights(spec, [inputCount = 0]): readonly WeightSpec[] {
      const width = 2 * spec.codeSize;
      const code = [kernelWeight("kernel", [inputCount, width], inputCount, width), ...biasWeights(width)];
      return [...weightsUnder("code", code), ...weightsOfLayers(plan(spec))];
    },
    apply(spec, inputs, [kernel, bias, ...inner], mode) {
      const { codeSize } = spec;
      const both = fusedDense(inputs, kernel!, bias ?? null, "linear") as tf.Tensor2D; // made by weights(); of rows
      const [rows] = both.shape;
      const mean = tf.slice(both, [0, 0], [rows, codeSize]);
      const logVariance = tf.slice(both, [0, codeSize], [rows, codeSize]);
      const values = applyLayers(plan(spec), drawn(mean, logVariance, mode), inner, { ...mode, mask: null });
      return tf.concat([tf.reshape(values, [rows, -1]), both], 1);
    },
  };
}

/** A recurrent layer draws its masks of dropout and nothing else. */
function isRecurrentWithoutDropout(spec: { readonly type: string }): boolean {
  const rates = spec as { readonly dropout?: number; readonly recurrentDropout?: number }; // where it has some
  return ["gru", "lstm", "simple-rnn"].includes(spec.type) && !rates.dropout && !rates.recurrentDropout;
}

function drawn(mean: tf.Tensor2D, logVariance: tf.Tensor2D, { isFitting, seed, step }: LayerMode): tf.Tensor2D {
  if (!isFitting || !step) return mean;
  const noise = nearlyNormal(mean.shape, seed, step);
  return tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, tf.fill([], 0.5))), noise));
}

/**
 * Mean 0 and variance 1, as a sum of four uniform numbers of six seeded bits each: the same on every backend to the last bit, which
 * the logarithms and cosines of an exact normal number are not. It reaches from −3.4 to 3.4.
 */
function nearlyNormal(shape: readonly [number, number], seed: number, step: tf.Tensor): tf.Tensor2D {
  const { uniforms, each } = bitsOf;
  const [rows, width] = shape;
  // Each bit is 0 or 2, so that less one it is −1 or 1.
  const bits = seededMask([uniforms * each, rows * width], 0.5, seed, step);
  const weights = Float32Array.from({ length: uniforms * each }, (_, bit) => 2 ** -(1 + (bit % each)));
  const deviation = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scaled = tf.tensor2d(
    weights.map((weight) => weight / deviation),
    [1, uniforms * each],
  );
  const sum = tf.reshape(tf.matMul(scaled, bits as tf.Tensor2D), [rows, width]); // two axes, as asked for
  return tf.sub(sum, tf.fill([], total / deviation));
}
