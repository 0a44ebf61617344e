import { afterAll, beforeAll, expect, test } from "vitest";
import { tf } from "../../../tf";
import { registerWasmBackend } from "../register";

beforeAll(async () => {
  registerWasmBackend();
  expect(await tf.setBackend("wasm")).toBe(true);
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));

/** Its first row, after what it was cut from is gone and its place is taken. */
function firstRowOf(cutRow: (x: tf.Tensor2D) => tf.Tensor): Promise<ArrayLike<number>> {
  const x = tf.tidy(() => tf.neg(tf.tensor2d([-1, -2, -3, -4], [2, 2])));
  const row = cutRow(x);
  x.dispose();
  const other = tf.fill([2, 2], 9);
  const values = row.data();
  tf.dispose([row, other]);
  return values;
}

// The stock kernels cut a view out of the array where they can; of these three, ours passes the second on to its stock one.
test.each([
  { name: "slice", cutRow: (x: tf.Tensor2D) => tf.slice(x, [0, 0], [1, 2]) },
  { name: "strided slice", cutRow: (x: tf.Tensor2D) => tf.stridedSlice(x, [0, 0], [1, 2], [1, 1], 0, 0, 0, 0, 1) },
  { name: "unstack", cutRow: (x: tf.Tensor2D) => tf.tidy(() => tf.unstack(x)[0]!) }, // two rows
])("a $name has numbers of its own", async ({ cutRow }) => {
  expect(Array.from(await firstRowOf(cutRow))).toEqual([1, 2]);
});

test("an index outside of the table is named", () => {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const table = tf.ones([4, 3]);
    for (const index of [4, -1]) {
      expect(() => tf.gather(table, tf.tensor1d([0, index], "int32"))).toThrow(
        `GatherV2: the index value ${index} is not in [0, 3]`,
      );
    }
  });
  expect(tf.memory().numTensors).toBe(before);
});
