/**
 * Whether the backend in use computes right gradients: a dense, a convolution, a pooling and a recurrent layer against
 * 64-bit references, by the operations that our own layers run. A backend that fails may not fit: the stock WASM one, for
 * example, gets max-pooling silently wrong.
 */
import type { Wording } from "../core/wording";
import { fusedConv2d } from "./kernels/fused-convolution";
import { fusedDense } from "./kernels/fused-dense";
import type { Array64 } from "./self-test-reference";
import { convolutionReference, denseReference, poolingReference, recurrentReference } from "./self-test-reference";
import { tf } from "./tf";
import { read } from "./transfer";

/** ‖found - right‖ / ‖right‖ allowed: Float32 gives about 1e-7, half precision 1e-3, a wrong kernel 0.1 and more. */
export const tolerance = 2e-4;

interface LayerCheck {
  readonly name: Wording;
  readonly reference: () => {
    readonly inputs: Readonly<Record<string, Array64>>;
    readonly c: Array64;
    readonly gradients: Readonly<Record<string, Array64>>;
  };
  /** The layer in TensorFlow.js; the inputs come in the order of the reference. */
  readonly layer: (...inputs: tf.Tensor[]) => tf.Tensor;
}

const checks: readonly LayerCheck[] = [
  {
    name: { en: "dense layer", zh: "全连接层" },
    reference: denseReference,
    layer: (x, w, b) => fusedDense(x, w, b, "relu"),
  },
  {
    name: { en: "convolution", zh: "卷积" },
    reference: convolutionReference,
    layer: (x, w) => fusedConv2d(x, w, null, { strides: [1, 1], pad: "same", activation: "linear" }),
  },
  {
    name: { en: "max-pooling", zh: "最大池化" },
    reference: poolingReference,
    layer: (x) => tf.maxPool(x as tf.Tensor4D, 3, 2, "valid"), // rank of the reference
  },
  {
    name: { en: "recurrent layer", zh: "循环层" },
    reference: recurrentReference,
    layer(x, h, cell, w, b) {
      const gates = tf.add(tf.matMul(tf.concat([x, h], 1), w), b); // five inputs
      const [i, f, g, o] = tf.split(gates, 4, 1);
      const next = tf.add(tf.mul(tf.sigmoid(f!), cell), tf.mul(tf.sigmoid(i!), tf.tanh(g!))); // four parts
      return tf.mul(tf.sigmoid(o!), tf.tanh(next)); // four parts
    },
  },
];

/** A layer whose gradient is wrong, by how much, or what was thrown. */
export interface SelfTestProblem {
  readonly layer: Wording;
  /** Relative error; null where the layer threw. */
  readonly error: number | null;
  readonly cause?: unknown;
}

/** Tests the backend in use. null when every gradient is right, else the first layer that is not. */
export async function selfTest(): Promise<SelfTestProblem | null> {
  for (const { name, reference, layer } of checks) {
    const { inputs, c, gradients } = reference();
    const names = Object.keys(inputs);
    const found: tf.Tensor[] = [];
    try {
      found.push(...gradientsOf(layer, Object.values(inputs), c));
      for (const [i, tensor] of found.entries()) {
        const right = gradients[names[i]!]!; // references give a gradient for each input
        const error = relativeError(await read(tensor), right.data);
        if (!(error <= tolerance)) return { layer: name, error };
      }
    } catch (cause) {
      return { layer: name, error: null, cause };
    } finally {
      for (const tensor of found) tensor.dispose();
    }
  }
  return null;
}

function gradientsOf(layer: LayerCheck["layer"], inputs: readonly Array64[], c: Array64): tf.Tensor[] {
  return tf.tidy(() => {
    const xs = inputs.map(toTensor);
    const weights = toTensor(c);
    return tf.grads((...args: tf.Tensor[]) => tf.sum(tf.mul(layer(...args), weights)))(xs);
  });
}

function toTensor({ data, shape }: Array64): tf.Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}

function relativeError(found: Float32Array, right: Float64Array): number {
  let difference = 0;
  let size = 0;
  right.forEach((value, i) => {
    difference += ((found[i] ?? NaN) - value) ** 2;
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
