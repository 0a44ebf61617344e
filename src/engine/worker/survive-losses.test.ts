import { expect, test, vi } from "vitest";
import type { EngineInfo } from "../../core/engine-info";
import { lostError } from "../../tensor/device-loss";
import { surviveLosses } from "./survive-losses";

const said = { en: "", zh: "" };
const info: EngineInfo = { backend: "webgpu", adapter: said, reason: said, isChosenByUser: false, candidates: [] };

/** Attempts that reach these epochs and are then lost; the one after them ends well. `kept` epochs are gone back to. */
function fakeRun(reached: readonly number[], kept: number, isPaused = false) {
  let epoch = 0;
  let begun = 0;
  const compute = { recover: vi.fn<() => Promise<EngineInfo>>(async () => info), worked: vi.fn<() => void>() };
  const onLoss = vi.fn<(reason: string) => Promise<void>>(async () => void (epoch = Math.min(epoch, kept)));
  const attempt = async () => {
    const end = reached[begun++];
    if (end === undefined) return "done";
    epoch = Math.max(epoch, end);
    throw lostError("driver reset");
  };
  return {
    compute,
    onLoss,
    result: surviveLosses(attempt, { epoch: () => epoch, isPaused: () => isPaused, onLoss }, compute),
  };
}

test("as long as it gets further it begins again", async () => {
  const { compute, onLoss, result } = fakeRun([0, 0, 2, 2, 3, 5, 5], 1);
  expect(await result).toBe("done");
  expect(onLoss).toHaveBeenCalledTimes(7);
  expect(compute.worked).toHaveBeenCalledTimes(3);
});

test("three losses without another epoch end it with a remedy, and leave a device behind", async () => {
  const { compute, onLoss, result } = fakeRun([4, 4, 2, 9], 4);
  await expect(result).rejects.toMatchObject({
    code: "fit/device-lost",
    message: "The graphics device was lost 3 times in a row in epoch 5: driver reset.",
    hint: expect.stringMatching(/smaller batch.*another backend/),
  });
  expect(onLoss).toHaveBeenCalledTimes(2);
  expect(compute.recover).toHaveBeenCalledTimes(3);
});

test("losses while it is paused are not counted", async () => {
  expect(await fakeRun([1, 1, 1, 1, 1], 1, true).result).toBe("done");
});

test("any other error passes through", async () => {
  const { compute } = fakeRun([], 0);
  const attempts = { epoch: () => 0, isPaused: () => false, onLoss: async () => {} };
  const attempt = () => Promise.reject(new Error("broken"));
  await expect(surviveLosses(attempt, attempts, compute)).rejects.toThrow("broken");
  expect(compute.recover).not.toHaveBeenCalled();
});
