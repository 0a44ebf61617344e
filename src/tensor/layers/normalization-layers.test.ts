import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { normalise } from "../kernels/normalization.fixture";
import { tf } from "../tf";
import { batchNormalization } from "./batch-normalization";
import type { LayerMode } from "./layer";
import { layerNormalization } from "./layer-normalization";

beforeAll(() => tf.setBackend("cpu"));

const fitting: LayerMode = { isFitting: true, seed: 0, step: null, mask: null };
const predicting: LayerMode = { ...fitting, isFitting: false };
const epsilon = 1e-3;

function normal(seed: number, size: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: size }, () => Math.fround(2 + 3 * random.normal()));
}

const tensorOf = (values: Float64Array, shape: readonly number[]) => tf.tensor(Float32Array.from(values), [...shape]);

function expectClose(found: tf.Tensor, right: Float64Array): void {
  const values = found.dataSync();
  expect(values.length).toBe(right.length);
  // Numbers of up to about 10; measured at most 1.2e-6 apart.
  right.forEach((value, i) => expect(Math.abs(values[i]! - value)).toBeLessThan(1e-5));
}

describe.each([[[5, 4]], [[2, 3, 2, 4]], [[1, 4]]])("batch normalisation of [%s]", (shape) => {
  const spec = { type: "batch-normalization" } as const;
  const ones = new Float64Array(4).fill(1);
  const zeros = new Float64Array(4);

  test("normalises by the batch while fitting and by the moving statistics when predicting", () => {
    tf.tidy(() => {
      const weights = batchNormalization
        .weights(spec, shape.slice(1))
        .map((weight) => tf.variable(tf.tensor(weight.initialise(createRandom(1)), [...weight.shape])));
      const movingMean = new Float64Array(4);
      const movingVariance = new Float64Array(4).fill(1);
      const size = shape.reduce((product, extent) => product * extent, 1);
      for (const seed of [1, 2, 3]) {
        const x = normal(seed, size);
        const right = normalise("batch", x, ones, zeros, epsilon);
        expectClose(batchNormalization.apply(spec, tensorOf(x, shape), weights, fitting), right.y);
        movingMean.forEach((mean, i) => (movingMean[i] = 0.99 * mean + 0.01 * right.mean[i]!));
        movingVariance.forEach((variance, i) => (movingVariance[i] = 0.99 * variance + 0.01 * right.variance[i]!));
      }
      expectClose(weights[2]!, movingMean);
      expectClose(weights[3]!, movingVariance);
      const x = normal(4, size);
      const scale = Float64Array.of(1, -2, 0.5, 3);
      const offset = Float64Array.of(0, 1, -1, 0.25);
      weights[0]!.assign(tensorOf(scale, [4]));
      weights[1]!.assign(tensorOf(offset, [4]));
      const predicted = x.map((value, i) => {
        const c = i % 4;
        return (scale[c]! * (value - movingMean[c]!)) / Math.sqrt(movingVariance[c]! + epsilon) + offset[c]!;
      });
      const outputs = batchNormalization.apply(spec, tensorOf(x, shape), weights, predicting);
      expect(outputs.shape).toEqual(shape);
      expectClose(outputs, predicted);
      for (const weight of weights) weight.dispose();
    });
  });
});

test("layer normalisation is the same while fitting and when predicting, row by row", () => {
  tf.tidy(() => {
    const spec = { type: "layer-normalization" } as const;
    const [scale, offset] = [Float64Array.of(1, -2, 0.5, 3), Float64Array.of(0, 1, -1, 0.25)];
    const weights = [tensorOf(scale, [4]), tensorOf(offset, [4])];
    const x = normal(1, 24);
    const { y } = normalise("layer", x, scale, offset, epsilon);
    expectClose(layerNormalization.apply(spec, tensorOf(x, [2, 3, 4]), weights, fitting), y);
    expectClose(layerNormalization.apply(spec, tensorOf(x, [2, 3, 4]), weights, predicting), y);
    const [one, zero] = layerNormalization.weights(spec, [3, 4]).map((weight) => weight.initialise(createRandom(1)));
    expect([[...one!], [...zero!]]).toEqual([
      [1, 1, 1, 1],
      [0, 0, 0, 0],
    ]);
  });
});
