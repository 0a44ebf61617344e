import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useBackend } from "../backend";
import { fusedCases, fusedError } from "./fused-cases.fixture";

// A program takes half a second to compile: one activation will do. The soak test of WebGPU's kernels has all of them.
const cases = fusedCases.filter(({ name }) => name.endsWith("relu"));

afterAll(() => useBackend("cpu"));

describe.each(["webgpu", "webgl"] as const)("on %s", (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(cases)("$name: outputs and gradients are those of the parts", async (fusedCase) => {
    // Measured on the software adapters: equal bit for bit but for rows of 2,100 on WebGPU, whose parts are added in any
    // order (1.1e-6).
    expect(await fusedError(fusedCase)).toBeLessThan(1e-5);
  });
});
