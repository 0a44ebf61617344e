/** Every network and every family goes the same way on WebAssembly as in JavaScript: the losses of the first steps. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hastenFilterGradient } from "../tensor/kernels/filter-gradient.fixture";
import { registerWasmBackend } from "../tensor/kernels/wasm/register";
import type { OptimizerId } from "../tensor/optimizers/registry";
import { tf } from "../tensor/tf";
import type { NetworkCase } from "./parity-networks.fixture";
import { batchCount, mlp, networkCases, networkLosses, normalised } from "./parity-networks.fixture";
import { familyCases, familyLosses } from "./parity.fixture";
import { sequenceCases } from "./parity-sequences.fixture";
import { readsTexts } from "./toy-samples.fixture";

let undo = () => {};
beforeAll(async () => {
  // What every browser can run. The kernels are compiled here, not on a test's time.
  registerWasmBackend({ threads: 1, isPlain: true });
  expect(await tf.setBackend("wasm")).toBe(true);
  undo = hastenFilterGradient();
});
afterAll(() => undo());

test("the filter gradient in its place is that of the CPU backend, bit for bit", async () => {
  expect(await tf.setBackend("cpu")).toBe(true);
  const x = tf.randomNormal<tf.Rank.R4>([2, 6, 5, 3], 0, 1, "float32", 1);
  const filter = tf.randomNormal<tf.Rank.R4>([3, 2, 3, 4], 0, 1, "float32", 2);
  for (const [stride, pad] of [
    [1, "valid"],
    [2, "same"],
  ] as const) {
    const slopes = () => {
      const total = (by: tf.Tensor) => tf.sum(tf.square(tf.conv2d(x, by as tf.Tensor4D, stride, pad))); // the filter
      return tf.tidy(() => tf.grad(total)(filter).dataSync());
    };
    const found = slopes();
    undo();
    const right = slopes();
    undo = hastenFilterGradient();
    expect(found).toEqual(right);
  }
  tf.dispose([x, filter]);
});

async function compare(networkCase: NetworkCase, optimizer: OptimizerId, stepCount: number): Promise<void> {
  const lossesOn = async (backend: string) => {
    expect(await tf.setBackend(backend)).toBe(true);
    return networkLosses(networkCase, optimizer, stepCount);
  };
  const right = await lossesOn("cpu");
  const found = await lossesOn("wasm");
  // The first batch again: something is learned, so that more than the start values are compared.
  expect(right[batchCount * Math.floor((stepCount - 1) / batchCount)]).toBeLessThan(0.98 * right[0]!);
  // Measured: 8e-7 at most.
  expect(largestDifference(found, right)).toBeLessThan(1e-5);
}

/** Relative to the right loss of the step. */
function largestDifference(found: readonly number[], right: readonly number[]): number {
  if (found.length !== right.length) return NaN;
  return Math.max(...right.map((loss, i) => Math.abs(found[i]! / loss - 1))); // of one length
}

test.each(networkCases)("$name: twenty steps of Adam", (networkCase) => compare(networkCase, "adam", 20));

test.each(sequenceCases)("$name: five steps of a preset", async (networkCase) => {
  const losses: (readonly number[])[] = [];
  for (const backend of ["cpu", "wasm"]) {
    expect(await tf.setBackend(backend)).toBe(true);
    losses.push(await networkLosses(networkCase, "adam", 5));
  }
  const [right = [], found = []] = losses;
  expect(new Set(right).size).toBe(5);
  expect(largestDifference(found, right)).toBeLessThan(1e-4);
});

describe.each(["sgd", "momentum", "rmsprop", "adamw"] as const)("%s", (optimizer) => {
  const some = networkCases.filter(({ name }) => ["digits-3conv", mlp.name, normalised.name].includes(name));
  test.each(some)("$name: seven steps", (networkCase) => compare(networkCase, optimizer, 7));
});

test.each(familyCases)("$name: the first steps", async (familyCase) => {
  const stepCount = readsTexts(familyCase.family) ? 8 : 20;
  // The targets of a number have the mean 0: at first the gradient of the linear family's intercept is nothing but
  // rounding, which Adam would scale up (to differences of 1e-4).
  const optimizer = familyCase.family.id === "linear" ? "sgd" : "adam";
  const losses: (readonly number[])[] = [];
  for (const backend of ["cpu", "wasm"]) {
    expect(await tf.setBackend(backend)).toBe(true);
    losses.push(await familyLosses(familyCase, stepCount, optimizer));
  }
  const [right = [], found = []] = losses;
  expect(right).toHaveLength(stepCount);
  expect(right.at(-1)).toBeLessThan(right[0]!);
  expect(largestDifference(found, right)).toBeLessThan(1e-5);
});
