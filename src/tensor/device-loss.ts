/** Word of a graphics device that went away: a driver reset, a sleeping laptop, a buffer too large. */
import { fail } from "../core/failure";

interface Watch {
  reason: string | null;
  readonly waiting: Set<(reason: string) => void>;
}

let current: Watch | null = null;
const listeners = new Set<(reason: string) => void>();

/**
 * Settles as `work` does, or rejects with `engine/device-lost` once the device in use is lost: without it the work would
 * wait for ever. What waits is forgotten as it settles, since a fit reads back a hundred thousand times from one device.
 */
export function unlessDeviceLost<Value>(work: Promise<Value>): Promise<Value> {
  const device = current;
  if (!device) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (reason: string) => reject(fail("engine/device-lost", { reason }));
    device.waiting.add(giveUp);
    void work.then(resolve, reject).finally(() => device.waiting.delete(giveUp));
    if (device.reason !== null) giveUp(device.reason);
  });
}

/** Calls back with the reason when a device is lost. Returns what ends the subscription. */
export function onDeviceLost(listener: (reason: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Watches the device of the backend in use; null for a backend without one. */
export function watchDevice(device: Pick<GPUDevice, "lost"> | null): void {
  current = device && watch(device.lost);
}

function watch(lost: Promise<GPUDeviceLostInfo>): Watch {
  const device: Watch = { reason: null, waiting: new Set() };
  void lost.then((info) => {
    const reason = info.message || info.reason || "unknown reason";
    device.reason = reason;
    if (info.reason !== "destroyed") for (const listener of listeners) listener(reason);
    for (const giveUp of device.waiting) giveUp(reason);
  });
  return device;
}
