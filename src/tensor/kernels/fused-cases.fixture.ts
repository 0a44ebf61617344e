/** Fused operations beside the same formula taken apart, to be held against each other on any backend. */
import { createRandom } from "../../core/random";
import { tf } from "../tf";
import { read } from "../transfer";
import type { FusedActivation } from "./activation-grad";
import { fusedConv2d, fusedDepthwiseConv2d } from "./fused-convolution";
import { fusedDense } from "./fused-dense";

type Operation = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) => tf.Tensor;

interface FusedCase {
  readonly name: string;
  /** Of x, kernel and bias. */
  readonly shapes: readonly [number[], number[], number[]];
  readonly fused: Operation;
  readonly apart: Operation;
}

const activations: readonly FusedActivation[] = ["linear", "relu", "sigmoid"];

function bend(z: tf.Tensor, activation: FusedActivation): tf.Tensor {
  return activation === "linear" ? z : activation === "relu" ? tf.relu(z) : tf.sigmoid(z);
}

const dense: readonly FusedCase[] = activations.flatMap((activation) =>
  (
    [
      [1, 3, 5],
      [5, 7, 9],
      [33, 130, 40],
      // Long rows: WebGPU splits them among workgroups.
      [3, 2100, 65],
    ] as const
  ).map(([rows, width, units]) => ({
    name: `dense ${rows} × ${width} × ${units}, ${activation}`,
    shapes: [[rows, width], [width, units], [units]],
    fused: (x, kernel, bias) => fusedDense(x, kernel, bias, activation),
    apart: (x, kernel, bias) => bend(tf.add(tf.matMul(x, kernel), bias), activation),
  })),
);

interface Geometry {
  readonly x: [number, number, number, number];
  readonly kernel: [number, number, number, number];
  readonly strides: [number, number];
  readonly pad: "same" | "valid";
}

const convolutions: readonly Geometry[] = [
  { x: [2, 6, 5, 3], kernel: [3, 3, 3, 4], strides: [1, 1], pad: "same" },
  { x: [1, 7, 9, 1], kernel: [3, 2, 1, 5], strides: [2, 1], pad: "valid" },
  { x: [2, 8, 8, 4], kernel: [1, 1, 4, 6], strides: [1, 1], pad: "valid" },
  { x: [3, 4, 4, 2], kernel: [4, 4, 2, 3], strides: [1, 1], pad: "valid" },
  { x: [1, 13, 11, 5], kernel: [5, 5, 5, 7], strides: [3, 2], pad: "same" },
];

const depthwise: readonly Geometry[] = [
  { x: [2, 6, 5, 3], kernel: [3, 3, 3, 2], strides: [1, 1], pad: "same" },
  // Channels in fours, one filter each: WebGPU has a kernel of its own for these.
  { x: [1, 9, 8, 4], kernel: [3, 3, 4, 1], strides: [1, 1], pad: "same" },
  { x: [2, 9, 12, 8], kernel: [3, 3, 8, 1], strides: [2, 2], pad: "valid" },
  { x: [1, 7, 7, 1], kernel: [2, 3, 1, 3], strides: [2, 2], pad: "same" },
];

function convolutionCase(geometry: Geometry, activation: FusedActivation, isDepthwise: boolean): FusedCase {
  const { x, kernel, strides, pad } = geometry;
  const outputs = isDepthwise ? kernel[2] * kernel[3] : kernel[3];
  const fused = isDepthwise ? fusedDepthwiseConv2d : fusedConv2d;
  const apart = isDepthwise ? tf.depthwiseConv2d<tf.Tensor4D> : tf.conv2d<tf.Tensor4D>;
  return {
    name: `${isDepthwise ? "depthwise " : ""}convolution ${x.join("×")} by ${kernel.join("×")}, strides ${strides.join("×")}, ${pad}, ${activation}`,
    shapes: [x, kernel, [outputs]],
    fused: (x, kernel, bias) => fused(x, kernel, bias, { strides, pad, activation }),
    apart: (x, kernel, bias) =>
      bend(tf.add(apart(x as tf.Tensor4D, kernel as tf.Tensor4D, strides, pad), bias), activation), // shapes of the case
  };
}

export const fusedCases: readonly FusedCase[] = [
  ...dense,
  ...activations.flatMap((activation) => convolutions.map((geometry) => convolutionCase(geometry, activation, false))),
  ...activations.flatMap((activation) => depthwise.map((geometry) => convolutionCase(geometry, activation, true))),
];

/** Largest ‖fused - apart‖ / ‖apart‖ of the outputs and of the gradients of Σ c · output with fixed numbers c. */
export async function fusedError({ name, shapes, fused, apart }: FusedCase): Promise<number> {
  const random = createRandom(3).fork(name);
  const normal = (shape: readonly number[]) => tf.randomNormal([...shape], 0, 1, "float32", random.below(2 ** 31));
  const inputs = shapes.map(normal);
  const c = tf.tidy(() => normal(apart(inputs[0]!, inputs[1]!, inputs[2]!).shape)); // three shapes
  const all = (operation: Operation) =>
    tf.tidy(() => {
      const total = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
        tf.sum<tf.Scalar>(tf.mul(operation(x, kernel, bias), c));
      return [operation(inputs[0]!, inputs[1]!, inputs[2]!), ...tf.grads(total)(inputs)]; // three shapes
    });
  const [found, right] = [all(fused), all(apart)];
  let worst = 0;
  for (const [i, tensor] of found.entries()) {
    const [a, b] = [await read(tensor), await read(right[i]!)]; // one for one
    worst = Math.max(worst, distance(a, b));
  }
  tf.dispose([...inputs, c, ...found, ...right]);
  return worst;
}

function distance(found: Float32Array, right: Float32Array): number {
  if (found.length !== right.length) return NaN;
  let difference = 0;
  let size = 0;
  right.forEach((value, i) => {
    difference += (found[i]! - value) ** 2; // of the same length
    size += value * value;
  });
  return Math.sqrt(difference / size);
}
