import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { tf } from "../tf";
import { normaliseBatch } from "./batch-normalization";
import { registerReferences } from "./cpu-kernel.fixture";
import { normaliseRows } from "./layer-normalization";
import type { Axis } from "./normalization.fixture";
import { normalise, normaliseGradients, normalizationReferences } from "./normalization.fixture";

beforeAll(() => tf.setBackend("cpu"));

const epsilon = 1e-3;

/** Largest difference over the largest number: measured at most 5e-7, the rounding of Float32. */
const tolerance = 2e-6;

function normal(name: string, size: number, mean = 0): Float64Array {
  const random = createRandom(3).fork(name);
  return Float64Array.from({ length: size }, () => Math.fround(mean + random.normal()));
}

function problem(shape: readonly number[]) {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const width = shape.at(-1)!;
  return {
    // Not centred, so that the mean matters.
    x: normal("x", size, 2),
    scale: normal("scale", width, 1),
    offset: normal("offset", width),
    dy: normal("dy", size),
  };
}

function tensorOf(values: Float64Array, shape: readonly number[] = [values.length]): tf.Tensor {
  return tf.tensor(Float32Array.from(values), [...shape]);
}

function expectClose(found: tf.Tensor, right: Float64Array): void {
  const values = found.dataSync();
  const scale = right.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  expect(values.length).toBe(right.length);
  right.forEach((value, i) => expect(Math.abs(values[i]! - value) / scale).toBeLessThan(tolerance));
}

const operations: { readonly [A in Axis]: (x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor) => tf.Tensor } = {
  batch: (x, scale, offset) => normaliseBatch(x, scale, offset, epsilon, () => {}),
  layer: (x, scale, offset) => normaliseRows(x, scale, offset, epsilon),
};

const shapes = [
  [7, 5],
  [4, 3, 3, 6],
  [1, 5],
  [6, 1],
  [1, 3, 2, 4],
  [2, 9, 3],
];
const axes = ["batch", "layer"] as const;
const roads = ["composed", "of the backend"] as const;

describe.each(axes)("%s normalisation", (axis) => {
  test.each(shapes.flatMap((shape) => roads.map((road) => [road, shape] as const)))(
    "%s has values and gradients of the closed form, shape %j",
    (road, shape) => {
      const unregister = road === "composed" ? () => {} : registerReferences(normalizationReferences);
      try {
        tf.tidy(() => {
          const { x, scale, offset, dy } = problem(shape);
          const right = normalise(axis, x, scale, offset, epsilon);
          const slopes = normaliseGradients(axis, { ...right, x, dy, scale }, epsilon);
          const inputs = [tensorOf(x, shape), tensorOf(scale), tensorOf(offset)] as const;
          const seed = tensorOf(dy, shape);
          const before = tf.memory().numTensors;
          const { value, grads } = tf.engine().gradients(() => operations[axis](...inputs), [...inputs], seed);
          // The value and three gradients: what was saved on the way is freed.
          expect(tf.memory().numTensors).toBe(before + 4);
          expect(value.shape).toEqual(shape);
          expectClose(value, right.y);
          expectClose(grads[0]!, slopes.dx);
          expectClose(grads[1]!, slopes.dScale);
          expectClose(grads[2]!, slopes.dOffset);
        });
      } finally {
        unregister();
      }
    },
  );

  test.each(shapes)("the closed form of the gradient is the slope of the value, shape %i, %i, …", (...shape) => {
    const { x, scale, offset, dy } = problem(shape);
    const right = normalise(axis, x, scale, offset, epsilon);
    const { dx, dScale, dOffset } = normaliseGradients(axis, { ...right, x, dy, scale }, epsilon);
    const total = () => normalise(axis, x, scale, offset, epsilon).y.reduce((sum, y, i) => sum + dy[i]! * y, 0);
    for (const [values, slopes] of [
      [x, dx],
      [scale, dScale],
      [offset, dOffset],
    ] as const) {
      values.forEach((value, i) => {
        const h = 1e-5;
        values[i] = value + h;
        const above = total();
        values[i] = value - h;
        const below = total();
        values[i] = value;
        // Central differences in 64 bits; measured at most 2e-9 apart.
        expect(Math.abs((above - below) / (2 * h) - slopes[i]!)).toBeLessThan(1e-7);
      });
    }
  });
});

test.each(roads)("batch statistics (%s) are those of each channel", (road) => {
  const unregister = road === "composed" ? () => {} : registerReferences(normalizationReferences);
  try {
    tf.tidy(() => {
      const { x, scale, offset } = problem([4, 3, 6]);
      const right = normalise("batch", x, scale, offset, epsilon);
      let seen = 0;
      const inputs = [tensorOf(x, [4, 3, 6]), tensorOf(scale), tensorOf(offset)] as const;
      normaliseBatch(...inputs, epsilon, (mean, variance) => {
        seen += 1;
        expect([mean.shape, variance.shape]).toEqual([[6], [6]]);
        expectClose(mean, right.mean);
        expectClose(variance, right.variance);
      });
      expect(seen).toBe(1);
    });
  } finally {
    unregister();
  }
});

test("the composition takes few operations", async () => {
  const counts: number[] = [];
  for (const axis of axes) {
    const { kernels } = await tf.profile(() => {
      tf.tidy(() => {
        const x = tf.ones([4, 3, 3, 6]);
        const [scale, offset] = [tf.ones([6]), tf.zeros([6])];
        tf.engine().gradients(() => operations[axis](x, scale, offset), [x, scale, offset], x);
      });
      return [];
    });
    counts.push(kernels.filter(({ name }) => !["Identity", "Reshape", "forward"].includes(name)).length);
  }
  // Four and nine, ten and eleven.
  expect(counts).toEqual([13, 21]);
});
