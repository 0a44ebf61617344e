/** The tests that hold our WebGPU kernels to the table of those for WebAssembly. */
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { tf } from "../../tf";
import {
  drawInput,
  relativeDifference,
  runCase,
  runCaseAsync,
  type KernelCase,
} from "../wasm/cases/kernel-case.fixture";
import { kernelCases } from "../wasm/cases/table.fixture";
import type { WebgpuBackend } from "./backend";
import { webgpuCases } from "./cases.fixture";
import { registerWebgpuKernels } from "./register";
import { webgpuKernels } from "./registry";

/** What two roads of Float32 may differ by, relative to the largest number of a tensor. */
const tolerance = 1e-5;

/** As a product of matrices: the stock sum of nothing asks for a buffer without room. */
function sumOfProducts(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.matMul(tf.reshape(a, [1, a.size]), tf.reshape(b, [b.size, 1]));
}

/** Throws where the kernel passes the case on or finds something else than the other backend, which is not WebGPU. */
export async function hold(kernelCase: KernelCase, other: string): Promise<void> {
  const kernel = webgpuKernels.find(({ name }) => name === kernelCase.kernel);
  if (!kernel) throw new Error(`there is no kernel ${kernelCase.kernel}`);
  await tf.setBackend("webgpu");
  const run = vi.spyOn(kernel, "run");
  const found = await runCaseAsync(kernelCase, sumOfProducts);
  const hasRun = run.mock.results.some(({ type, value }) => type === "return" && value !== null);
  run.mockRestore();
  expect(hasRun, kernelCase.what).toBe(true);
  await tf.setBackend(other);
  const right = runCase(kernelCase);
  const inputs = kernelCase.inputs.map((spec, i) => Float64Array.from(drawInput(spec, 100 + i)));
  const references = kernelCase.reference?.(...inputs) ?? [];
  expect(found.kinds, kernelCase.what).toEqual(right.kinds);
  for (const [i, values] of found.values.entries()) {
    const difference = relativeDifference(values, references[i] ?? right.values[i]!); // as many as found
    expect(difference, `${kernelCase.what}, tensor ${i}`).toBeLessThanOrEqual(
      Math.max(tolerance, kernelCase.tolerance ?? 0),
    );
  }
}

/** Defines the tests; WebGPU must have been started. `cut` gives the cases of a kernel that are held, `other` names what is right. */
export function holdTable(other: string, cut: (cases: readonly KernelCase[]) => readonly KernelCase[]): void {
  // What a device refuses it says by and by, and goes on.
  const errors: string[] = [];

  beforeAll(async () => {
    registerWebgpuKernels();
    expect(await tf.setBackend(other)).toBe(true);
    expect(await tf.setBackend("webgpu")).toBe(true);
    const { device } = tf.backend() as unknown as WebgpuBackend; // the one registered under this name
    device.addEventListener("uncapturederror", ({ error }) => errors.push(error.message));
  });

  afterEach(() => expect(errors).toEqual([]));

  describe.each(webgpuKernels.map(({ name }) => name))("%s", (name) => {
    const cases = [...kernelCases, ...webgpuCases].filter(({ kernel }) => kernel === name);

    test("is in the table", () => expect(cases).not.toEqual([]));

    test.each(cut(cases))("$what", (kernelCase) => hold(kernelCase, other));
  });

  test("nothing is left on the device", async () => {
    await tf.setBackend("webgpu");
    expect(tf.memory().numTensors).toBe(0);
  });
}
