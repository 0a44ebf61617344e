import { beforeAll, describe, expect, test } from "vitest";
import { registerWasmBackend } from "../kernels/wasm/register";
import { tf } from "../tf";
import type { LossSpec } from "./registry";
import { lossOf, losses } from "./registry";
import { weightedTotal } from "./weighted-total";

beforeAll(() => {
  // What every browser can run: plain SIMD, one thread.
  registerWasmBackend({ threads: 1, isPlain: true });
});

const weights = [1, 0, 2.5];
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const softmax = (z: readonly number[]) => z.map((value) => Math.exp(value) / z.reduce((s, v) => s + Math.exp(v), 0));

/** Of a class with the probability p, and its derivative. */
const focal = (gamma: number, p: number) => -((1 - p) ** gamma) * Math.log(p);
const focalSlope = (gamma: number, p: number) => gamma * (1 - p) ** (gamma - 1) * Math.log(p) - (1 - p) ** gamma / p;
const largest = (values: readonly number[]) => values.indexOf(Math.max(...values));

interface Case {
  readonly id: LossSpec;
  readonly outputs: number[][];
  readonly targets: number[][];
  readonly row: (z: readonly number[], y: readonly number[]) => number;
  readonly slope: (z: readonly number[], y: readonly number[]) => readonly number[];
  readonly error: (z: readonly number[], y: readonly number[]) => number;
}

const cases: readonly Case[] = [
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
  ...[2, 0.5].map((gamma): Case => ({
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
  ...[2, 0.5].map((gamma): Case => ({
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
];

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(cases)(
    "$id of $targets: value, gradient and error are those of the formula",
    ({ id, outputs, targets, row, slope, error }) => {
      const loss = lossOf(id);
      tf.tidy(() => {
        const z = tf.tensor2d(outputs);
        const y = tf.tensor2d(targets, [3, targets[0]!.length], loss.targetType);
        const w = tf.tensor2d(weights, [3, 1]);
        const share = tf.scalar(0.25);
        const { value, grads } = tf.engine().gradients(() => weightedTotal(loss, z, y, w), [z], share);
        const total = outputs.reduce((sum, output, i) => sum + weights[i]! * row(output, targets[i]!), 0);
        expect(value.dataSync()[0]! / total).toBeCloseTo(1, 5);
        const slopes = outputs.flatMap((output, i) => slope(output, targets[i]!).map((s) => 0.25 * weights[i]! * s));
        grads[0]!.dataSync().forEach((found, i) => expect(found).toBeCloseTo(slopes[i]!, 5));
        const errors = outputs.map((output, i) => error(output, targets[i]!));
        loss
          .errors(z, y)
          .dataSync()
          .forEach((found, i) => expect(found).toBeCloseTo(errors[i]!, 5));
      });
    },
  );

  test.each<LossSpec>([{ type: "focal", gamma: 0.5 }, { type: "focal", gamma: 2 }, "soft-cross-entropy"])(
    "%j: what is surely right or wrong gives finite losses and gradients",
    (id) => {
      tf.tidy(() => {
        const z = tf.tensor2d([90, -90, 0, -90, 90, 0], [2, 3]);
        const y = tf.tensor2d([1, 0, 0, 1, 0, 0], [2, 3]);
        const w = tf.ones<tf.Rank.R2>([2, 1]);
        const { value, grads } = tf.engine().gradients(() => weightedTotal(lossOf(id), z, y, w), [z]);
        expect(value.dataSync()[0]).toBeCloseTo(180, 3);
        [0, 0, 0, -1, 1, 0].forEach((slope, i) => expect(grads[0]!.dataSync()[i]).toBeCloseTo(slope, 4));
      });
    },
  );

  test("logits far out give finite losses and gradients", () => {
    tf.tidy(() => {
      const y = tf.tensor2d([0, 1], [2, 1]);
      const w = tf.ones<tf.Rank.R2>([2, 1]);
      const z = tf.tensor2d([90, -90], [2, 1]);
      const { value, grads } = tf.engine().gradients(() => weightedTotal(losses["binary-cross-entropy"], z, y, w), [z]);
      expect(value.dataSync()[0]).toBeCloseTo(180, 3);
      expect([...grads[0]!.dataSync()]).toEqual([1, -1]);
    });
  });
});
