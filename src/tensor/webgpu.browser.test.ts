/// <reference types="@webgpu/types" />
import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseBackend, useBackend } from "./backend";
import { seededMask } from "./kernels/seeded-mask";
import { memory, releaseFreeBuffers } from "./memory";
import { selfTest } from "./self-test";
import { tf } from "./tf";
import { read } from "./transfer";

// Chromium's software adapter runs the same shaders as a graphics card, slowly: shapes are tiny here.

beforeAll(async () => {
  await chooseBackend();
});

afterAll(() => useBackend("cpu"));

test("left to itself a machine without a graphics card takes no software adapter", async () => {
  const info = await chooseBackend();
  expect(info.backend).toBe("wasm");
  const webgpu = info.candidates.find(({ backend }) => backend === "webgpu");
  expect(webgpu).toMatchObject({ ok: false, ms: null });
  expect(webgpu?.why.en).toMatch(/software adapter|no graphics adapter/);
});

test("WebGPU passes the self-test when it is asked for, on the software adapter too", async () => {
  const info = await useBackend("webgpu");
  expect(info).toMatchObject({ backend: "webgpu", isChosenByUser: true });
  expect(info.candidates.find(({ backend }) => backend === "webgpu")).toMatchObject({ ok: true });
  expect(await selfTest()).toBeNull();
});

test("a wrong pooling gradient is caught on WebGPU", async () => {
  await useBackend("webgpu");
  const right = tf.getKernel("MaxPoolGrad", "webgpu");
  tf.unregisterKernel("MaxPoolGrad", "webgpu");
  // The gradient of average pooling in place of the maximum's.
  const average = tf.getKernel("AvgPoolGrad", "webgpu");
  tf.registerKernel({
    ...right,
    kernelFunc: ({ inputs, attrs, backend }) =>
      average.kernelFunc({ inputs: { dy: inputs["dy"]!, input: inputs["input"]! }, attrs: attrs!, backend }),
  });
  try {
    expect((await selfTest())?.layer.en).toBe("max-pooling");
  } finally {
    tf.unregisterKernel("MaxPoolGrad", "webgpu");
    tf.registerKernel(right);
  }
});

test.each([
  [0.2, 5, 1, 1000],
  [0.5, 2 ** 31 - 1, 123_456, 77],
  [0.9, 0, 0, 65],
])("masks of rate %f, seed %i, step %i are the same bit for bit on every backend", async (rate, seed, step, size) => {
  const masks: Float32Array[] = [];
  for (const backend of ["cpu", "webgpu"] as const) {
    await useBackend(backend);
    const mask = tf.tidy(() => seededMask([size], rate, seed, tf.scalar(step)));
    masks.push(await read(mask));
    mask.dispose();
  }
  expect(masks[1]).toEqual(masks[0]);
});

test("buffers in waiting are given back", async () => {
  await useBackend("webgpu");
  releaseFreeBuffers();
  const before = memory();
  for (let size = 1000; size < 1020; size++) {
    const sum = tf.tidy(() => tf.sum(tf.square(tf.fill([size], 2))));
    expect((await read(sum))[0]).toBe(4 * size);
    sum.dispose();
  }
  expect(memory().deviceBytes).toBeGreaterThan(before.deviceBytes);
  releaseFreeBuffers();
  expect(memory()).toEqual(before);
});
