import { beforeAll, describe, expect, test } from "vitest";
import { startDawn } from "../kernels/webgpu/dawn.fixture";
import { registerWebgpuKernels } from "../kernels/webgpu/register";
import { tf } from "../tf";
import { layerErrors } from "./cases/layer-case.fixture";
import { layerCases } from "./cases/table.fixture";

const problem = await startDawn();

describe.skipIf(problem !== null)(problem ?? "on WebGPU", () => {
  beforeAll(async () => {
    registerWebgpuKernels();
    expect(await tf.setBackend("webgpu")).toBe(true);
  });

  test.each(layerCases)("$name: outputs and gradients are those of the formula", async (layerCase) => {
    const { outputs, gradients, measured } = await layerErrors(layerCase);
    // Measured on the software adapter: 1.2e-7, 1.6e-6 and 3.5e-8 at most.
    expect(outputs).toBeLessThan(1e-6);
    expect(gradients).toBeLessThan(Math.max(1e-5, layerCase.tolerance ?? 0));
    expect(measured).toBeLessThan(1e-6);
  });
});
