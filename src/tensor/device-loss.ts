/** Word of a graphics device that went away: a driver reset, a sleeping laptop, a buffer too large. */
let current: Promise<string> | null = null;
const listeners = new Set<(reason: string) => void>();

/** Resolves with the reason when the device in use is lost; null where the backend has no device. */
export function deviceLoss(): Promise<string> | null {
  return current;
}

/** Calls back with the reason when a device is lost. Returns what ends the subscription. */
export function onDeviceLost(listener: (reason: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Watches the device of the backend in use; null for a backend without one. */
export function watchDevice(device: GPUDevice | null): void {
  current = device
    ? device.lost.then((info) => {
        const reason = info.message || info.reason || "unknown reason";
        if (info.reason !== "destroyed") for (const listener of listeners) listener(reason);
        return reason;
      })
    : null;
}
