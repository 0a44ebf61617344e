/** Whether a fit can lie on the device at all: a buffer over the limit would take the graphics process down with it. */
import { fail } from "../core/failure";
import { largestBufferBytes } from "../tensor/memory";
import type { NetworkSpec } from "../tensor/network";
import { largestArray } from "../tensor/network";

/** Bytes of inputs that may be resident: the wish, or what one buffer may hold. Throws `fit/memory` where a weight or a batch would not fit. */
export function assertFits(spec: NetworkSpec, batchSize: number, wishedBytes: number): number {
  const limit = largestBufferBytes();
  const needed = largestArray(spec, batchSize) * Float32Array.BYTES_PER_ELEMENT;
  if (needed > limit) {
    throw fail("fit/memory", { neededMb: Math.ceil(needed / 2 ** 20), limitMb: Math.floor(limit / 2 ** 20) });
  }
  return Math.min(wishedBytes, limit);
}
