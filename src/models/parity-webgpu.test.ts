/** Every preset for sequences goes the same way on WebGPU as on the CPU: the losses of the first steps. The others do so in the browser. */
import { beforeAll, describe, expect, test } from "vitest";
import { startDawn } from "../tensor/kernels/webgpu/dawn.fixture";
import { registerWebgpuKernels } from "../tensor/kernels/webgpu/register";
import { tf } from "../tensor/tf";
import { networkLosses } from "./parity-networks.fixture";
import { sequenceCases } from "./parity-sequences.fixture";

const problem = await startDawn();

describe.skipIf(problem !== null)(problem ?? "WebGPU beside the CPU", () => {
  beforeAll(() => registerWebgpuKernels());

  test.each(sequenceCases)("$name: five steps of a preset", async (networkCase) => {
    const losses: (readonly number[])[] = [];
    for (const backend of ["cpu", "webgpu"] as const) {
      expect(await tf.setBackend(backend)).toBe(true);
      losses.push(await networkLosses(networkCase, "adam", 5));
    }
    const [cpu = [], webgpu = []] = losses;
    // Each step sees other weights.
    expect(new Set(cpu).size).toBe(5);
    expect(webgpu).toHaveLength(5);
    cpu.forEach((loss, step) => expect(Math.abs(webgpu[step]! / loss - 1)).toBeLessThan(1e-3));
  });
});
