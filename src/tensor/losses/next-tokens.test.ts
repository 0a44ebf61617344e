import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { registerWasmBackend } from "../kernels/wasm/register";
import { tf } from "../tf";
import { nextTokens } from "./next-tokens";
import { weightedTotal } from "./weighted-total";

const [rows, steps, vocabulary] = [3, 4, 5];
const random = createRandom(8);
const logits = Array.from({ length: rows * steps * vocabulary }, () => 2 * random.normal());
// The second row has two tokens to come, the third none.
const targets = [1, 2, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0];
const weights = [0.5, 2, 3];

/** Σ weight × mean over the steps that have a token of −ln softmax at it. */
function totalOf(z: readonly number[]): number {
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const own = targets.slice(row * steps, (row + 1) * steps);
    const asked = own.filter((target) => target !== 0).length;
    own.forEach((target, step) => {
      if (target === 0) return;
      const at = (row * steps + step) * vocabulary;
      const sum = z.slice(at, at + vocabulary).reduce((s, value) => s + Math.exp(value), 0);
      total += (weights[row]! * (Math.log(sum) - z[at + target]!)) / asked; // in the lists
    });
  }
  return total;
}

beforeAll(() => registerWasmBackend({ threads: 1, isPlain: true }));

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test("value and gradient are those of the formula, and nothing is left", () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const z = tf.tensor2d(logits, [rows, steps * vocabulary]);
      const y = tf.tensor2d(targets, [rows, steps], "int32");
      const w = tf.tensor2d(weights, [rows, 1]);
      const { value, grads } = tf.engine().gradients(() => weightedTotal(nextTokens, z, y, w), [z]);
      // Float32 against Float64.
      expect(value.dataSync()[0]).toBeCloseTo(totalOf(logits), 5);
      const slopes = grads[0]!.dataSync(); // of the one input
      const h = 1e-5;
      logits.forEach((_, i) => {
        const moved = (by: number) => totalOf(logits.map((own, at) => (at === i ? own + by : own)));
        expect(slopes[i]).toBeCloseTo((moved(h) - moved(-h)) / (2 * h), 5);
      });
      const perRow = Array.from(nextTokens.forward(z, y).rows.dataSync());
      expect(perRow.reduce((sum, loss, row) => sum + loss * weights[row]!, 0)).toBeCloseTo(totalOf(logits), 5); // one for each row
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
