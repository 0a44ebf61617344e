import { expect, test, beforeAll } from "vitest";
import { networkLosses, pictureCases, autoencoders } from "../../models/parity-networks.fixture";
import { sequenceCases } from "../../models/parity-sequences.fixture";
import { startDawn } from "../kernels/webgpu/dawn.fixture";
import { registerWebgpuKernels } from "../kernels/webgpu/register";
import { tf } from "../tf";
import { replayFlag } from "./replay";

beforeAll(async () => {
  await startDawn();
  registerWebgpuKernels();
  await tf.setBackend("webgpu");
});
const only = process.env["CASE"];
test.each([...pictureCases, ...autoencoders, ...sequenceCases].filter(({ name }) => !only || name.includes(only)))("$name", async (networkCase) => {
  const found: number[][] = [];
  for (const isOn of [false, true]) {
    tf.env().set(replayFlag, isOn);
    const t = performance.now();
    found.push(await networkLosses(networkCase, "adam", 12));
    console.log(networkCase.name, isOn, (performance.now() - t).toFixed());
  }
  expect(found[1]).toEqual(found[0]);
}, 120000);
