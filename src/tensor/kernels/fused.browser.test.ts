import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useBackend } from "../backend";
import { fusedCases, fusedError } from "./fused-cases.fixture";

afterAll(() => useBackend("cpu"));

describe.each([
  ["webgpu", fusedCases],
  // Its programs take half a second each: one activation will do.
  ["webgl", fusedCases.filter(({ name }) => name.endsWith("relu"))],
] as const)("on %s", (backend, cases) => {
  beforeAll(() => useBackend(backend));

  test.each(cases)("$name: outputs and gradients are those of the parts", async (fusedCase) => {
    // Measured on the software adapters: equal bit for bit but for rows of 2,100 on WebGPU, whose parts are added in any
    // order (1.1e-6).
    expect(await fusedError(fusedCase)).toBeLessThan(1e-5);
  });
});
