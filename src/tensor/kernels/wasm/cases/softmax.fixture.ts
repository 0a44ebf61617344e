import { tf } from "../../../tf";
import type { KernelCase } from "./kernel-case.fixture";

/** One number, one row, less than a vector, rows with and without whole vectors, more than a chunk. */
const shapes = [[1], [1, 3], [7], [3, 4, 5], [64, 10], [2, 3, 64], [900, 33], [2, 20_000]] as const;

/** Numbers of all sizes: each row of four has its own. */
const spread = (x: tf.Tensor) => tf.mul(x, tf.pow(4, tf.round(tf.mul(2, tf.sin(tf.mul(1e4, x))))));

export const softmaxCases: readonly KernelCase[] = [
  ...shapes.map((shape): KernelCase => ({
    kernel: "Softmax",
    what: `[${shape.join()}]`,
    inputs: [{ shape }],
    operation: (x) => tf.softmax(x),
    differentiates: true,
  })),
  {
    kernel: "Softmax",
    what: "of numbers up to a hundred",
    inputs: [{ shape: [40, 11] }],
    operation: (x) => tf.softmax(spread(x)),
  },
  {
    kernel: "Softmax",
    what: "with what is no number, or no finite one, in some rows",
    inputs: [{ shape: [6, 7] }],
    operation: (x) => {
      const odd = tf.tensor2d([NaN, -Infinity, Infinity, 1, 1e30, -1e30], [6, 1]);
      return tf.softmax(tf.concat([x, odd], 1));
    },
  },
];
