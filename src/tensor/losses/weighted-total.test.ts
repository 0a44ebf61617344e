import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { registerReferences } from "../kernels/cpu-kernel.fixture";
import { tf } from "../tf";
import type { LossId } from "./registry";
import { losses } from "./registry";
import { weightedLossReference } from "./weighted-loss.fixture";
import { weightedTotal } from "./weighted-total";

beforeAll(() => tf.setBackend("cpu"));

const share = 0.25;

function totalOf(id: LossId, batch: number, width: number) {
  const random = createRandom(5);
  return tf.tidy(() => {
    const outputs = tf.tensor2d(
      Float32Array.from({ length: batch * width }, () => 4 * random.normal()),
      [batch, width],
    );
    const classCount = id === "softmax-cross-entropy" ? width : 2;
    const isNumber = id === "mean-squared-error";
    const target = () => (isNumber ? random.normal() : random.below(classCount));
    const targetWidth = isNumber ? width : 1;
    const numbers = Array.from({ length: batch * targetWidth }, target);
    const targets = tf.tensor2d(numbers, [batch, targetWidth], losses[id].targetType);
    // A row in three only fills the batch up.
    const weights = tf.tensor2d(
      Float32Array.from({ length: batch }, (_, row) => (row % 3 === 2 ? 0 : 0.5 + row)),
      [batch, 1],
    );
    const before = tf.memory().numTensors;
    const { value, grads } = tf
      .engine()
      .gradients(() => weightedTotal(losses[id], outputs, targets, weights), [outputs], tf.scalar(share));
    const [slope] = grads;
    // The value, its gradient and the scalar from here: what was saved on the way is freed.
    expect(tf.memory().numTensors).toBe(before + 3);
    return { total: value.dataSync()[0]!, shape: slope!.shape, slopes: [...slope!.dataSync()] };
  });
}

const cases: readonly [LossId, number, number][] = [
  ["binary-cross-entropy", 7, 1],
  ["binary-cross-entropy", 1, 1],
  ["softmax-cross-entropy", 7, 4],
  ["softmax-cross-entropy", 1, 3],
  ["softmax-cross-entropy", 64, 10],
  ["mean-squared-error", 7, 1],
  ["mean-squared-error", 1, 1],
  ["mean-squared-error", 7, 5],
];

describe("a kernel of the backend", () => {
  test.each(cases)("gives the total and the slopes of the composition: %s, %i rows of %i", (id, batch, width) => {
    const composed = totalOf(id, batch, width);
    const unregister = registerReferences({ WeightedLoss: weightedLossReference });
    const native = totalOf(id, batch, width);
    unregister();
    expect(native.shape).toEqual(composed.shape);
    // The kernel works in 64 bits; measured at most 1.1e-7 apart, and 1e-6 for slopes of up to 16.
    expect(Math.abs(native.total - composed.total)).toBeLessThan(1e-6 * Math.max(1, composed.total));
    native.slopes.forEach((slope, i) => expect(Math.abs(slope - composed.slopes[i]!)).toBeLessThan(4e-6));
    expect(native.slopes.some((slope) => slope !== 0)).toBe(true);
  });

  test("is taken where it is there, and one operation is left", async () => {
    const kernelNames = async () => {
      const { kernels } = await tf.profile(() => {
        totalOf("softmax-cross-entropy", 7, 4);
        return [];
      });
      return kernels.map(({ name }) => name).filter((name) => !["Identity", "Reshape", "forward"].includes(name));
    };
    expect(await kernelNames()).not.toContain("WeightedLoss");
    const unregister = registerReferences({ WeightedLoss: weightedLossReference });
    expect(await kernelNames()).toEqual(["WeightedLoss", "Multiply"]);
    unregister();
  });
});
