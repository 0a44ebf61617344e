import { beforeAll, expect, test } from "vitest";
import { tf } from "../tf";
import { fusedCases, fusedError } from "./fused-cases.fixture";
import { fusedConv2d } from "./fused-convolution";
import { fusedDense } from "./fused-dense";

beforeAll(() => tf.setBackend("cpu"));

test.each(fusedCases)("$name: outputs and gradients are those of the parts", async (fusedCase) => {
  const before = tf.memory().numTensors;
  // The same sums in the same order: equal bit for bit.
  expect(await fusedError(fusedCase)).toBe(0);
  expect(tf.memory().numTensors).toBe(before);
});

test("only what is asked for is worked out: no gradient of the inputs of a first layer", async () => {
  const x = tf.ones([2, 5, 5, 2]);
  const [filter, filterBias] = [tf.ones([3, 3, 2, 4]), tf.zeros([4])];
  const [kernel, bias] = [tf.ones([4, 3]), tf.zeros([3])];
  const { kernels } = await tf.profile(() =>
    tf.grads((filter: tf.Tensor, filterBias: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) => {
      const settings = { strides: [1, 1], pad: "valid", activation: "relu" } as const;
      const pooled = tf.sum(fusedConv2d(x, filter, filterBias, settings), [1, 2]);
      return tf.sum(fusedDense(pooled, kernel, bias, "relu"));
    })([filter, filterBias, kernel, bias]),
  );
  const names = kernels.map(({ name }) => name);
  expect(names).not.toContain("Conv2DBackpropInput");
  // The dense layer gives its kernel's gradient and, being the second, that of its inputs.
  expect(names.filter((name) => name === "BatchMatMul")).toHaveLength(2);
  for (const fused of ["FusedConv2D", "_FusedMatMul"]) expect(names).toContain(fused);
});

test("a backend's own ActivationGrad is run in place of the parts", () => {
  const calls: unknown[] = [];
  tf.registerKernel({
    kernelName: "ActivationGrad",
    backendName: "cpu",
    kernelFunc: ({ inputs, attrs }) => {
      calls.push([inputs["dy"]!.shape, inputs["y"]!.shape, attrs]);
      return [tf.fill([2, 3], 10), tf.fill([3], 20)];
    },
  });
  try {
    tf.tidy(() => {
      const [dx, dKernel, dBias] = tf.grads((x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
        tf.sum(fusedDense(x, kernel, bias, "relu")),
      )([tf.ones([2, 4]), tf.ones([4, 3]), tf.zeros([3])]);
      expect(calls).toEqual([[[2, 3], [2, 3], { activation: "relu" }]]);
      expect(new Set(dx!.dataSync())).toEqual(new Set([30]));
      expect(new Set(dKernel!.dataSync())).toEqual(new Set([20]));
      expect([...dBias!.dataSync()]).toEqual([20, 20, 20]);
      // Neither an activation nor a bias: there is nothing to do.
      const [dPlain] = tf.grads((kernel: tf.Tensor) => tf.sum(fusedDense(tf.ones([2, 4]), kernel, null, "linear")))([
        tf.ones([4, 3]),
      ]);
      expect(calls).toHaveLength(1);
      expect(new Set(dPlain!.dataSync())).toEqual(new Set([2]));
    });
  } finally {
    tf.unregisterKernel("ActivationGrad", "cpu");
  }
});

test("the slope of a sigmoid keeps its digits where it is nearly flat", () => {
  tf.tidy(() => {
    const slope = tf.grad((bias: tf.Tensor) => tf.sum(fusedDense(tf.zeros([1, 1]), tf.zeros([1, 1]), bias, "sigmoid")));
    const found = slope(tf.tensor([8])).dataSync()[0]!; // one number
    const right = 1 / (2 + Math.exp(8) + Math.exp(-8));
    // 1 - y is a Float32 near 1, off by 6e-8 of 3e-4 at most.
    expect(Math.abs(found / right - 1)).toBeLessThan(3e-4);
  });
});
