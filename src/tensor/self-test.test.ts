import { afterEach, beforeAll, expect, test } from "vitest";
import { selfTest } from "./self-test";
import { tf } from "./tf";

beforeAll(() => tf.setBackend("cpu"));

type KernelName = "MaxPoolGrad" | "Conv2DBackpropFilter";
const replaced = new Map<KernelName, tf.KernelConfig>();

/** Lets a kernel of the CPU backend give something else. */
function breakKernel(kernelName: KernelName, spoil: (values: Float32Array) => void): void {
  const right = tf.getKernel(kernelName, "cpu");
  replaced.set(kernelName, right);
  tf.unregisterKernel(kernelName, "cpu");
  tf.registerKernel({
    ...right,
    kernelFunc(params) {
      const result = right.kernelFunc(params) as tf.TensorInfo; // one output
      const backend = params.backend as unknown as { data: { get(id: object): { values: Float32Array } } }; // the CPU backend
      spoil(backend.data.get(result.dataId).values);
      return result;
    },
  });
}

afterEach(() => {
  for (const [name, right] of replaced) {
    tf.unregisterKernel(name, "cpu");
    tf.registerKernel(right);
  }
  replaced.clear();
});

test("the CPU backend passes and nothing is left behind", async () => {
  const before = tf.memory().numTensors;
  expect(await selfTest()).toBeNull();
  expect(tf.memory().numTensors).toBe(before);
});

test("a wrong pooling gradient is caught", async () => {
  // As the stock WASM kernel errs: a window's gradient lands on a neighbour.
  breakKernel("MaxPoolGrad", (values) => void values.copyWithin(1, 0));
  const problem = await selfTest();
  expect(problem?.layer.en).toBe("max-pooling");
  expect(problem?.error).toBeGreaterThan(0.1);
});

test("a filter gradient that is wrong by one in a thousand is caught", async () => {
  breakKernel("Conv2DBackpropFilter", (values) => values.forEach((value, i) => (values[i] = value * 1.001)));
  expect((await selfTest())?.layer.en).toBe("convolution");
});

test("a kernel that throws fails the test with its cause", async () => {
  breakKernel("MaxPoolGrad", () => {
    throw new Error("no such kernel");
  });
  expect(await selfTest()).toMatchObject({
    layer: { en: "max-pooling" },
    error: null,
    cause: new Error("no such kernel"),
  });
});
