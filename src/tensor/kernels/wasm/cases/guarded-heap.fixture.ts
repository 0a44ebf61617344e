/**
 * A heap for tests: its blocks lie above 2 GiB, where an address is a negative number to whoever takes it for a signed one,
 * between words that nobody may write, and hold NaN when they are given out. A kernel that writes beside its block, or uses
 * what it did not write or what lies beside, is found out.
 */
import type { Heap } from "../heap";

const ballastBytes = 2.25 * 2 ** 30;
/** Words before a block and behind it: as many as a kernel may read there. */
const guardWords = 64;

/** NaN to a kernel, and no two alike nearby: one that is copied or added up does not pass for another. */
function wordAt(address: number): number {
  return 0x7fc00000 + ((address / 4) & 0x3fffff);
}

export interface GuardedHeap extends Heap {
  /** Throws where a word beside one of the blocks has been written, once. */
  check(): void;
}

export function guarded(heap: Heap): GuardedHeap {
  // Memory that nobody touches is only set aside.
  heap.allocate(ballastBytes);
  /** Bytes by address. */
  const blocks = new Map<number, number>();

  const fill = (address: number, words: number) =>
    new Int32Array(heap.memory.buffer, address, words).forEach((_, i, all) => (all[i] = wordAt(address + i * 4)));

  /** Where the words before a block begin, and those behind it. */
  function guardsOf(address: number, bytes: number): readonly [number, number] {
    return [address - guardWords * 4, address + Math.ceil(bytes / 4) * 4];
  }

  function checkBlock(address: number, bytes: number): void {
    for (const start of guardsOf(address, bytes)) {
      const guard = new Int32Array(heap.memory.buffer, start, guardWords);
      const written = guard.findIndex((word, i) => word !== wordAt(start + i * 4));
      if (written < 0) continue;
      fill(start, guardWords);
      throw new Error(`a block of ${bytes} bytes: the word at ${start + written * 4 - address} was written`);
    }
  }

  return {
    memory: heap.memory,
    limitBytes: heap.limitBytes,
    get usedBytes() {
      return heap.usedBytes;
    },
    allocate(bytes) {
      const start = heap.allocate(bytes + guardWords * 8);
      const address = start + guardWords * 4;
      fill(start, Math.ceil(bytes / 4) + guardWords * 2);
      blocks.set(address, bytes);
      return address;
    },
    free(address) {
      const bytes = blocks.get(address);
      if (bytes === undefined) throw new RangeError(`no block begins at ${address}`);
      blocks.delete(address);
      heap.free(address - guardWords * 4);
      checkBlock(address, bytes);
    },
    check() {
      for (const [address, bytes] of blocks) checkBlock(address, bytes);
    },
  };
}
