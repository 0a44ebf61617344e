/** Every family and every network for pictures goes the same way on WebGPU as on the CPU: the losses of the first steps. */
import { afterAll, expect, test } from "vitest";
import { chooseBackend, useBackend } from "../tensor/backend";
import { memory } from "../tensor/memory";
import { autoencoders, networkLosses, pictureCases } from "./parity-networks.fixture";
import { familyCases, familyLosses } from "./parity.fixture";

afterAll(() => chooseBackend());

test.each(familyCases)("$name", async (familyCase) => {
  const stepCount = 5;
  const losses: (readonly number[])[] = [];
  for (const backend of ["cpu", "webgpu"] as const) {
    await useBackend(backend);
    const before = memory();
    losses.push(await familyLosses(familyCase, stepCount));
    expect(memory()).toEqual(before);
  }
  const [cpu, webgpu] = losses;
  expect(cpu).toHaveLength(stepCount);
  expect(cpu!.at(-1)).toBeLessThan(cpu![0]!);
  // Measured: 3e-7 at most, dropout included: its masks are the same on every backend.
  cpu!.forEach((loss, step) => expect(Math.abs(webgpu![step]! / loss - 1)).toBeLessThan(1e-3));
});

test.each([...pictureCases, ...autoencoders])("$name: five steps", async (networkCase) => {
  const losses: (readonly number[])[] = [];
  for (const backend of ["cpu", "webgpu"] as const) {
    await useBackend(backend);
    losses.push(await networkLosses(networkCase, "adam", 5));
  }
  const [cpu = [], webgpu = []] = losses;
  expect(cpu).toHaveLength(5);
  expect(webgpu).toHaveLength(5);
  // The fourth step sees the first batch again.
  expect(cpu[3]).toBeLessThan(cpu[0]!);
  cpu.forEach((loss, step) => expect(Math.abs(webgpu[step]! / loss - 1)).toBeLessThan(1e-3));
});
