import { beforeAll, describe, expect, test, vi } from "vitest";
import { createRandom } from "../../core/random";
import { registerWasmBackend } from "../kernels/wasm/register";
import { wasmKernels } from "../kernels/wasm/registry";
import { tf } from "../tf";
import { layerErrors } from "./cases/layer-case.fixture";
import { layerCases, layerTable } from "./cases/table.fixture";
import type { LayerSpec } from "./registry";
import { layerKind } from "./registry";

test.each(layerTable)("%s has cases", (type, cases) => {
  expect(cases).not.toEqual([]);
  for (const { spec } of cases) expect(spec.type).toBe(type);
});

// What every browser can run: plain SIMD, one thread.
beforeAll(() => registerWasmBackend({ threads: 1, isPlain: true }));

describe.each(["cpu", "wasm"])("on %s", (backend) => {
  beforeAll(async () => expect(await tf.setBackend(backend)).toBe(true));

  test.each(layerCases)("$name: outputs and gradients are those of the formula", async (layerCase) => {
    const before = tf.memory().numTensors;
    const errors = await layerErrors(layerCase);
    // Measured: 1.2e-7, 8.0e-7 (of which the differences of the reference are the greater part) and 3.5e-8 at most.
    expect(errors.outputs).toBeLessThan(1e-6);
    expect(errors.gradients).toBeLessThan(layerCase.tolerance ?? 1e-6);
    expect(errors.measured).toBeLessThan(1e-6);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test("on wasm, layers leave to JavaScript only what moves no numbers, and the ids of an embedding", async () => {
  expect(await tf.setBackend("wasm")).toBe(true);
  const left = new Set<string>();
  for (const layerCase of layerCases) {
    const runs = new Map(wasmKernels.map((kernel) => [kernel.name, vi.spyOn(kernel, "run")]));
    const { kernels } = await tf.profile(async () => ({ ...(await layerErrors(layerCase)) }));
    // TensorFlow.js lists its own brackets around operations, too.
    for (const { name } of kernels.filter((kernel) => tf.getKernel(kernel.name, "wasm"))) {
      const results = runs.get(name)?.mock.results ?? [];
      // null passes a case on.
      if (results.length === 0 || results.some(({ value }) => value === null)) left.add(name);
    }
    for (const run of runs.values()) run.mockRestore();
  }
  expect([...left].toSorted()).toEqual(["Cast", "Identity", "Reshape"]);
  // Every case once more, with all kernels watched.
}, 60_000);

test.each<readonly [LayerSpec, readonly number[], RegExp]>([
  [{ type: "dense", units: 3, activation: "relu" }, [4, 4, 4], /takes rows/],
  [{ type: "self-attention", heads: 1, keyDim: 4 }, [4], /sequences/],
  [{ type: "attention-gate" }, [4, 4, 3], /sequences/],
  [{ type: "positions", kind: "learned" }, [4], /sequences/],
  [{ type: "transformer-block", heads: 3, activation: "relu" }, [5, 8], /3 heads do not divide a width of 8/],
  [{ type: "patches", size: 5 }, [9, 4, 3], /patch of 5 × 5 does not fit into 9 × 4/],
  [
    { type: "conv2d", filters: 4, kernelSize: 5, activation: "relu" },
    [9, 4, 3],
    /filter of 5 × 5 does not fit into 9 × 4/,
  ],
  [{ type: "conv2d", filters: 4, kernelSize: 5, activation: "relu" }, [784], /images .* not the shape \[784\]/],
  [{ type: "max-pooling2d", poolSize: [2, 3] }, [2, 2, 8], /pool of 2 × 3 does not fit into 2 × 2/],
  [{ type: "max-pooling2d", poolSize: 2 }, [9, 9], /images/],
  [{ type: "average-pooling2d", poolSize: 4 }, [5, 3, 1], /pool of 4 × 4 does not fit into 5 × 3/],
  [{ type: "conv1d", filters: 2, kernelSize: 9, activation: "relu" }, [8, 2], /filter of 9 does not fit into 8/],
  [{ type: "conv1d", filters: 2, kernelSize: 3, activation: "relu" }, [8, 8, 3], /sequences/],
  [{ type: "max-pooling1d", poolSize: 3 }, [2, 5], /pool of 3 does not fit into 2/],
  [
    { type: "depthwise-conv2d", kernelSize: 3, activation: "relu" },
    [2, 9, 5],
    /filter of 3 × 3 does not fit into 2 × 9/,
  ],
  [{ type: "separable-conv2d", filters: 2, kernelSize: 3, activation: "relu" }, [9], /images/],
  [{ type: "conv2d-transpose", filters: 2, kernelSize: 3, activation: "relu" }, [9, 9], /images/],
  [
    { type: "residual", layers: [{ type: "max-pooling2d", poolSize: 2 }], activation: "relu" },
    [4, 4, 3],
    /\[4, 4, 3\] to \[2, 2, 3\]: the sizes differ/,
  ],
  [
    { type: "residual", layers: [{ type: "dropout", rate: 0.5 }], activation: "relu" },
    [4, 4, 3],
    /holds no layers that draw random numbers/,
  ],
  [{ type: "residual", layers: [], activation: "relu" }, [9], /images/],
  [{ type: "global-max-pooling" }, [9], /images .* or sequences/],
  [{ type: "embedding", inputDim: 9, outputDim: 2 }, [9, 9], /rows of ids/],
])("%j does not take %j", (spec, inputShape, why) => {
  const outputShape = () => layerKind(spec).outputShape(spec, inputShape);
  expect(outputShape).toThrow(RangeError);
  expect(outputShape).toThrow(why);
});

test.each<readonly [LayerSpec, readonly number[]]>([
  [{ type: "conv2d", filters: 4, kernelSize: 3, activation: "relu" }, [9, 9, 2]],
  [{ type: "conv1d", filters: 4, kernelSize: 3, activation: "relu" }, [9, 2]],
  [{ type: "conv2d-transpose", filters: 4, kernelSize: 3, activation: "relu" }, [9, 9, 2]],
  [{ type: "depthwise-conv2d", kernelSize: 3, depthMultiplier: 2, activation: "relu" }, [9, 9, 2]],
  [{ type: "separable-conv2d", filters: 4, kernelSize: 3, activation: "relu" }, [9, 9, 2]],
  [{ type: "dense", units: 4, activation: "relu" }, [9]],
])("%j has a bias unless its spec says that it has none", (spec, inputShape) => {
  const [biased, without] = [spec, { ...spec, useBias: false } as LayerSpec]; // each of them may have none
  const weightsOf = (of: LayerSpec) => layerKind(of).weights(of, inputShape);
  const shapes = (of: LayerSpec) => weightsOf(of).map(({ name, shape }) => ({ name, shape }));
  expect(shapes(biased)).toEqual([...shapes(without), { name: "bias", shape: [4] }]);
  // The kernels start from the same numbers.
  const starts = (of: LayerSpec) => weightsOf(of)[0]!.initialise(createRandom(1)); // the kernel
  expect(starts(without)).toEqual(starts(biased));
  expect(layerKind(without).label(without)).toEqual(layerKind(spec).label(spec));
});

test("kernels start within Glorot's limits, as Keras counts the fans, and fill them", () => {
  const spec: LayerSpec = { type: "conv2d", filters: 32, kernelSize: [3, 5], activation: "relu" };
  const [kernel, bias] = layerKind(spec).weights(spec, [28, 28, 8]);
  const values = kernel!.initialise(createRandom(1));
  expect(values.length).toBe(3 * 5 * 8 * 32);
  const largest = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const limit = Math.sqrt(6 / (15 * (8 + 32)));
  // The largest of 3,840 uniform numbers is short of the limit by 1 in 3,840 on average.
  expect(largest / limit).toBeGreaterThan(0.995);
  expect(largest).toBeLessThanOrEqual(limit);
  expect([...bias!.initialise(createRandom(1))]).toEqual(Array.from({ length: 32 }, () => 0));
});

test.each(["cpu", "wasm"])("on %s, one of several equal maxima has the whole gradient", async (backend) => {
  expect(await tf.setBackend(backend)).toBe(true);
  const spec: LayerSpec = { type: "global-max-pooling" };
  const apply = (x: tf.Tensor) =>
    layerKind(spec).apply(spec, x, [], { isFitting: true, seed: 1, step: null, mask: null });
  tf.tidy(() => {
    const slopes = tf.grad((x: tf.Tensor) => tf.sum(apply(x)))(tf.zeros([1, 3, 4, 2]));
    const values = slopes.dataSync<"float32">();
    expect(values.reduce((a, b) => a + b, 0)).toBe(2);
    expect(new Set(values)).toEqual(new Set([0, 1]));
  });
});

test("labels name what is not as usual, in both languages", () => {
  const label = (spec: LayerSpec) => layerKind(spec).label(spec);
  expect(label({ type: "conv2d", filters: 32, kernelSize: 3, activation: "relu" })).toEqual({
    en: "Convolution 3 × 3, 32, relu",
    zh: "卷积 3 × 3, 32, relu",
  });
  const spec = { type: "conv2d", filters: 8, kernelSize: 5, strides: [2, 1], padding: "same" } as const;
  expect(label({ ...spec, activation: "linear" })).toEqual({
    en: "Convolution 5 × 5, 8, stride 2 × 1, padded",
    zh: "卷积 5 × 5, 8, 步幅 2 × 1, 补边",
  });
  const convolution = { type: "conv2d", filters: 8, kernelSize: 3, activation: "linear" } as const;
  const normalised = { type: "batch-normalization", activation: "relu" } as const;
  expect(
    label({ type: "residual", layers: [convolution, normalised, convolution, normalised], activation: "relu" }),
  ).toEqual({ en: "Residual: 2 × Convolution 3 × 3, 8", zh: "残差块：2 × 卷积 3 × 3, 8" });
  expect(label({ type: "max-pooling2d", poolSize: 3, strides: 2 }).en).toBe("Max pooling 3 × 3, stride 2");
});
