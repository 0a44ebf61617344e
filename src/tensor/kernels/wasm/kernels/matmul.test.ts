import { beforeAll, expect, test, vi } from "vitest";
import { tf } from "../../../tf";
import { wasmInUse } from "../../../wasm-in-use";
import { registerWasmBackend } from "../register";

beforeAll(async () => {
  registerWasmBackend();
  expect(await tf.setBackend("wasm")).toBe(true);
});

test.each([
  { a: [2, 3], b: [4, 5], message: /inner shapes/ },
  { a: [2, 2, 3], b: [3, 3, 5], message: /broadcast/ },
])("$a and $b are refused", ({ a, b, message }) => {
  expect(() => tf.tidy(() => void tf.matMul(tf.zeros(a), tf.zeros(b)))).toThrow(message);
});

test("a batch that is work enough keeps no sums apart", () => {
  const scratch = vi.spyOn(wasmInUse()!, "scratch"); // set above
  const rooms = [1, 64].map((batch) => {
    tf.tidy(() => void tf.matMul(tf.zeros([batch, 32, 4096]), tf.zeros([batch, 4096, 32])));
    return scratch.mock.lastCall![0]; // it has just been called
  });
  // One product alone is cut along the inner extent into parts of 4 kB each.
  expect(rooms[1]).toBeLessThan(rooms[0]!); // two
  scratch.mockRestore();
});

test("a matrix may have as many columns as memory has numbers", () => {
  const { matmulScratch } = wasmInUse()!.functions as { matmulScratch(...args: readonly number[]): number }; // assembly/matmul.ts
  const roomOf = (n: number) => matmulScratch(1, 1, n, 1, 0, 0, 1) >>> 0;
  for (const n of [2 ** 20, 2 ** 27, 2 ** 29]) expect(roomOf(n)).toBe(roomOf(1));
});
