import { beforeAll, expect, test } from "vitest";
import { seededMask } from "../kernels/seeded-mask";
import { tf } from "../tf";
import { dropout } from "./dropout";

beforeAll(() => tf.setBackend("cpu"));

function maskOf(rate: number, seed: number, step: number, size = 4096): Float32Array {
  return tf.tidy(() => seededMask([size], rate, seed, tf.scalar(step)).dataSync<"float32">());
}

test("the same seed and step give the same mask, others another", () => {
  expect(maskOf(0.5, 3, 7)).toEqual(maskOf(0.5, 3, 7));
  for (const [seed, step] of [
    [3, 8],
    [4, 7],
    [7, 3],
  ] as const) {
    const [a, b] = [maskOf(0.5, 3, 7), maskOf(0.5, seed, step)];
    const agreeing = a.filter((value, i) => value === b[i]).length / a.length;
    // Independent masks agree in half of 4,096 places, give or take 0.008 (one standard deviation).
    expect(Math.abs(agreeing - 0.5)).toBeLessThan(0.04);
  }
});

test.each([0.1, 0.2, 0.5, 0.9])("drops a share of %f and keeps the mean", (rate) => {
  const steps = 50;
  let dropped = 0;
  for (let step = 0; step < steps; step++) dropped += maskOf(rate, 11, step).filter((value) => value === 0).length;
  const share = dropped / (4096 * steps);
  const deviation = Math.sqrt((rate * (1 - rate)) / (4096 * steps));
  expect(Math.abs(share - rate)).toBeLessThan(4 * deviation);
  expect(Math.max(...maskOf(rate, 11, 0))).toBeCloseTo(1 / (1 - rate), 6);
});

test("neighbours in place and in time are not correlated", () => {
  const masks = Array.from({ length: 40 }, (_, step) => maskOf(0.5, 5, step).map((value) => value - 1));
  const correlation = (pairs: (step: number, i: number) => [number, number]) => {
    let sum = 0;
    for (let step = 0; step < 39; step++)
      for (let i = 0; i < 4000; i++) {
        const [a, b] = pairs(step, i);
        sum += a * b;
      }
    return sum / (39 * 4000);
  };
  // One standard deviation is 0.0025.
  for (const lag of [1, 2, 16, 32, 64]) {
    expect(Math.abs(correlation((s, i) => [masks[s]![i]!, masks[s]![i + lag]!]))).toBeLessThan(0.0125);
  }
  expect(Math.abs(correlation((s, i) => [masks[s]![i]!, masks[s + 1]![i]!]))).toBeLessThan(0.0125);
  expect(Math.abs(correlation((s, i) => [masks[s]![i]!, masks[s + 1]![i + 1]!]))).toBeLessThan(0.0125);
});

test("it acts while fitting only", () => {
  tf.tidy(() => {
    const x = tf.ones([8, 8]);
    const spec = { type: "dropout", rate: 0.5 } as const;
    expect(dropout.apply(spec, x, [], { isFitting: false, seed: 1, step: null, mask: null })).toBe(x);
    const fitted = dropout.apply(spec, x, [], { isFitting: true, seed: 1, step: tf.scalar(1), mask: null });
    expect(new Set(fitted.dataSync())).toEqual(new Set([0, 2]));
  });
});
