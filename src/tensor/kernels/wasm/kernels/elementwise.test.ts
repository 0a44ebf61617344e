import { beforeAll, expect, test } from "vitest";
import { createRandom } from "../../../../core/random";
import { tf } from "../../../tf";
import { registerWasmBackend } from "../register";

beforeAll(async () => {
  registerWasmBackend();
  expect(await tf.setBackend("wasm")).toBe(true);
});

/** Maclaurin series: 64-bit digits up to 3. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 100; k++) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** From where to where, and the largest error allowed in units of the last place: what assembly/mathematics.ts says, and a little. */
const functions = [
  { operation: tf.exp, right: Math.exp, ranges: [[-87, 88.7]], most: 1.1 },
  {
    operation: tf.expm1,
    right: Math.expm1,
    ranges: [
      [-20, 88],
      [-1, 1],
      [-1e-4, 1e-4],
    ],
    most: 1.7,
  },
  {
    operation: tf.log,
    right: Math.log,
    ranges: [
      [1e-3, 3],
      [1e-40, 1e-38],
      [1, 1e30],
    ],
    most: 0.9,
  },
  {
    operation: tf.log1p,
    right: Math.log1p,
    ranges: [
      [-0.99, 3],
      [-1e-4, 1e-4],
      [1, 1e30],
    ],
    most: 1.6,
  },
  {
    operation: tf.sigmoid,
    right: sigmoid,
    ranges: [
      [-80, 80],
      [-1, 1],
    ],
    most: 2.5,
  },
  {
    operation: tf.tanh,
    right: Math.tanh,
    ranges: [
      [-12, 12],
      [-1, 1],
      [-1e-4, 1e-4],
    ],
    most: 2.5,
  },
  {
    operation: tf.softplus,
    right: softplus,
    ranges: [
      [-80, 80],
      [-2, 2],
    ],
    most: 2.1,
  },
  {
    operation: tf.erf,
    right: erf,
    ranges: [
      [-3, 3],
      [-1, 1],
      [-1e-4, 1e-4],
    ],
    most: 3.5,
  },
] as const;

const cases = functions.flatMap(({ operation, right, ranges, most }) =>
  ranges.map(([from, to]) => ({ name: operation.name.replace(/__op$/, ""), operation, right, from, to, most })),
);

test.each(cases)("$name from $from to $to is right to $most units of the last place", (found) => {
  const { operation, right, from, to, most } = found;
  const random = createRandom(5);
  const x = Float32Array.from({ length: 100_003 }, () => from + (to - from) * random.next());
  const values = tf.tidy(() => operation(tf.tensor1d(x)).dataSync());
  let worst = 0;
  for (const [i, value] of values.entries()) {
    const expected = right(x[i]!); // as many
    worst = Math.max(worst, Math.abs(value - expected) / unitOf(expected));
  }
  expect(worst).toBeLessThan(most);
});

/** Distance from a Float32 of this size to the next. */
function unitOf(value: number): number {
  return 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(value)))) - 23);
}
