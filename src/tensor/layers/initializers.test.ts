import { expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { orthogonal } from "./initializers";

test.each([[[1, 1]], [[5, 5]], [[64, 7]], [[7, 64]], [[3, 3, 4, 20]], [[256, 1024]]])(
  "an orthogonal matrix of the shape %j has orthonormal rows or columns",
  (shape) => {
    const columns = shape.at(-1) ?? 1;
    const values = orthogonal(shape, createRandom(3));
    const rows = values.length / columns;
    expect(rows * columns).toBe(shape.reduce((a, b) => a * b, 1));
    const entry =
      rows < columns
        ? (i: number, j: number) => values[j * columns + i]!
        : (i: number, j: number) => values[i * columns + j]!; // within the matrix
    const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
    let worst = 0;
    for (let a = 0; a < count; a++)
      for (let b = a; b < count; b++) {
        let sum = 0;
        for (let i = 0; i < length; i++) sum += entry(i, a) * entry(i, b);
        worst = Math.max(worst, Math.abs(sum - Number(a === b)));
      }
    // Measured: 6e-8 at most, the rounding to Float32.
    expect(worst).toBeLessThan(1e-6);
  },
);

test("the seed decides, and every direction is as likely: without right signs the first number would always be negative", () => {
  expect(orthogonal([6, 4], createRandom(1))).toEqual(orthogonal([6, 4], createRandom(1)));
  expect(orthogonal([6, 4], createRandom(1))).not.toEqual(orthogonal([6, 4], createRandom(2)));
  const draws = Array.from({ length: 400 }, (_, seed) => orthogonal([4, 3], createRandom(seed)));
  for (const place of [0, 4, 8]) {
    const share = draws.filter((values) => values[place]! > 0).length / 400; // 12 numbers
    // One standard deviation is 0.025.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  }
});

test("512 × 512 takes no time worth a progress bar", () => {
  const times = [1, 2, 3].map((seed) => {
    const startedAt = performance.now();
    orthogonal([512, 512], createRandom(seed));
    return performance.now() - startedAt;
  });
  // Measured: 330 ms, and 900 on a machine busy elsewhere; on tensors it takes up to a minute.
  expect(Math.min(...times)).toBeLessThan(3000);
});
