import { expect, test } from "vitest";
import type { Array64 } from "./self-test-reference";
import { convolutionReference, denseReference, poolingReference, recurrentReference } from "./self-test-reference";

// The forward passes of the references are those of the layers in self-test.ts; here their gradients are held against
// central differences of independent forward passes, written as directly as can be.
const step = 1e-5;

function expectGradients(
  { inputs, gradients }: { inputs: Record<string, Array64>; gradients: Record<string, Array64> },
  loss: () => number,
): void {
  for (const [name, { data }] of Object.entries(inputs)) {
    data.forEach((value, i) => {
      data[i] = value + step;
      const up = loss();
      data[i] = value - step;
      const down = loss();
      data[i] = value;
      // Measured: 1e-9 at most away from the kinks, which these numbers avoid.
      expect(gradients[name]!.data[i], `${name}[${i}]`).toBeCloseTo((up - down) / (2 * step), 7);
    });
  }
}

const dot = (a: Float64Array, b: readonly number[]) => b.reduce((sum, value, i) => sum + value * a[i]!, 0);

test("the dense reference is the slope of its loss", () => {
  const reference = denseReference();
  const { x, w, b } = reference.inputs;
  expectGradients(reference, () => {
    const outputs = [];
    for (let r = 0; r < 4; r++)
      for (let u = 0; u < 3; u++) {
        let sum = b.data[u]!;
        for (let i = 0; i < 5; i++) sum += x.data[5 * r + i]! * w.data[3 * i + u]!;
        outputs.push(Math.max(0, sum));
      }
    return dot(reference.c.data, outputs);
  });
});

test("the convolution reference is the slope of its loss", () => {
  const reference = convolutionReference();
  const { x, w } = reference.inputs;
  const pixel = (n: number, y: number, z: number, k: number) =>
    y < 0 || y >= 6 || z < 0 || z >= 5 ? 0 : x.data[((n * 6 + y) * 5 + z) * 3 + k]!;
  expectGradients(reference, () => {
    const outputs = [];
    for (let n = 0; n < 2; n++)
      for (let y = 0; y < 6; y++)
        for (let z = 0; z < 5; z++)
          for (let f = 0; f < 4; f++) {
            let sum = 0;
            for (let tap = 0; tap < 27; tap++) {
              const [a, b, k] = [Math.floor(tap / 9), Math.floor(tap / 3) % 3, tap % 3];
              sum += pixel(n, y + a - 1, z + b - 1, k) * w.data[4 * tap + f]!;
            }
            outputs.push(sum);
          }
    return dot(reference.c.data, outputs);
  });
});

test("the pooling reference is the slope of its loss", () => {
  const reference = poolingReference();
  const { x } = reference.inputs;
  expectGradients(reference, () => {
    const outputs = [];
    for (let n = 0; n < 2; n++)
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++)
          for (let k = 0; k < 3; k++) {
            let best = -Infinity;
            for (let tap = 0; tap < 9; tap++) {
              const [y, z] = [2 * i + Math.floor(tap / 3), 2 * j + (tap % 3)];
              best = Math.max(best, x.data[((n * 7 + y) * 7 + z) * 3 + k]!);
            }
            outputs.push(best);
          }
    return dot(reference.c.data, outputs);
  });
});

test("the recurrent reference is the slope of its loss", () => {
  const reference = recurrentReference();
  const { x, h, cell, w, b } = reference.inputs;
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
  expectGradients(reference, () => {
    const outputs = [];
    for (let r = 0; r < 3; r++)
      for (let u = 0; u < 2; u++) {
        const [i, f, g, o] = [0, 1, 2, 3].map((gate) => {
          let sum = b.data[2 * gate + u]!;
          for (let k = 0; k < 4; k++) sum += x.data[4 * r + k]! * w.data[8 * k + 2 * gate + u]!;
          for (let k = 0; k < 2; k++) sum += h.data[2 * r + k]! * w.data[8 * (4 + k) + 2 * gate + u]!;
          return sum;
        });
        const next = sigmoid(f!) * cell.data[2 * r + u]! + sigmoid(i!) * Math.tanh(g!);
        outputs.push(sigmoid(o!) * Math.tanh(next));
      }
    return dot(reference.c.data, outputs);
  });
});
