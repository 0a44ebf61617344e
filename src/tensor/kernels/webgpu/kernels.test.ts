/** A few cases of every WebGPU kernel, on the software adapter of the browser; all of them in kernels.soak.test.ts. */
import { describe, test } from "vitest";
import { sizeOf } from "../../../core/block";
import { createRandom, permutation } from "../../../core/random";
import type { KernelCase } from "../wasm/cases/kernel-case.fixture";
import { startDawn } from "./dawn.fixture";
import { holdTable } from "./hold-table.fixture";

/** Numbers that a case may have: a software adapter takes seconds for large ones. */
const most = 6000;

function cut(cases: readonly KernelCase[]): readonly KernelCase[] {
  const small = cases.filter(({ inputs }) => inputs.reduce((sum, { shape }) => sum + sizeOf(shape), 0) <= most);
  return Array.from(permutation(small.length, createRandom(6)).slice(0, 2), (at) => small[at]!); // places among them
}

const problem = await startDawn();

if (problem) test.skip(`is left out: ${problem}`);
else describe("the kernels", () => holdTable("cpu", cut));
