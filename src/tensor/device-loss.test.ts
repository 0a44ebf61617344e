import { afterEach, expect, test, vi } from "vitest";
import { onDeviceLost, unlessDeviceLost, watchDevice } from "./device-loss";

afterEach(() => watchDevice(null));

function loseableDevice(): { readonly lost: Promise<GPUDeviceLostInfo>; lose(info: object): void } {
  let lose: (info: object) => void = () => undefined;
  const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
    lose = (info) => resolve(info as GPUDeviceLostInfo); // a plain object in its place
  });
  return { lost, lose };
}

test("work passes through as long as the device is there", async () => {
  watchDevice(loseableDevice());
  await expect(unlessDeviceLost(Promise.resolve(7))).resolves.toBe(7);
  await expect(unlessDeviceLost(Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});

test("work that waits for a lost device is given up, and so is work begun afterwards", async () => {
  const device = loseableDevice();
  const heard = vi.fn<(reason: string) => void>();
  const unsubscribe = onDeviceLost(heard);
  watchDevice(device);
  const waiting = unlessDeviceLost(new Promise(() => undefined));
  device.lose({ message: "driver reset", reason: "unknown" });
  const error = { failure: { code: "engine/device-lost", detail: { reason: "driver reset" } } };
  await expect(waiting).rejects.toMatchObject(error);
  await expect(unlessDeviceLost(Promise.resolve(7))).rejects.toMatchObject(error);
  expect(heard.mock.calls).toEqual([["driver reset"]]);
  unsubscribe();
});

test("a device taken down on purpose is not reported", async () => {
  const device = loseableDevice();
  const heard = vi.fn<(reason: string) => void>();
  const unsubscribe = onDeviceLost(heard);
  watchDevice(device);
  device.lose({ message: "", reason: "destroyed" });
  await expect(unlessDeviceLost(new Promise(() => undefined))).rejects.toMatchObject({
    failure: { detail: { reason: "destroyed" } },
  });
  expect(heard).not.toHaveBeenCalled();
  unsubscribe();
});

test("any number of reads hang one reaction on the device's promise", async () => {
  const { lost } = loseableDevice();
  const then = vi.spyOn(lost, "then");
  watchDevice({ lost });
  for (let i = 0; i < 100; i++) await unlessDeviceLost(Promise.resolve(i));
  expect(then).toHaveBeenCalledTimes(1);
});
