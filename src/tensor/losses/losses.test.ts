import { beforeAll, expect, test } from "vitest";
import { tf } from "../tf";
import type { LossId } from "./registry";
import { losses } from "./registry";
import { weightedTotal } from "./weighted-total";

beforeAll(() => tf.setBackend("cpu"));

const weights = [1, 0, 2.5];
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const softmax = (z: readonly number[]) => z.map((value) => Math.exp(value) / z.reduce((s, v) => s + Math.exp(v), 0));

interface Case {
  readonly id: LossId;
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
];

test.each(cases)(
  "$id of $targets: value, gradient and error are those of the formula",
  ({ id, outputs, targets, row, slope, error }) => {
    const loss = losses[id];
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
