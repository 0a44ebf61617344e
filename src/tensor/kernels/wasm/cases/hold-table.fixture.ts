/** The tests that hold every kernel to the table, for a build of the kernels. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { tf } from "../../../tf";
import { wasmInUse } from "../../../wasm-in-use";
import type { InstructionSet, ProgramOptions } from "../program";
import { registerWasmBackend } from "../register";
import { wasmKernels } from "../registry";
import { drawInput, relativeDifference, runCase, type CaseResult, type KernelCase } from "./kernel-case.fixture";
import { kernelCases } from "./table.fixture";

/** What the JavaScript backend finds, once for all builds: it is the slow one. */
const rightOnes = new Map<KernelCase, CaseResult>();

async function rightOf(kernelCase: KernelCase): Promise<CaseResult> {
  const known = rightOnes.get(kernelCase);
  if (known) return known;
  const right = await on("cpu", kernelCase);
  rightOnes.set(kernelCase, right);
  return right;
}

/** What was found before with the same instructions, and perhaps another number of threads. */
const foundBefore = new Map<InstructionSet, Map<KernelCase, CaseResult>>();

/** Throws where a bit of it is another one than before. */
function holdBits(kernelCase: KernelCase, found: CaseResult): void {
  const { instructionSet } = wasmInUse()!; // the backend in use
  const results = foundBefore.get(instructionSet) ?? new Map<KernelCase, CaseResult>();
  foundBefore.set(instructionSet, results);
  const before = results.get(kernelCase) ?? found;
  results.set(kernelCase, found);
  for (const [i, values] of found.values.entries()) {
    const other = values.findIndex((value, at) => !Object.is(value, before.values[i]![at])); // of the same case
    expect(other, `${kernelCase.what}, tensor ${i}, the first number that is not the same`).toBe(-1);
  }
}

async function on(backend: string, kernelCase: KernelCase): Promise<CaseResult> {
  expect(await tf.setBackend(backend)).toBe(true);
  return runCase(kernelCase);
}

/** Throws where the kernel passes the case on, finds something else, or something else than it did in another build. */
async function hold(kernelCase: KernelCase): Promise<void> {
  const kernel = wasmKernels.find(({ name }) => name === kernelCase.kernel);
  if (!kernel) throw new Error(`there is no kernel ${kernelCase.kernel}`);
  const run = vi.spyOn(kernel, "run");
  const found = await on("wasm", kernelCase);
  const hasRun = run.mock.results.some(({ type, value }) => type === "return" && value !== null);
  run.mockRestore();
  expect(hasRun, kernelCase.what).toBe(true);
  holdBits(kernelCase, found);
  // Threads meet otherwise each time, and once they are awake.
  if (wasmInUse()!.threads > 1) for (let i = 0; i < 3; i++) holdBits(kernelCase, runCase(kernelCase)); // the backend in use
  const right = await rightOf(kernelCase);
  const inputs = kernelCase.inputs.map((spec, i) => Float64Array.from(drawInput(spec, 100 + i)));
  const references = kernelCase.reference?.(...inputs) ?? [];
  expect(found.kinds, kernelCase.what).toEqual(right.kinds);
  for (const [i, values] of found.values.entries()) {
    const difference = relativeDifference(values, references[i] ?? right.values[i]!); // as many as found
    expect(difference, `${kernelCase.what}, tensor ${i}`).toBeLessThanOrEqual(kernelCase.tolerance ?? 1e-5);
  }
}

/**
 * Registers the backend with these options and defines the tests; to be called within a describe. `grain`: a test for each
 * case, or for each kernel, which takes a browser half the time.
 */
export function holdTable(options: ProgramOptions, grain: "case" | "kernel"): void {
  beforeAll(async () => {
    registerWasmBackend(options);
    expect(await tf.setBackend("wasm")).toBe(true);
  });

  describe.each(wasmKernels.map(({ name }) => name))("%s", (name) => {
    const cases = kernelCases.filter(({ kernel }) => kernel === name);

    test("is in the table", () => expect(cases).not.toEqual([]));

    if (grain === "case") {
      test.each(cases)("$what", hold);
    } else {
      test("finds what is right", async () => {
        for (const kernelCase of cases) await hold(kernelCase);
      });
    }
  });

  test("nothing is left on the heap", async () => {
    await tf.setBackend("wasm");
    expect(tf.memory().numTensors).toBe(0);
  });
}
