import { beforeAll, expect, test, vi } from "vitest";
import { tf } from "../../../tf";
import { wasmInUse } from "../../../wasm-in-use";
import { registerWasmBackend } from "../register";

beforeAll(async () => {
  registerWasmBackend();
  expect(await tf.setBackend("wasm")).toBe(true);
});

test("a convolution whose patches are read where they lie keeps no room for them", () => {
  const scratch = vi.spyOn(wasmInUse()!, "scratch"); // set above
  tf.tidy(() => void tf.conv2d(tf.ones<tf.Rank.R4>([1, 8, 8, 64]), tf.ones<tf.Rank.R4>([3, 3, 64, 40]), 1, "valid"));
  // The filters in panels of eight, one of them to read over, and a cache line.
  expect(scratch.mock.lastCall).toEqual([3 * 3 * 64 * 48 * 4 + 64]);
  scratch.mockRestore();
});
