import { afterEach, expect, test, vi } from "vitest";
import {
  type Loseable,
  currentLoss,
  lossBehind,
  lossOf,
  onDeviceLost,
  unlessDeviceLost,
  watchDevice,
} from "./device-loss";

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

test("a device that is no longer in use is missed by nobody, but known to be lost", async () => {
  const device = loseableDevice();
  const heard = vi.fn<(reason: string) => void>();
  const unsubscribe = onDeviceLost(heard);
  watchDevice(device);
  watchDevice(null);
  device.lose({ message: "Device was destroyed.", reason: "destroyed" });
  await device.lost;
  expect(heard).not.toHaveBeenCalled();
  expect(lossOf(device)).toBe("Device was destroyed");
  expect(currentLoss()).toBeNull();
  unsubscribe();
});

test("a device that is taken up again is told of once", async () => {
  const device = loseableDevice();
  const heard = vi.fn<(reason: string) => void>();
  const unsubscribe = onDeviceLost(heard);
  for (const taken of [device, null, device]) watchDevice(taken);
  device.lose({ message: "", reason: "destroyed" });
  await device.lost;
  expect(heard.mock.calls).toEqual([["destroyed"]]);
  expect(currentLoss()).toBe("destroyed");
  unsubscribe();
});

test("an error that comes shortly before word of the loss is that loss; any other stays what it is", async () => {
  const device = loseableDevice();
  watchDevice(device);
  const error = new DOMException("Buffer was unmapped", "AbortError");
  const reading = unlessDeviceLost(Promise.reject(error));
  setTimeout(() => device.lose({ message: "driver reset", reason: "unknown" }));
  await expect(reading).rejects.toMatchObject({ code: "engine/device-lost" });
  expect(await lossBehind(error)).toMatchObject({ code: "engine/device-lost" });
  watchDevice(loseableDevice());
  const bug = new TypeError("x is undefined");
  expect(await lossBehind(bug)).toBe(bug);
  watchDevice(null);
  expect(await lossBehind(error)).toBe(error);
});

test("a device that could not do what it was asked for is given up, for what it computes then is worth nothing", async () => {
  const { lost, lose } = loseableDevice();
  let tell: (event: { readonly error: object }) => void = () => undefined;
  const addEventListener = (_: string, listener: typeof tell) => void (tell = listener);
  const destroy = vi.fn<() => void>(() => lose({ message: "Device was destroyed.", reason: "destroyed" }));
  watchDevice({ lost, addEventListener, destroy } as unknown as Loseable); // the part that is used
  const waiting = unlessDeviceLost(new Promise(() => undefined));
  tell({ error: new Error("Not enough memory left.") });
  tell({ error: new Error("What follows from it.") });
  await expect(waiting).rejects.toMatchObject({ failure: { detail: { reason: "Not enough memory left" } } });
});

test("a buffer for which there is no room is said to be one", async () => {
  vi.useFakeTimers();
  watchDevice(loseableDevice());
  const found = lossBehind(new RangeError("Failed to execute 'createBuffer' on 'GPUDevice': size is too large"));
  await vi.runAllTimersAsync();
  expect(await found).toMatchObject({ code: "engine/device-memory" });
  vi.useRealTimers();
});

test("any number of reads hang one reaction on the device's promise", async () => {
  const { lost } = loseableDevice();
  const then = vi.spyOn(lost, "then");
  watchDevice({ lost });
  for (let i = 0; i < 100; i++) await unlessDeviceLost(Promise.resolve(i));
  expect(then).toHaveBeenCalledTimes(1);
});
