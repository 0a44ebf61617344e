import { afterAll, beforeAll, expect, test } from "vitest";
import { useBackend } from "../backend";
import { fusedCases, fusedError } from "./fused-cases.fixture";

beforeAll(() => useBackend("webgpu"));
afterAll(() => useBackend("cpu"));

test.each(fusedCases)("on WebGPU, $name: outputs and gradients are those of the parts", async (fusedCase) => {
  // Measured: equal bit for bit but for rows of 2,100, whose parts are added in any order (1.1e-6).
  expect(await fusedError(fusedCase)).toBeLessThan(1e-5);
});
