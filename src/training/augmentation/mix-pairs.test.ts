import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { mixPairs } from "./mix-pairs";

/** Row r is [r + 1, 10 (r + 1)], its target stands alone at place r, its weight is weights[r]. */
function batchOf(weights: readonly number[]) {
  const count = weights.length;
  return {
    inputs: Float32Array.from({ length: 2 * count }, (_, i) => (Math.floor(i / 2) + 1) * (i % 2 ? 10 : 1)),
    targets: Float32Array.from({ length: count * count }, (_, i) => Number(i % (count + 1) === 0)),
    weights: Float32Array.from(weights),
  };
}

test("inputs, targets and weights are blends of the same two rows in the same shares", () => {
  const batch = batchOf([1, 1, 1, 1, 1]);
  mixPairs(batch, 1, createRandom(3));
  for (let row = 0; row < 5; row++) {
    const [first, second] = batch.inputs.subarray(2 * row, 2 * row + 2);
    expect(second! / first!).toBeCloseTo(10, 5);
    const shares = [...batch.targets.subarray(5 * row, 5 * row + 5)];
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    expect(shares.filter((share) => share > 0).length).toBeLessThanOrEqual(2);
    expect(shares.reduce((sum, share, other) => sum + share * (other + 1), 0)).toBeCloseTo(first!, 5);
    expect(batch.weights[row]).toBeCloseTo(1, 6);
  }
  expect([...batch.inputs].some((value, i) => value !== batchOf([1, 1, 1, 1, 1]).inputs[i])).toBe(true);
});

test("weight times target is the blend of both rows' weight times target", () => {
  const weights = [0.5, 3, 0, 2];
  const batch = batchOf(weights);
  mixPairs(batch, 1, createRandom(5));
  for (let row = 0; row < 4; row++) {
    const first = batch.inputs[2 * row]!;
    const target = batch.targets.subarray(4 * row, 4 * row + 4);
    // The shares by what the inputs came to: of the row itself and of one other.
    const others = [0, 1, 2, 3].filter((other) => {
      const share = (first - (other + 1)) / (row - other);
      const weight = share * weights[row]! + (1 - share) * weights[other]!;
      return (
        other !== row &&
        share >= 0 &&
        share <= 1 &&
        Math.abs(weight - batch.weights[row]!) < 1e-5 &&
        Math.abs(batch.weights[row]! * target[row]! - share * weights[row]!) < 1e-5
      );
    });
    const isItself = first === row + 1 && batch.weights[row] === weights[row];
    expect(isItself || others.length > 0).toBe(true);
  }
});

test.each([0.01, 0.2, 1])("shares have the mean and the spread of Beta(%f, %f)", (alpha) => {
  const count = 20_000;
  const random = createRandom(1);
  const shares = Array.from({ length: count / 2 }, () => {
    const batch = {
      inputs: Float32Array.of(0, 1),
      targets: Float32Array.of(0, 1),
      weights: Float32Array.of(1, 1),
    };
    mixPairs(batch, alpha, random);
    expect(batch.targets).toEqual(batch.inputs);
    return batch.targets;
  }).flatMap((pair) => [...pair]);
  // Where a row met itself nothing changed: half of the pairs were 0 and 1 anyway.
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const variance = shares.reduce((sum, share) => sum + (share - 0.5) ** 2, 0) / shares.length;
  // Five standard errors; a share of Beta(α, α) has the variance 1 / (4 (2 α + 1)), a whole row 1 / 4.
  expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / count));
  const right = (1 / 4 + 1 / (4 * (2 * alpha + 1))) / 2;
  expect(Math.abs(variance - right)).toBeLessThan((5 * 0.25) / Math.sqrt(count / 2));
});

test("the same random stream gives the same batch", () => {
  const [one, two] = [batchOf([1, 1, 1]), batchOf([1, 1, 1])];
  mixPairs(one, 0.2, createRandom(9));
  mixPairs(two, 0.2, createRandom(9));
  expect(two).toEqual(one);
});
