import { afterAll, beforeAll, expect, test } from "vitest";
import { useBackend } from "../backend";
import { lossCases, lossErrors } from "./loss-cases.fixture";

beforeAll(() => useBackend("webgpu"));
afterAll(() => useBackend("cpu"));

test.each(lossCases)("on WebGPU, $id of $targets: those of the formula", async (lossCase) => {
  const { total, slopes, errors } = await lossErrors(lossCase);
  // Measured on the software adapter: 1.5e-7 at most.
  expect(total).toBeLessThan(1e-6);
  expect(slopes).toBeLessThan(1e-6);
  expect(errors).toBeLessThan(1e-6);
});
