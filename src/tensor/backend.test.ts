import { beforeAll, expect, test } from "vitest";
import { namesSoftware } from "./adapter";
import { bestOf, chooseBackend, forgetLostBackend, useBackend } from "./backend";
import { tf } from "./tf";
import { describeProcessor, explainOneThread, wasmInUse } from "./wasm-in-use";

// First of all, as the kernels may have to be compiled.
beforeAll(() => chooseBackend());

test("without graphics WebAssembly is taken, with a verdict on each candidate", async () => {
  const before = tf.memory().numTensors;
  const info = await chooseBackend();
  // Node 20 has relaxed SIMD only behind a flag, and no workers of the browser's kind.
  expect(info).toMatchObject({
    backend: "wasm",
    adapter: { en: expect.stringMatching(/^1 thread, (relaxed )?SIMD$/) },
    reason: { en: expect.stringMatching(/^Fastest of those that work/) },
    isChosenByUser: false,
  });
  expect(info.candidates.map(({ backend, ok }) => [backend, ok])).toEqual([
    ["webgpu", false],
    ["webgl", false],
    ["wasm", true],
    ["cpu", true],
  ]);
  const [wasm, cpu] = info.candidates.slice(2);
  expect(wasm?.why.en).toMatch(/^self-test passed.*; one thread only, because the page is not cross-origin isolated/);
  expect(wasm?.ms).toBeLessThan(cpu!.ms!);
  expect(tf.getBackend()).toBe("wasm");
  expect(tf.memory().numTensors).toBe(before);
});

test("a request that cannot be met is passed over and named", async () => {
  const info = await chooseBackend("webgpu");
  expect(info).toMatchObject({ backend: "wasm", isChosenByUser: false });
  expect(info.reason.en).toMatch(/WebGPU was asked for but cannot be used/);
});

test("a choice of the user is taken or refused with the reason", async () => {
  expect(await useBackend("cpu")).toMatchObject({ backend: "cpu", isChosenByUser: true });
  const refusal = expect.objectContaining({
    code: "engine/backend",
    message: expect.stringContaining("no graphics in a worker"),
  });
  await expect(useBackend("webgl")).rejects.toEqual(refusal);
  expect(tf.getBackend()).toBe("cpu");
});

test("changes to and fro start WebAssembly once", async () => {
  await useBackend("wasm");
  const { functions } = wasmInUse()!; // just taken
  await useBackend("cpu");
  expect(wasmInUse()).toBeNull();
  await useBackend("wasm");
  expect(wasmInUse()?.functions).toBe(functions);
});

test("a backend that was taken leave of starts anew; what lay there can only be disposed of", async () => {
  await useBackend("wasm");
  const before = tf.memory().numTensors;
  const { functions } = wasmInUse()!; // just taken
  const tensor = tf.ones([3]);
  await forgetLostBackend("wasm", "driver reset");
  expect(tf.getBackend()).toBe("cpu");
  const lost = expect.objectContaining({ code: "engine/device-lost" });
  await expect(tensor.data()).rejects.toEqual(lost);
  expect(() => tf.add(tensor, 1)).toThrow(lost);
  tensor.dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(await chooseBackend()).toMatchObject({ backend: "wasm", candidates: { length: 4 } });
  expect(wasmInUse()?.functions).not.toBe(functions);
});

test("a backend that is shunned is passed over", async () => {
  const info = await chooseBackend(undefined, "wasm");
  expect(info.backend).toBe("cpu");
  expect(info.candidates.find(({ backend }) => backend === "wasm")).toMatchObject({
    ok: false,
    why: { en: expect.stringMatching(/lost/) },
  });
  expect(await useBackend("wasm")).toMatchObject({ backend: "wasm" });
});

test("one thread is explained, more are not", () => {
  const explain = (threads: number, crossOriginIsolated: boolean, hardwareConcurrency: number) =>
    explainOneThread({ threads }, { crossOriginIsolated, navigator: { hardwareConcurrency } })?.en;
  expect(explain(2, true, 2)).toBeUndefined();
  expect(explain(1, false, 8)).toMatch(/not cross-origin isolated/);
  expect(explain(1, true, 1)).toMatch(/one core/);
  expect(explain(1, true, 8)).toMatch(/did not start/);
  expect(describeProcessor({ threads: 4, instructionSet: "relaxed" }).en).toBe("4 threads, relaxed SIMD");
});

test("WebGPU comes first, then the fastest; software and failed ones never", () => {
  const candidate = (backend: "webgpu" | "webgl" | "wasm" | "cpu", ms: number, ok = true, isSoftware = false) => {
    return { backend, ms, ok, isSoftware };
  };
  const cpu = candidate("cpu", 40);
  expect(bestOf([candidate("webgpu", 90), candidate("webgl", 5), cpu])?.backend).toBe("webgpu");
  expect(bestOf([candidate("webgpu", 1, false), candidate("webgl", 5), cpu])?.backend).toBe("webgl");
  expect(bestOf([candidate("webgpu", 1, true, true), candidate("webgl", 50), cpu])?.backend).toBe("cpu");
  expect(bestOf([candidate("webgl", 5), candidate("wasm", 0.5), cpu])?.backend).toBe("wasm");
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
