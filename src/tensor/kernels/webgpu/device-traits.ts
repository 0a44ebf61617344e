/** What a device is like, found out once for each: by it tiles, sums and numbers of workgroups are chosen. */
import { isSoftwareAdapter } from "../../adapter";
import type { WebgpuBackend } from "./backend";
import { tilesWithin, type Tile } from "./tiles";

export interface DeviceTraits {
  /** The adapter is a program itself: a workgroup costs it more than what it works out, so it gets fewer. */
  readonly isSoftware: boolean;
  /** Threads of a workgroup share what they have by subgroups: the device has them, and has passed subgroup-test.ts. */
  readonly hasSubgroups: boolean;
  /** Threads that a workgroup is given at most. */
  readonly mostThreads: number;
  /** Those that products may be worked out by, the largest first. */
  readonly tiles: readonly Tile[];
}

/** Of a software adapter few are done sooner with the same work than many (measured). */
const enoughThreads = { card: 256, software: 64 };

const known = new WeakMap<GPUDevice, DeviceTraits>();

/** A device that nobody has examined has no subgroups. */
export function traitsOf({ device }: Pick<WebgpuBackend, "device">): DeviceTraits {
  return known.get(device) ?? learn(device, device.adapterInfo, false);
}

/** Tells of a device what its adapter is, which older browsers do not say of the device, and whether it is to use subgroups. */
export function learn(device: GPUDevice, info: GPUAdapterInfo | undefined, hasSubgroups: boolean): DeviceTraits {
  const { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupStorageSize } = device.limits;
  const isSoftware = info !== undefined && isSoftwareAdapter(info);
  const traits: DeviceTraits = {
    isSoftware,
    hasSubgroups,
    mostThreads: Math.min(enoughThreads[isSoftware ? "software" : "card"], maxComputeInvocationsPerWorkgroup),
    tiles: tilesWithin(maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupStorageSize, isSoftware),
  };
  known.set(device, traits);
  return traits;
}

/** For tests and measurements: takes a device for one of another kind. Returns what ends that. */
export function assume({ device }: Pick<WebgpuBackend, "device">, assumed: Partial<DeviceTraits>): () => void {
  const before = traitsOf({ device });
  known.set(device, { ...before, ...assumed });
  return () => void known.set(device, before);
}
