import { afterAll, beforeAll, expect, test } from "vitest";
import { useBackend } from "../backend";
import { layerCases } from "./layer-cases.fixture";
import { layerErrors } from "./layer-check.fixture";

beforeAll(() => useBackend("webgpu"));
afterAll(() => useBackend("cpu"));

test.each(layerCases)("on WebGPU, $name: outputs and gradients are those of the formula", async (layerCase) => {
  const { outputs, gradients } = await layerErrors(layerCase);
  // Measured on the software adapter: 1.2e-7 and 1.6e-6 at most.
  expect(outputs).toBeLessThan(1e-6);
  expect(gradients).toBeLessThan(1e-5);
});
