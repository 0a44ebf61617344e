import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { useBackend } from "../backend";
import { tf } from "../tf";
import { read } from "../transfer";
import { normaliseBatch } from "./batch-normalization";
import { normaliseRows } from "./layer-normalization";
import type { Axis } from "./normalization.fixture";
import { normalise, normaliseGradients } from "./normalization.fixture";

beforeAll(() => useBackend("webgpu"));
afterAll(() => useBackend("cpu"));

const epsilon = 1e-3;
const operations = {
  batch: (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor) => normaliseBatch(x, scale, offset, epsilon, () => {}),
  layer: (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor) => normaliseRows(x, scale, offset, epsilon),
};

function normal(seed: number, size: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: size }, () => Math.fround(1 + random.normal()));
}

test.each<[Axis, readonly number[]]>([
  ["batch", [7, 5]],
  ["batch", [2, 3, 3, 6]],
  ["batch", [1, 5]],
  ["layer", [7, 5]],
  ["layer", [1, 3, 6]],
] as const)(
  "%s normalisation composed on WebGPU has values and gradients of the closed form, shape %j",
  async (axis, shape) => {
    const width = shape.at(-1)!;
    const size = shape.reduce((product, extent) => product * extent, 1);
    const [x, scale, offset, dy] = [normal(1, size), normal(2, width), normal(3, width), normal(4, size)];
    const right = normalise(axis, x, scale, offset, epsilon);
    const slopes = normaliseGradients(axis, { ...right, x, dy, scale }, epsilon);
    const found = tf.tidy(() => {
      const tensorOf = (values: Float64Array, shape: readonly number[]) =>
        tf.tensor(Float32Array.from(values), [...shape]);
      const inputs = [tensorOf(x, shape), tensorOf(scale, [width]), tensorOf(offset, [width])] as const;
      const { value, grads } = tf
        .engine()
        .gradients(() => operations[axis](...inputs), [...inputs], tensorOf(dy, shape));
      return [value, ...grads];
    });
    for (const [i, values] of [right.y, slopes.dx, slopes.dScale, slopes.dOffset].entries()) {
      const numbers = await read(found[i]!);
      const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
      const error = values.reduce((worst, value, k) => Math.max(worst, Math.abs(numbers[k]! - value)), 0) / scale;
      // Measured on the software adapter: at most 1.3e-6.
      expect(error).toBeLessThan(5e-6);
    }
    for (const tensor of found) tensor.dispose();
  },
);
