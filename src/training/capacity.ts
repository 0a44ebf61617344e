/** Whether a fit can lie on the device at all: a buffer over the limit would take the graphics process down with it, and what cannot end well is better refused than begun. */
import { fail } from "../core/failure";
import { freeBytes, largestBufferBytes } from "../tensor/memory";
import type { NetworkSpec } from "../tensor/network";
import { largestArray, summariseNetwork } from "../tensor/network";

/**
 * Bytes of inputs that may be resident: the wish, or what one buffer may hold. Throws `fit/memory` where a weight or a batch
 * would not fit, or all that the network's summary counts. `slotCount` is the number of arrays beside each weight.
 */
export function assertFits(spec: NetworkSpec, batchSize: number, slotCount: number, wishedBytes: number): number {
  const limit = largestBufferBytes();
  requireRoom(summariseNetwork(spec, batchSize, slotCount).memoryBytes, freeBytes());
  requireRoom(largestArray(spec, batchSize) * Float32Array.BYTES_PER_ELEMENT, limit);
  return Math.min(wishedBytes, limit);
}

function requireRoom(neededBytes: number, limitBytes: number): void {
  if (neededBytes <= limitBytes) return;
  throw fail("fit/memory", { neededMb: Math.ceil(neededBytes / 2 ** 20), limitMb: Math.floor(limitBytes / 2 ** 20) });
}
