import { expect, test } from "vitest";
import { createBlock } from "../../core/block";
import { createRandom } from "../../core/random";
import { exactOperations, operationsOf, solveLinear } from "./least-squares";

const breathe = () => Promise.resolve();

/** Normal numbers; with `isTwice` the last column repeats the first. */
function inputsOf(rowCount: number, columnCount: number, isTwice = false) {
  const random = createRandom(7);
  const data = Float64Array.from({ length: rowCount * columnCount }, () => random.normal());
  if (isTwice) for (let i = 0; i < rowCount; i++) data[(i + 1) * columnCount - 1] = data[i * columnCount]!;
  return createBlock(data, [rowCount, columnCount]);
}

test.each([
  ["more rows than columns", inputsOf(30, 4), 0],
  ["columns that depend on each other", inputsOf(30, 4, true), 0],
  ["more columns than rows", inputsOf(5, 9), 0],
  ["a penalty", inputsOf(30, 4), 2],
  ["a penalty and more columns than rows", inputsOf(5, 9), 2],
])("several targets at once are solved as each alone: %s", async (_, inputs, l2) => {
  const random = createRandom(8);
  const rowCount = inputs.shape[0] ?? 0;
  const targets = Array.from({ length: 3 }, () => Float64Array.from({ length: rowCount }, () => random.normal()));
  const together = await solveLinear(inputs, targets, l2, breathe);
  const alone = await Promise.all(targets.map((target) => solveLinear(inputs, [target], l2, breathe)));
  // The same operations in the same order: to the last bit.
  expect(together).toEqual(alone.flat());
  expect(together[0]!.weights).not.toEqual(together[1]!.weights);
});

test("a week of hours and a column beside it, for each hour of a day, are still solved exactly", () => {
  expect(operationsOf(4_368, 336, 24, 0)).toBeLessThan(exactOperations);
});
