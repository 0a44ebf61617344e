/**
 * The memory that the WebAssembly kernels work on: blocks given out and taken back. Blocks lie side by side in address
 * order; a freed one joins its free neighbours, so that a long session of different shapes does not wear it out.
 */
import { fail } from "../../../core/failure";

/** Below lie the control words and the constants of the kernels. */
const firstAddress = 65_536;
const pageBytes = 65_536;
/** Blocks start on cache lines. */
const alignment = 64;
/** Kernels may read a vector that begins within a block, so nothing is given out this close to the end. */
const guardBytes = 256;
const growthBytes = 16 * 2 ** 20;

export interface Heap {
  readonly memory: WebAssembly.Memory;
  readonly limitBytes: number;
  /** Bytes given out. */
  readonly usedBytes: number;
  /** Address of a block of at least so many bytes, its contents undefined. Throws `engine/memory` where there is no room. */
  allocate(bytes: number): number;
  free(address: number): void;
}

interface Block {
  readonly address: number;
  readonly bytes: number;
}

/** `memory` may grow up to `limitBytes`. */
export function createHeap(memory: WebAssembly.Memory, limitBytes: number): Heap {
  const sizes = new Map<number, number>();
  /** In order of address, never touching one another. */
  const gaps: Block[] = [];
  let end = firstAddress;
  let usedBytes = 0;

  function release(address: number, bytes: number): void {
    let low = 0;
    let high = gaps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (gaps[middle]!.address < address) low = middle + 1; // within gaps
      else high = middle;
    }
    const before = gaps[low - 1];
    const after = gaps[low];
    const joinsBefore = before !== undefined && before.address + before.bytes === address;
    const joinsAfter = after !== undefined && address + bytes === after.address;
    const start = joinsBefore ? before.address : address;
    const stop = joinsAfter ? after.address + after.bytes : address + bytes;
    gaps.splice(low - Number(joinsBefore), Number(joinsBefore) + Number(joinsAfter), {
      address: start,
      bytes: stop - start,
    });
  }

  /** Number of the smallest gap that is large enough, or -1. */
  function bestGap(bytes: number): number {
    let best = -1;
    let bestBytes = Infinity;
    for (const [index, gap] of gaps.entries()) {
      if (gap.bytes < bytes || gap.bytes >= bestBytes) continue;
      best = index;
      bestBytes = gap.bytes;
      if (gap.bytes === bytes) break;
    }
    return best;
  }

  function grow(bytes: number): void {
    const last = gaps.at(-1);
    const free = last && last.address + last.bytes === end ? last.bytes : 0;
    const needed = end + bytes - free;
    const held = memory.buffer.byteLength;
    if (needed + guardBytes > held) {
      const missing = needed + guardBytes - held;
      const room = Math.min(limitBytes, 2 ** 32) - held;
      const roomy = Math.min(room, Math.max(missing, growthBytes, held >>> 2));
      if (missing > room || !(growBy(roomy) || growBy(missing))) {
        const megabytes = (count: number) => Math.ceil(count / 2 ** 20);
        throw fail("engine/memory", {
          neededMb: megabytes(bytes),
          usedMb: megabytes(usedBytes),
          limitMb: Math.floor(limitBytes / 2 ** 20),
        });
      }
    }
    release(end, needed - end);
    end = needed;
  }

  function growBy(bytes: number): boolean {
    try {
      memory.grow(Math.ceil(bytes / pageBytes));
      return true;
    } catch {
      return false;
    }
  }

  return {
    memory,
    limitBytes,
    get usedBytes() {
      return usedBytes;
    },
    allocate(wanted) {
      const bytes = Math.max(alignment, Math.ceil(wanted / alignment) * alignment);
      let index = bestGap(bytes);
      if (index < 0) {
        grow(bytes);
        index = bestGap(bytes);
      }
      const gap = gaps[index]!; // there is one now
      if (gap.bytes === bytes) gaps.splice(index, 1);
      else gaps[index] = { address: gap.address + bytes, bytes: gap.bytes - bytes };
      sizes.set(gap.address, bytes);
      usedBytes += bytes;
      return gap.address;
    },
    free(address) {
      const bytes = sizes.get(address);
      if (bytes === undefined) throw new RangeError(`no block begins at ${address}`);
      sizes.delete(address);
      usedBytes -= bytes;
      release(address, bytes);
    },
  };
}
