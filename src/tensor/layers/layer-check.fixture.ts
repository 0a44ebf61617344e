/** Holds a layer on the backend in use against a 64-bit reference: outputs, and gradients by differences of the reference. */
import { createRandom } from "../../core/random";
import { tf } from "../tf";
import { read } from "../transfer";
import type { Array64 } from "./layer-references.fixture";
import type { LayerSpec } from "./registry";
import { layerKind } from "./registry";

export interface LayerCase {
  readonly name: string;
  readonly spec: LayerSpec;
  /** Of one case. */
  readonly inputShape: readonly number[];
  readonly batch: number;
  /** The inputs are whole numbers below this, and have no gradient. */
  readonly idsBelow?: number;
  readonly reference: (x: Array64, weights: readonly Array64[]) => Array64;
}

export interface LayerErrors {
  /** Relative errors ‖found - right‖ / ‖right‖ of the outputs and of the worst gradient. */
  readonly outputs: number;
  readonly gradients: number;
}

/** Half the step of the central differences. The references are linear in each number, but for kinks and bends. */
const nudge = 1e-4;

/** Throws where the outputs have another shape than the layer says. */
export async function layerErrors(layerCase: LayerCase): Promise<LayerErrors> {
  const { name, spec, inputShape, batch, idsBelow, reference } = layerCase;
  const kind = layerKind(spec);
  const random = createRandom(11).fork(name);
  const normal = (shape: readonly number[]): Array64 => ({
    data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => Math.fround(random.normal())),
    shape,
  });
  const x = normal([batch, ...inputShape]);
  if (idsBelow !== undefined) x.data.forEach((_, i) => (x.data[i] = random.below(idsBelow)));
  const weights = kind.weights(spec, inputShape).map(({ shape }) => normal(shape));
  const right = reference(x, weights);
  const shape = [batch, ...kind.outputShape(spec, inputShape)];
  if (shape.join() !== right.shape.join()) throw new Error(`the reference has the shape [${right.shape.join(", ")}]`);
  const c = normal(right.shape);

  const learned = idsBelow === undefined ? [x, ...weights] : weights;
  const total = () => reference(x, weights).data.reduce((sum, value, i) => sum + value * c.data[i]!, 0); // one for one
  const slopes = learned.map(({ data }) =>
    data.map((value, i) => {
      data[i] = value + nudge;
      const above = total();
      data[i] = value - nudge;
      const below = total();
      data[i] = value;
      return (above - below) / (2 * nudge);
    }),
  );

  const [outputs, ...gradients] = tf.tidy(() => {
    const tensors = [x, ...weights].map(toTensor);
    const apply = (inputs: tf.Tensor, ...kernels: tf.Tensor[]) =>
      kind.apply(spec, inputs, kernels, { isFitting: true, seed: 1, step: null });
    const run = (...changed: tf.Tensor[]) => {
      const all = [...tensors.slice(0, tensors.length - changed.length), ...changed];
      return tf.sum<tf.Scalar>(tf.mul(apply(all[0]!, ...all.slice(1)), toTensor(c))); // the inputs come first
    };
    const found = apply(tensors[0]!, ...tensors.slice(1)); // the inputs come first
    if (found.shape.join() !== shape.join()) throw new Error(`the layer gives the shape [${found.shape.join(", ")}]`);
    return [found, ...(learned.length > 0 ? tf.grads(run)(tensors.slice(tensors.length - learned.length)) : [])];
  });
  const errors: number[] = [];
  for (const [i, tensor] of gradients.entries()) {
    errors.push(relativeError(await read(tensor), slopes[i]!)); // one for one
    tensor.dispose();
  }
  const outputError = relativeError(await read(outputs), right.data);
  outputs.dispose();
  return { outputs: outputError, gradients: Math.max(...errors) };
}

function toTensor({ data, shape }: Array64): tf.Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}

function relativeError(found: Float32Array, right: Float64Array): number {
  if (found.length !== right.length) return NaN;
  let difference = 0;
  let size = 0;
  right.forEach((value, i) => {
    difference += (found[i]! - value) ** 2; // of the same length
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
