import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import type { CopiedRows } from "../../tensor/rows";
import { givingBack } from "./giving-back";

const batchOf = (): CopiedRows => ({
  inputs: Float32Array.from({ length: 4000 }, (_, i) => 1 + (i % 3)),
  targets: Float32Array.from({ length: 4000 }, (_, i) => 1 + (i % 3)),
  weights: new Float32Array(40).fill(1),
});

test("nothing is changed where nothing was asked for", () => {
  expect(givingBack(null, undefined)).toBeNull();
  expect(givingBack(null, { kind: "gaussian", amount: 0 })).toBeNull();
});

test.each(["gaussian", "masking"] as const)("%s noise lies over the inputs alone, and repeats itself", (kind) => {
  const vary = givingBack(null, { kind, amount: 0.25 })!(createRandom(1));
  const [batch, again, later] = [batchOf(), batchOf(), batchOf()];
  vary(batch, 0);
  vary(again, 0);
  vary(later, 40);
  expect(batch.targets).toEqual(batchOf().targets);
  expect(batch.inputs).toEqual(again.inputs);
  expect(batch.inputs).not.toEqual(later.inputs);
  const changes = Array.from(batch.inputs, (value, i) => value - batch.targets[i]!); // aligned
  if (kind === "masking") {
    // A quarter of 4,000, within four deviations of a binomial count.
    const masked = batch.inputs.filter((value) => value === 0).length;
    expect(Math.abs(masked - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.25 * 0.75));
  } else {
    const deviation = Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0) / changes.length);
    // Its own deviation is 0.25 / √8000.
    expect(Math.abs(deviation - 0.25)).toBeLessThan(4 * (0.25 / Math.sqrt(8000)));
  }
});

test("what is varied is to be given back as it was varied, without the noise", () => {
  const shift = () => (batch: CopiedRows) => batch.inputs.forEach((value, i) => (batch.inputs[i] = value + 10));
  const batch = batchOf();
  givingBack(shift, { kind: "masking", amount: 0.5 })!(createRandom(1))(batch, 0);
  expect([...batch.targets]).toEqual(Array.from(batchOf().inputs, (value) => value + 10));
  expect(batch.inputs.some((value) => value === 0)).toBe(true);
});
