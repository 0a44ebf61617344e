import { beforeAll, describe, expect, test, vi } from "vitest";
import { tf } from "../../tf";
import { drawInput, relativeDifference, runCase, type KernelCase } from "../wasm/cases/kernel-case.fixture";
import { kernelCases } from "../wasm/cases/table.fixture";
import { registerWasmBackend } from "../wasm/register";
import { startDawn } from "./dawn.fixture";
import { registerWebgpuKernels } from "./register";
import { webgpuKernels } from "./registry";
import { runCaseAsync } from "./run-case.fixture";

beforeAll(async () => {
  await startDawn();
  registerWebgpuKernels();
  registerWasmBackend({});
  await tf.setBackend("wasm"); // starts its program
  expect(await tf.setBackend("webgpu")).toBe(true);
});

const only = process.env["KERNEL"]?.split(",");
const counts: string[] = [];

async function hold(kernelCase: KernelCase): Promise<void> {
  const kernel = webgpuKernels.find(({ name }) => name === kernelCase.kernel)!;
  await tf.setBackend("webgpu");
  const run = vi.spyOn(kernel, "run");
  const found = await runCaseAsync(kernelCase);
  const hasRun = run.mock.results.some(({ type, value }) => type === "return" && value !== null);
  run.mockRestore();
  expect(hasRun, kernelCase.what).toBe(true);
  await tf.setBackend("wasm");
  const right = runCase(kernelCase);
  const inputs = kernelCase.inputs.map((spec, i) => Float64Array.from(drawInput(spec, 100 + i)));
  const references = kernelCase.reference?.(...inputs) ?? [];
  expect(found.kinds, kernelCase.what).toEqual(right.kinds);
  for (const [i, values] of found.values.entries()) {
    const difference = relativeDifference(values, references[i] ?? right.values[i]!);
    counts.push(difference.toExponential(1));
    expect(difference, `${kernelCase.what}, tensor ${i}`).toBeLessThanOrEqual(
      Math.max(1e-5, kernelCase.tolerance ?? 0),
    );
  }
}

describe.each(webgpuKernels.map(({ name }) => name).filter((name) => !only || only.includes(name)))("%s", (name) => {
  const cases = kernelCases.filter(({ kernel }) => kernel === name);
  test.each(cases)("$what", hold);
});

test("nothing is left", async () => {
  console.log(counts.join(" "));
  await tf.setBackend("webgpu");
  expect(tf.memory().numTensors).toBe(0);
});
