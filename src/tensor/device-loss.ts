/** Word of a graphics device that went away: a driver reset, a sleeping laptop, a buffer too large. */
import { fail, WorkbenchError } from "../core/failure";

/** What is known of one device. */
export interface Watch {
  reason: string | null;
  /** Resolves once it is lost. */
  readonly over: Promise<void>;
  readonly waiting: Set<(reason: string) => void>;
}

/** What is asked of a device here. */
export type Loseable = Pick<GPUDevice, "lost"> & Partial<Pick<GPUDevice, "addEventListener" | "destroy">>;

/** The errors that a loss causes may come before word of the loss itself, which waits for what the device is at. */
const graceMs = 4_000;

let current: Watch | null = null;
const watches = new WeakMap<Loseable, Watch>();
const listeners = new Set<(reason: string) => void>();

/**
 * Settles as `work` does, or rejects with `engine/device-lost` once the device in use is lost: without it the work would
 * wait for ever. What waits is forgotten as it settles, since a fit reads back a hundred thousand times from one device.
 */
export function unlessDeviceLost<Value>(work: Promise<Value>, device = current): Promise<Value> {
  if (!device) return work;
  return new Promise((resolve, reject) => {
    const giveUp = (reason: string) => reject(lostError(reason));
    device.waiting.add(giveUp);
    const settled = work.catch(async (error: unknown) => {
      throw await lossBehind(error, device);
    });
    void settled.then(resolve, reject).finally(() => device.waiting.delete(giveUp));
    if (device.reason !== null) giveUp(device.reason);
  });
}

/**
 * What stands behind an error: `engine/device-lost` where the device is lost, or is about to be; `engine/device-memory` where
 * it has no room for a buffer; else the error itself. An error that says already what happened is taken at its word.
 */
export async function lossBehind(thrown: unknown, device = current): Promise<unknown> {
  if (!device || thrown instanceof WorkbenchError) return thrown;
  if (device.reason === null && mayComeOfLoss(thrown)) await Promise.race([device.over, grace()]);
  if (device.reason !== null) return lostError(device.reason, thrown);
  return isWantOfRoom(thrown) ? fail("engine/device-memory", {}, thrown) : thrown;
}

/** Reads that are broken off, and buffers that cannot be made. */
function mayComeOfLoss(thrown: unknown): boolean {
  return thrown instanceof DOMException || thrown instanceof RangeError;
}

function isWantOfRoom(thrown: unknown): boolean {
  return thrown instanceof RangeError && thrown.message.includes("createBuffer");
}

function grace(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, graceMs));
}

export function isDeviceLoss(error: unknown): boolean {
  return error instanceof WorkbenchError && error.code === "engine/device-lost";
}

/** Calls back with the reason when the device in use is lost. Returns what ends the subscription. */
export function onDeviceLost(listener: (reason: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Watches the device of the backend in use; null for a backend without one. */
export function watchDevice(device: Loseable | null): void {
  current = device && watch(device);
}

/** The device in use, to wait on it yet when another one is. */
export function deviceNow(): Watch | null {
  return current;
}

/** Why the device in use was lost; null where it is there, or the backend in use has none. */
export function currentLoss(): string | null {
  return current?.reason ?? null;
}

/** The same of any device that was ever in use. */
export function lossOf(device: Loseable): string | null {
  return watches.get(device)?.reason ?? null;
}

export function lostError(reason: string, cause?: unknown): WorkbenchError {
  return fail("engine/device-lost", { reason }, cause);
}

function watch(device: Loseable): Watch {
  const known = watches.get(device);
  if (known) return known;
  let cause = "";
  // What was asked for was not done, be it for want of room or because a driver refuses it: what is computed from it is worth nothing.
  device.addEventListener?.("uncapturederror", ({ error }) => {
    cause ||= error.message || "out of memory";
    device.destroy?.();
  });
  const over = device.lost.then((info) => {
    // A sentence goes on behind it.
    const reason = (cause || info.message || info.reason || "unknown reason").replace(/\.$/, "");
    made.reason = reason;
    // One that is no longer in use is missed by nobody, whether it was lost or taken down on purpose.
    if (made === current) for (const listener of listeners) listener(reason);
    for (const giveUp of made.waiting) giveUp(reason);
  });
  const made: Watch = { reason: null, over, waiting: new Set() };
  watches.set(device, made);
  return made;
}
