import { expect, test } from "vitest";
import { chunkRowsOf } from "./chunk";

test("small rows go a thousand at once, large ones so that no array has more than 2²⁴ numbers", () => {
  expect(chunkRowsOf({ inputShape: [20], layers: [{ type: "dense", units: 64, activation: "relu" }] })).toBe(1024);
  const convolution = { type: "conv2d", filters: 32, kernelSize: 3, padding: "valid", activation: "relu" } as const;
  // 222 · 222 · 32 = 1,577,088 numbers come of 150,528.
  expect(chunkRowsOf({ inputShape: [224, 224, 3], layers: [convolution] })).toBe(10);
  expect(chunkRowsOf({ inputShape: [2 ** 25], layers: [] })).toBe(1);
});
