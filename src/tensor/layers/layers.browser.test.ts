import { afterAll, beforeAll, expect, test } from "vitest";
import { useBackend } from "../backend";
import { layerErrors } from "./cases/layer-case.fixture";
import { layerCases } from "./cases/table.fixture";

beforeAll(() => useBackend("webgpu"));
afterAll(() => useBackend("cpu"));

test.each(layerCases)("on WebGPU, $name: outputs and gradients are those of the formula", async (layerCase) => {
  const { outputs, gradients, measured } = await layerErrors(layerCase);
  // Measured on the software adapter: 1.2e-7, 1.6e-6 and 3.5e-8 at most.
  expect(outputs).toBeLessThan(1e-6);
  expect(gradients).toBeLessThan(Math.max(1e-5, layerCase.tolerance ?? 0));
  expect(measured).toBeLessThan(1e-6);
});
