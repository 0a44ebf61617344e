/** Losses of three rows, with their values, gradients and errors by the formulas of textbooks. */
import { tf } from "../tf";
import { read } from "../transfer";
import type { LossSpec } from "./registry";
import { lossOf } from "./registry";
import { weightedTotal } from "./weighted-total";

const weights = [1, 0, 2.5];
const share = 0.25;
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const softmax = (z: readonly number[]) => z.map((value) => Math.exp(value) / z.reduce((s, v) => s + Math.exp(v), 0));

/** Of a class with the probability p, and its derivative. */
const focal = (gamma: number, p: number) => -((1 - p) ** gamma) * Math.log(p);
const focalSlope = (gamma: number, p: number) => gamma * (1 - p) ** (gamma - 1) * Math.log(p) - (1 - p) ** gamma / p;
const largest = (values: readonly number[]) => values.indexOf(Math.max(...values));

const levels = [0.1, 0.5, 0.9];
/** Of a truth that is above the quantile by so much. */
const pinball = (level: number, above: number) => (above > 0 ? level * above : (level - 1) * above);

export interface LossCase {
  readonly id: LossSpec;
  readonly outputs: number[][];
  readonly targets: number[][];
  readonly row: (z: readonly number[], y: readonly number[]) => number;
  readonly slope: (z: readonly number[], y: readonly number[]) => readonly number[];
  readonly error: (z: readonly number[], y: readonly number[]) => number;
}

export const lossCases: readonly LossCase[] = [
  {
    id: "binary-cross-entropy",
    outputs: [[0.3], [-4], [12]],
    targets: [[1], [1], [0]],
    row: ([z], [y]) => -(y! * Math.log(sigmoid(z!)) + (1 - y!) * Math.log(1 - sigmoid(z!))),
    slope: ([z], [y]) => [sigmoid(z!) - y!],
    error: ([z], [y]) => Number(z! > 0 !== (y === 1)),
  },
  {
    id: "softmax-cross-entropy",
    outputs: [
      [0.3, -1, 2],
      [5, 5.5, -3],
      [-1, 0, 1],
    ],
    targets: [[2], [0], [1]],
    row: (z, [y]) => -Math.log(softmax(z)[y!]!),
    slope: (z, [y]) => softmax(z).map((p, k) => p - Number(k === y)),
    error: (z, [y]) => Number(z.indexOf(Math.max(...z)) !== y),
  },
  {
    id: "mean-squared-error",
    outputs: [[0.3], [-4], [12]],
    targets: [[1], [-1], [10.5]],
    row: ([z], [y]) => (z! - y!) ** 2,
    slope: ([z], [y]) => [2 * (z! - y!)],
    error: ([z], [y]) => Math.abs(z! - y!),
  },
  {
    id: "mean-squared-error",
    outputs: [
      [0.3, -1, 2],
      [5, 5.5, -3],
      [-1, 0, 1],
    ],
    targets: [
      [1, 2, 3],
      [4, 6, 5],
      [-1, 0.5, 7],
    ],
    row: (z, y) => z.reduce((sum, value, k) => sum + (value - y[k]!) ** 2, 0) / 3,
    slope: (z, y) => z.map((value, k) => (2 * (value - y[k]!)) / 3),
    error: (z, y) => z.reduce((sum, value, k) => sum + Math.abs(value - y[k]!), 0) / 3,
  },
  {
    id: "binary-cross-entropy",
    outputs: [[0.3], [-4], [0.1]],
    targets: [[0.9], [0.25], [0.1]],
    row: ([z], [y]) => -(y! * Math.log(sigmoid(z!)) + (1 - y!) * Math.log(1 - sigmoid(z!))),
    slope: ([z], [y]) => [sigmoid(z!) - y!],
    error: ([z], [y]) => Number(z! > 0 !== y! > 0.5),
  },
  {
    id: "soft-cross-entropy",
    outputs: [
      [0.3, -1, 2],
      [5, 5.5, -3],
      [-1, 0, 1],
    ],
    targets: [
      [0, 0, 1],
      [0.9, 0.05, 0.05],
      [0.25, 0.45, 0.3],
    ],
    row: (z, y) => -z.reduce((sum, _, k) => sum + y[k]! * Math.log(softmax(z)[k]!), 0),
    slope: (z, y) => softmax(z).map((p, k) => p - y[k]!),
    error: (z, y) => Number(largest(z) !== largest(y)),
  },
  ...[2, 0.5].map((gamma): LossCase => ({
    id: { type: "focal", gamma },
    outputs: [
      [0.3, -1, 2],
      [5, 5.5, -3],
      [-1, 0, 1],
    ],
    targets: [
      [0, 0, 1],
      [0.9, 0.05, 0.05],
      [0, 1, 0],
    ],
    row: (z, y) => softmax(z).reduce((sum, p, k) => sum + y[k]! * focal(gamma, p), 0),
    slope: (z, y) => {
      const p = softmax(z);
      const byP = p.map((chance, k) => y[k]! * focalSlope(gamma, chance));
      return p.map((own, j) => p.reduce((sum, other, k) => sum + byP[k]! * other * (Number(j === k) - own), 0));
    },
    error: (z, y) => Number(largest(z) !== largest(y)),
  })),
  ...[2, 0.5].map((gamma): LossCase => ({
    id: { type: "binary-focal", gamma },
    outputs: [[0.3], [-4], [6]],
    targets: [[1], [0.2], [0]],
    row: ([z], [y]) => y! * focal(gamma, sigmoid(z!)) + (1 - y!) * focal(gamma, sigmoid(-z!)),
    slope: ([z], [y]) => {
      const p = sigmoid(z!);
      return [p * (1 - p) * (y! * focalSlope(gamma, p) - (1 - y!) * focalSlope(gamma, 1 - p))];
    },
    error: ([z], [y]) => Number(z! > 0 !== y! > 0.5),
  })),
  ...[0, 2, 0.5].map((gamma): LossCase => ({
    id: { type: "labels", gamma },
    outputs: [
      [0.3, -1, 2],
      [5, 5.5, -3],
      [-1, 0.4, 1],
    ],
    // What counts each label, then its absence: plain, weighted and smoothed.
    targets: [
      [1, 0, 0, 0, 1, 1],
      [3, 0, 0, 0, 0.6, 2],
      [0.9, 0.05, 0, 0.1, 0.95, 1],
    ],
    row: (z, y) => {
      const term = (p: number) => (gamma > 0 ? focal(gamma, p) : -Math.log(p));
      return z.reduce((sum, value, k) => sum + y[k]! * term(sigmoid(value)) + y[k + 3]! * term(sigmoid(-value)), 0) / 3;
    },
    slope: (z, y) =>
      z.map((value, k) => {
        const [p, q] = [sigmoid(value), sigmoid(-value)];
        const slope = (chance: number) => (gamma > 0 ? focalSlope(gamma, chance) : -1 / chance);
        return (p * q * (y[k]! * slope(p) - y[k + 3]! * slope(q))) / 3;
      }),
    error: (z, y) => z.reduce((sum, value, k) => sum + Number(value > 0 !== y[k]! > y[k + 3]!), 0) / 3,
  })),
  {
    // Three levels of two numbers, which stand there once for each level.
    id: { type: "pinball", levels: [0.1, 0.5, 0.9] },
    outputs: [
      [0.3, -1, 2, 1, 3, 4],
      [5, 5.5, -3, 0, 1, 1.25],
      [0.9, 0.1, -0.4, 1.2, 1.1, 0.3],
    ],
    targets: [
      [1, 0.5, 1, 0.5, 1, 0.5],
      [-2, 2, -2, 2, -2, 2],
      [0.5, 0.25, 0.5, 0.25, 0.5, 0.25],
    ],
    row: (z, y) => z.reduce((sum, value, k) => sum + pinball(levels[k >> 1]!, y[k]! - value), 0) / 6,
    slope: (z, y) => z.map((value, k) => (Number(value > y[k]!) - levels[k >> 1]!) / 6),
    error: (z, y) => [2, 3].reduce((sum, k) => sum + Math.abs(z[k]! - y[k]!), 0) / 2,
  },
  {
    // Two numbers given back; then two means and two logarithms of variances.
    id: { type: "variational", beta: 1.5, codeSize: 2 },
    outputs: [
      [0.3, -1, 0.5, -2, 0.1, -0.7],
      [1, 0.2, 0, 0, 0, 0],
      [0.9, 0.1, -0.4, 1.2, 1.1, 0.3],
    ],
    targets: [
      [0, 1],
      [1, 1],
      [0.5, 0.5],
    ],
    row: (z, y) => {
      const squares = y.reduce((sum, value, k) => sum + (z[k]! - value) ** 2, 0) / 2;
      const divergence = [0, 1].map((k) => (z[2 + k]! ** 2 + Math.exp(z[4 + k]!) - 1 - z[4 + k]!) / 2);
      return squares + (1.5 / 2) * (divergence[0]! + divergence[1]!);
    },
    slope: (z, y) => [
      ...y.map((value, k) => z[k]! - value),
      ...[2, 3].map((k) => (1.5 / 2) * z[k]!),
      ...[4, 5].map((k) => (1.5 / 4) * (Math.exp(z[k]!) - 1)),
    ],
    error: (z, y) => y.reduce((sum, value, k) => sum + Math.abs(z[k]! - value), 0) / 2,
  },
];

/** Largest differences from the formulas: of the total relative to it, of the gradients and errors as they are. */
export async function lossErrors({ id, outputs, targets, row, slope, error }: LossCase) {
  const loss = lossOf(id);
  const found = tf.tidy(() => {
    const z = tf.tensor2d(outputs);
    const y = tf.tensor2d(targets, [3, targets[0]!.length], loss.targetType);
    const w = tf.tensor2d(weights, [3, 1]);
    const { value, grads } = tf.engine().gradients(() => weightedTotal(loss, z, y, w), [z], tf.scalar(share));
    return [value, grads[0]!, loss.errors(z, y)] as const;
  });
  const [total, slopes, errors] = [await read(found[0]), await read(found[1]), await read(found[2])];
  for (const tensor of found) tensor.dispose();
  const rightTotal = outputs.reduce((sum, output, i) => sum + weights[i]! * row(output, targets[i]!), 0);
  const rightSlopes = outputs.flatMap((output, i) => slope(output, targets[i]!).map((s) => share * weights[i]! * s));
  const rightErrors = outputs.map((output, i) => error(output, targets[i]!));
  const largest = (values: Float32Array, right: readonly number[]) =>
    values.length === right.length ? Math.max(...right.map((value, i) => Math.abs(values[i]! - value))) : NaN;
  return {
    total: Math.abs(total[0]! / rightTotal - 1),
    slopes: largest(slopes, rightSlopes),
    errors: largest(errors, rightErrors),
  };
}
