import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { sizeOf } from "../../core/block";
import { useBackend } from "../backend";
import { tf } from "../tf";
import { read } from "../transfer";
import { attend } from "./attention";
import { attention64, attentionProblems, maskOf, nameOf, optionsOf, shapesOf } from "./attention.fixture";

afterAll(() => useBackend("cpu"));

function normal(name: string, shape: readonly number[]): Float64Array {
  const random = createRandom(5).fork(name);
  return Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(random.normal()));
}

const small = attentionProblems.filter(({ batch, heads, queries, keys }) => batch * heads * queries * keys < 3000);

describe.each([
  // All of them are held in Node: kernels/webgpu.
  ["webgpu", small.filter((_, at) => at % 3 === 0)],
  // Its programs take half a second each: some will do.
  ["webgl", small.slice(-4)],
] as const)("on %s", (backend, problems) => {
  beforeAll(() => useBackend(backend));

  test.each(problems.map((problem) => [nameOf(problem), problem] as const))("%s", async (_, problem) => {
    const shapes = shapesOf(problem);
    const arrays = { q: normal("q", shapes.q), k: normal("k", shapes.k), v: normal("v", shapes.v) };
    const dy = normal("dy", shapes.outputs);
    const right = attention64(problem, { ...arrays, mask: maskOf(problem) }, dy);
    const found = tf.tidy(() => {
      const tensorOf = (values: Float64Array, shape: readonly number[]) =>
        tf.tensor(Float32Array.from(values), [...shape]);
      const options = optionsOf(problem);
      const inputs = (["q", "k", "v"] as const).map((name) => tensorOf(arrays[name], shapes[name]));
      const [q, k, v] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor]; // one for each
      const { value, grads } = tf
        .engine()
        .gradients(() => attend(q, k, v, options), inputs, tensorOf(dy, shapes.outputs));
      return [value, ...grads];
    });
    for (const [i, values] of [right.outputs, right.dq, right.dk, right.dv].entries()) {
      const numbers = await read(found[i]!); // one for each
      const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
      const error = values.reduce((worst, value, k) => Math.max(worst, Math.abs(numbers[k]! - value)), 0) / scale; // of one length
      // As on the processor: attention.test.ts says what was measured.
      expect(error).toBeLessThan(1e-5);
    }
    tf.dispose(found);
  });
});
