import { beforeAll, describe, expect, test, vi } from "vitest";
import { tf } from "../../tf";
import { drawInput, relativeDifference, runCase, type KernelCase } from "./cases/kernel-case.fixture";
import { kernelCases } from "./cases/table.fixture";
import { registerWasmBackend } from "./register";
import { wasmKernels } from "./registry";

beforeAll(() => registerWasmBackend());

async function on(backend: string, kernelCase: KernelCase) {
  expect(await tf.setBackend(backend)).toBe(true);
  return runCase(kernelCase);
}

describe.each(wasmKernels.map(({ name }) => name))("%s", (name) => {
  const cases = kernelCases.filter(({ kernel }) => kernel === name);

  test("is in the table", () => expect(cases).not.toEqual([]));

  test.each(cases)("$what", async (kernelCase) => {
    const kernel = wasmKernels.find((kernel) => kernel.name === name)!;
    const run = vi.spyOn(kernel, "run");
    const found = await on("wasm", kernelCase);
    expect(run.mock.results.some(({ type, value }) => type === "return" && value !== null)).toBe(true);
    run.mockRestore();
    const right = await on("cpu", kernelCase);
    const inputs = kernelCase.inputs.map((spec, i) => Float64Array.from(drawInput(spec, 100 + i)));
    const references = kernelCase.reference?.(...inputs) ?? [];
    expect(found.shapes).toEqual(right.shapes);
    for (const [i, values] of found.values.entries()) {
      const difference = relativeDifference(values, references[i] ?? right.values[i]!);
      expect(difference, `tensor ${i}`).toBeLessThanOrEqual(kernelCase.tolerance ?? 1e-5);
    }
  });
});

test("nothing is left on the heap", async () => {
  await tf.setBackend("wasm");
  expect(tf.memory().numTensors).toBe(0);
});
