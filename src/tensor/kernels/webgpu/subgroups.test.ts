/** Subgroups are used where the device has them and sums by them as we take it to, else not; on the software adapter. */
import { beforeAll, describe, expect, test } from "vitest";
import { forgetLostBackend } from "../../backend";
import { runKernel } from "../native-kernel";
import { tf } from "../../tf";
import type { WebgpuBackend } from "./backend";
import { startDawn } from "./dawn.fixture";
import { traitsOf } from "./device-traits";
import { recordLabels } from "./list-dispatches.fixture";
import { registerWebgpuKernels } from "./register";
import { examineDevice } from "./start";
import { ofColumns, runOnce, subgroupsAgree } from "./subgroup-test";

const problem = await startDawn();

const backend = () => tf.backend() as unknown as WebgpuBackend; // the one in use

beforeAll(async () => {
  if (problem) return;
  registerWebgpuKernels();
  await tf.setBackend("webgpu");
});

/** How many of the programs of a layer normalisation and its gradient sum by subgroups. */
function countBySubgroups(): number {
  const labels = recordLabels(() =>
    tf.tidy(() => {
      const [x, one] = [tf.ones([3, 5]), tf.ones([5])];
      const inputs = { x, scale: one, offset: one };
      const [, mean, variance] = runKernel("LayerNormalization", inputs, { epsilon: 1e-3 }) as tf.Tensor[]; // three
      const given = { x, dy: x, scale: one, mean: mean!, variance: variance! }; // as above
      runKernel("LayerNormalizationGrad", given, { epsilon: 1e-3 });
    }),
  );
  expect(labels).toHaveLength(3);
  return labels.filter((label) => label.includes("by subgroups")).length;
}

/** What the adapter answers to each program of the self-test. */
const answers = new Map<string, Float32Array>();

describe.skipIf(problem !== null)("subgroups", () => {
  test("are used where the adapter has them and is right", async () => {
    const { device } = backend();
    expect(device.features.has("subgroups")).toBe(true);
    const keeping: typeof runOnce = async (_, code, length) => {
      const found = await runOnce(device, code, length);
      answers.set(code, found);
      return found;
    };
    expect(await subgroupsAgree(device, keeping)).toBe(true);
    expect(traitsOf(backend()).hasSubgroups).toBe(true);
    expect(countBySubgroups()).toBe(3);
  });

  test.each([
    ["one number off by one", async (found: Float32Array) => found.map((value, i) => value + Number(i === 0))],
    ["zeros, as of a device that computes nothing", async (found: Float32Array) => found.map(() => 0)],
    ["no numbers", async () => new Float32Array()],
    ["an error", async () => Promise.reject(new Error("lost"))],
  ])("are not used where one program of the self-test gives %s", async (_, spoil) => {
    const { device } = backend();
    for (const spoilt of answers.keys()) {
      const run: typeof runOnce = async (_device, code) => {
        const found = answers.get(code) ?? new Float32Array();
        return code === spoilt ? spoil(found) : found;
      };
      await examineDevice(device, device.adapterInfo, async (each) => subgroupsAgree(each, run));
      expect(traitsOf({ device }).hasSubgroups).toBe(false);
    }
    expect(countBySubgroups()).toBe(0);
    await examineDevice(device, device.adapterInfo, async () => true);
  });

  // This adapter's have four threads; those of graphics cards hold several rows of 4 or 16 columns, as these do of fewer.
  test.each([1, 2])("add up %i columns within themselves", async (across) => {
    const { code, right } = ofColumns(64, across);
    expect(await runOnce(backend().device, code, right.length)).toEqual(right);
  });

  test("a program that the device refuses is an error of the test, not of the device", async () => {
    const errors: string[] = [];
    const { device } = backend();
    device.addEventListener("uncapturederror", ({ error }) => errors.push(error.message));
    await expect(runOnce(device, "fn main() { no program }", 4)).rejects.toThrow("is invalid");
    await device.queue.onSubmittedWorkDone(); // word of errors comes before it
    expect(errors).toEqual([]);
  });

  test("are found on the device that takes the place of a lost one, too", async () => {
    const { device } = backend();
    await forgetLostBackend("webgpu", "a test");
    expect(await tf.setBackend("webgpu")).toBe(true);
    expect(backend().device).not.toBe(device);
    expect(traitsOf(backend()).hasSubgroups).toBe(true);
  });
});
