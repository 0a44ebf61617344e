import { beforeAll, describe, expect, test } from "vitest";
import { registerWasmBackend } from "../kernels/wasm/register";
import { tf } from "../tf";
import { lossCases, lossErrors } from "./loss-cases.fixture";
import type { LossSpec } from "./registry";
import { lossOf, losses } from "./registry";
import { weightedTotal } from "./weighted-total";

beforeAll(() => {
  // What every browser can run: plain SIMD, one thread.
  registerWasmBackend({ threads: 1, isPlain: true });
});

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(lossCases)("$id of $targets: value, gradient and error are those of the formula", async (lossCase) => {
    const before = tf.memory().numTensors;
    const { total, slopes, errors } = await lossErrors(lossCase);
    // Measured on WebGPU and here: 1.5e-7 at most.
    expect(total).toBeLessThan(1e-6);
    expect(slopes).toBeLessThan(1e-6);
    expect(errors).toBeLessThan(1e-6);
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each<LossSpec>([{ type: "focal", gamma: 0.5 }, { type: "focal", gamma: 2 }, "soft-cross-entropy"])(
    "%j: what is surely right or wrong gives finite losses and gradients",
    (id) => {
      tf.tidy(() => {
        const z = tf.tensor2d([90, -90, 0, -90, 90, 0], [2, 3]);
        const y = tf.tensor2d([1, 0, 0, 1, 0, 0], [2, 3]);
        const w = tf.ones<tf.Rank.R2>([2, 1]);
        const { value, grads } = tf.engine().gradients(() => weightedTotal(lossOf(id), z, y, w), [z]);
        expect(value.dataSync()[0]).toBeCloseTo(180, 3);
        [0, 0, 0, -1, 1, 0].forEach((slope, i) => expect(grads[0]!.dataSync()[i]).toBeCloseTo(slope, 4));
      });
    },
  );

  test("logits far out give finite losses and gradients", () => {
    tf.tidy(() => {
      const y = tf.tensor2d([0, 1], [2, 1]);
      const w = tf.ones<tf.Rank.R2>([2, 1]);
      const z = tf.tensor2d([90, -90], [2, 1]);
      const { value, grads } = tf.engine().gradients(() => weightedTotal(losses["binary-cross-entropy"], z, y, w), [z]);
      expect(value.dataSync()[0]).toBeCloseTo(180, 3);
      expect([...grads[0]!.dataSync()]).toEqual([1, -1]);
    });
  });

  test("the gradient of quantiles is what a small step changes", () => {
    const spec = { type: "pinball", levels: [0.05, 0.5, 0.95] } as const;
    const outputs = [0.4, -0.3, 1.2, 0.7, -0.9, 0.2];
    const totalOf = (values: readonly number[]) =>
      tf.tidy(() => {
        const y = tf.tensor2d([0.1, 0.5, 0.1, 0.5, 0.1, 0.5], [1, 6]);
        const w = tf.ones<tf.Rank.R2>([1, 1]);
        const z = tf.tensor2d([...values], [1, 6]);
        const { value, grads } = tf.engine().gradients(() => weightedTotal(lossOf(spec), z, y, w), [z]);
        return { total: value.dataSync()[0]!, slopes: [...grads[0]!.dataSync()] };
      });
    const { slopes } = totalOf(outputs);
    const step = 0.05;
    slopes.forEach((slope, i) => {
      const moved = (by: number) => totalOf(outputs.map((value, k) => value + (k === i ? by : 0))).total;
      // No output is so near its target: the loss is straight there, and Float32 leaves 1e-6 of a difference of 0.1.
      expect(Math.abs((moved(step) - moved(-step)) / (2 * step) - slope)).toBeLessThan(1e-5);
    });
  });
});
