import { expect, test } from "vitest";
import { createRandom } from "../core/random";
import { principalComponents, projectRows } from "./principal-components";

/** Rows that vary by 5, 3 and 1 along three orthonormal directions around a mean. */
function rowsAlong(rowCount: number, width: number) {
  const random = createRandom(4);
  const directions = [0, 1, 2].map((k) => Float64Array.from({ length: width }, (_, j) => Number(j === 2 * k)));
  const mean = Float64Array.from({ length: width }, (_, j) => j / 10);
  const data = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    const along = [5, 3, 1].map((deviation) => deviation * random.normal());
    for (let j = 0; j < width; j++) {
      data[row * width + j] = mean[j]! + along.reduce((sum, value, k) => sum + value * directions[k]![j]!, 0); // three
    }
  }
  return data;
}

test.each([
  ["a narrow table", 200, 8],
  ["a wide one", 30, 100],
])("%s: the directions are orthonormal and hold all that differs, most first", (_, rowCount, width) => {
  const data = rowsAlong(rowCount, width);
  const found = principalComponents(data, rowCount, width, 5);
  // No more directions than the rows differ in.
  expect(found.count).toBe(3);
  const direction = (k: number) => found.directions.subarray(k * width, (k + 1) * width);
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, j) => sum + value * b[j]!, 0); // of one length
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) expect(dot(direction(a), direction(b))).toBeCloseTo(Number(a === b), 10);
  }
  const along = projectRows(data, rowCount, found);
  const spread = [0, 1, 2].map((k) => {
    const own = Array.from({ length: rowCount }, (__, row) => along[3 * row + k]!); // three a row
    return own.reduce((sum, value) => sum + value * value, 0);
  });
  expect(spread).toEqual(spread.toSorted((a, b) => b - a));
  // Given back to the last digits: nothing differs in any other direction.
  for (let i = 0; i < data.length; i++) {
    const [row, j] = [Math.floor(i / width), i % width];
    const back = [0, 1, 2].reduce((sum, k) => sum + along[3 * row + k]! * direction(k)[j]!, found.mean[j]!); // three a row
    expect(Math.abs(back - data[i]!)).toBeLessThan(1e-9); // within the data
  }
});

test("rows that are all alike have no directions", () => {
  const found = principalComponents(new Float64Array(12).fill(2), 4, 3, 2);
  expect(found.count).toBe(0);
  expect([...found.mean]).toEqual([2, 2, 2]);
});
