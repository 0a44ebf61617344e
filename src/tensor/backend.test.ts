import { expect, test } from "vitest";
import { namesSoftware } from "./adapter";
import { bestOf, chooseBackend, useBackend } from "./backend";
import { tf } from "./tf";

test("without graphics the plain backend is taken, with a verdict on each candidate", async () => {
  const before = tf.memory().numTensors;
  const info = await chooseBackend();
  expect(info).toMatchObject({ backend: "cpu", isChosenByUser: false });
  expect(info.candidates.map(({ backend, ok }) => [backend, ok])).toEqual([
    ["webgpu", false],
    ["webgl", false],
    ["wasm", false],
    ["cpu", true],
  ]);
  expect(info.candidates[3]?.ms).toBeGreaterThan(0);
  expect(tf.getBackend()).toBe("cpu");
  expect(tf.memory().numTensors).toBe(before);
});

test("a request that cannot be met is passed over and named", async () => {
  const info = await chooseBackend("webgpu");
  expect(info).toMatchObject({ backend: "cpu", isChosenByUser: false });
  expect(info.reason.en).toMatch(/WebGPU was asked for but cannot be used/);
});

test("a choice of the user is taken or refused with the reason", async () => {
  expect(await useBackend("cpu")).toMatchObject({ backend: "cpu", isChosenByUser: true });
  const refusal = expect.objectContaining({
    code: "engine/backend",
    message: expect.stringContaining("not built yet"),
  });
  await expect(useBackend("wasm")).rejects.toEqual(refusal);
  expect(tf.getBackend()).toBe("cpu");
});

test("WebGPU comes first, then the fastest; software and failed ones never", () => {
  const candidate = (backend: "webgpu" | "webgl" | "cpu", ms: number, ok = true, isSoftware = false) => {
    return { backend, ms, ok, isSoftware };
  };
  const cpu = candidate("cpu", 40);
  expect(bestOf([candidate("webgpu", 90), candidate("webgl", 5), cpu])?.backend).toBe("webgpu");
  expect(bestOf([candidate("webgpu", 1, false), candidate("webgl", 5), cpu])?.backend).toBe("webgl");
  expect(bestOf([candidate("webgpu", 1, true, true), candidate("webgl", 50), cpu])?.backend).toBe("cpu");
  expect(bestOf([])).toBeUndefined();
});

test.each([
  ["google swiftshader SwiftShader Device (Subzero)", true],
  ["ANGLE (Mesa, llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5)", true],
  ["Microsoft Basic Render Driver", true],
  ["nvidia ampere NVIDIA GeForce RTX 3060", false],
  ["ANGLE (Intel, Intel(R) UHD Graphics 620 Direct3D11)", false],
  ["apple metal-3", false],
])("%s is software: %s", (words, isSoftware) => {
  expect(namesSoftware(words)).toBe(isSoftware);
});
