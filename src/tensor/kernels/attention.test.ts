import { beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../core/random";
import { sizeOf } from "../../core/block";
import { tf } from "../tf";
import { attend, attending } from "./attention";
import type { AttentionProblem } from "./attention.fixture";
import { attention64, attentionProblems, maskOf, nameOf, optionsOf, shapesOf } from "./attention.fixture";
import { registerWasmBackend } from "./wasm/register";

/** Largest difference over the largest number: measured at most 3.9e-6, of gradients that are small beside their terms. */
const tolerance = 1e-5;

function normal(name: string, shape: readonly number[]): Float64Array {
  const random = createRandom(5).fork(name);
  return Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(random.normal()));
}

function drawn(problem: AttentionProblem) {
  const shapes = shapesOf(problem);
  const arrays = {
    q: normal("q", shapes.q),
    k: normal("k", shapes.k),
    v: normal("v", shapes.v),
    mask: maskOf(problem),
  };
  return { arrays, shapes, dy: normal("dy", shapes.outputs) };
}

const tensorOf = (values: Float64Array, shape: readonly number[]) => tf.tensor(Float32Array.from(values), [...shape]);

function expectClose(found: tf.Tensor, right: Float64Array): void {
  const values = found.dataSync();
  const scale = right.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  expect(values.length).toBe(right.length);
  const worst = right.reduce((worst, value, i) => Math.max(worst, Math.abs(values[i]! - value)), 0); // of one length
  expect(worst / scale).toBeLessThan(tolerance);
}

// What every browser can run: plain SIMD, one thread.
beforeAll(() => registerWasmBackend({ threads: 1, isPlain: true }));

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(attentionProblems.map((problem) => [nameOf(problem), problem] as const))(
    "%s: values and gradients are those of the formula, and what was saved is freed",
    (_, problem) => {
      const { arrays, shapes, dy } = drawn(problem);
      const right = attention64(problem, arrays, dy);
      tf.tidy(() => {
        const options = optionsOf(problem);
        const inputs = (["q", "k", "v"] as const).map((name) => tensorOf(arrays[name], shapes[name]));
        const [q, k, v] = inputs as [tf.Tensor, tf.Tensor, tf.Tensor]; // one for each
        const slopes = tensorOf(dy, shapes.outputs);
        const before = tf.memory().numTensors;
        const { value, grads } = tf.engine().gradients(() => attend(q, k, v, options), inputs, slopes);
        expect(tf.memory().numTensors).toBe(before + 4);
        expectClose(value, right.outputs);
        [right.dq, right.dk, right.dv].forEach((gradient, i) => expectClose(grads[i]!, gradient)); // one for each input
        const { weights } = attending(q, k, options);
        expect(weights.shape).toEqual([problem.batch, problem.heads, problem.queries, problem.keys]);
        expectClose(weights, right.weights);
        const sums = tf.sum(weights, -1).dataSync();
        // A query that sees no key has no weights at all.
        for (const sum of sums) if (sum !== 0) expect(Math.abs(sum - 1)).toBeLessThan(1e-6);
        if (!problem.isMasked) expect(sums.every((sum) => sum !== 0)).toBe(true);
      });
    },
  );

  test("a later token never changes what comes before it, to the last bit", () => {
    tf.tidy(() => {
      const problem = { batch: 2, heads: 2, queries: 150, keys: 150, depth: 6, valueDepth: 5, isCausal: true };
      const { arrays, shapes } = drawn(problem);
      const outputsOf = (changedFrom: number) => {
        const changed = (name: "q" | "k" | "v") => {
          const width = shapes[name].at(-1)!; // of rank 3
          const later = (i: number) => Math.floor(i / width) % 150 >= changedFrom;
          return tensorOf(
            arrays[name].map((value, i) => (later(i) ? 7 - 3 * value : value)),
            shapes[name],
          );
        };
        return attend(changed("q"), changed("k"), changed("v"), optionsOf(problem)).arraySync() as number[][][];
      };
      const whole = outputsOf(150);
      for (const from of [1, 5, 6, 48, 127, 128, 149]) {
        const found = outputsOf(from);
        for (const n of [0, 1]) {
          expect(found[n]!.slice(0, from)).toEqual(whole[n]!.slice(0, from)); // two cases
          expect(found[n]![from]).not.toEqual(whole[n]![from]);
        }
      }
    });
  });

  test("sequences that are filled up give what each gives alone", () => {
    tf.tidy(() => {
      const problem = { batch: 4, heads: 2, queries: 140, keys: 140, depth: 4, valueDepth: 6 };
      const { arrays, shapes } = drawn(problem);
      const [q, k, v] = (["q", "k", "v"] as const).map((name) => tensorOf(arrays[name], shapes[name]));
      const lengths = [140, 1, 17, 129];
      const mask = tf.tensor2d(lengths.map((length) => Array.from({ length: 140 }, (_, j) => Number(j < length))));
      const together = attend(q!, k!, v!, { heads: 2, mask }); // three inputs
      lengths.forEach((length, n) => {
        const cut = (x: tf.Tensor | undefined) => tf.slice(x!, [n, 0, 0], [1, length, -1]); // as above
        const alone = attend(cut(q), cut(k), cut(v), { heads: 2 });
        expectClose(cut(together), Float64Array.from(alone.dataSync()));
      });
    });
  });

  test("a scale of one's own", () => {
    tf.tidy(() => {
      const problem = { batch: 1, heads: 1, queries: 3, keys: 4, depth: 2, valueDepth: 2, scale: 1.5 };
      const { arrays, shapes } = drawn(problem);
      const [q, k, v] = (["q", "k", "v"] as const).map((name) => tensorOf(arrays[name], shapes[name]));
      expectClose(attend(q!, k!, v!, { scale: 1.5 }), attention64(problem, arrays).outputs); // three inputs
    });
  });
});

test.each(
  attentionProblems
    .filter(({ queries, keys }) => queries * keys <= 200)
    .map((problem) => [nameOf(problem), problem] as const),
)("%s: the closed form of the gradient is the slope of the value", (_, problem) => {
  const { arrays, dy } = drawn(problem);
  const { dq, dk, dv } = attention64(problem, arrays, dy);
  const total = () => attention64(problem, arrays).outputs.reduce((sum, y, i) => sum + dy[i]! * y, 0); // of one length
  for (const [values, slopes] of [
    [arrays.q, dq],
    [arrays.k, dk],
    [arrays.v, dv],
  ] as const) {
    // Some forty of each: the whole takes too long.
    const step = Math.ceil(values.length / 40);
    for (let i = 0; i < values.length; i += step) {
      const value = values[i]!; // within
      const h = 1e-5;
      values[i] = value + h;
      const above = total();
      values[i] = value - h;
      const below = total();
      values[i] = value;
      // Central differences in 64 bits; measured at most 1.2e-9 apart.
      expect(Math.abs((above - below) / (2 * h) - slopes[i]!)).toBeLessThan(1e-7); // of one length
    }
  }
});

test("shapes that do not go together are refused", () => {
  tf.tidy(() => {
    const x = tf.zeros([2, 3, 4]);
    expect(() => attend(x, tf.zeros([2, 3, 5]), x)).toThrow(RangeError);
    expect(() => attend(x, x, tf.zeros([2, 4, 4]))).toThrow(RangeError);
    expect(() => attend(x, x, x, { heads: 3 })).toThrow(/3 heads .* \[2, 3, 4\]/);
    expect(() => attend(x, x, x, { mask: tf.ones([2, 4]) })).toThrow(/\[2, 4\]/);
    expect(() => attend(tf.zeros([1, 3, 4]), x, x)).toThrow(RangeError);
  });
});
