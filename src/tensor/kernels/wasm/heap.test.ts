import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createHeap } from "./heap";

const firstAddress = 65_536;
const pageBytes = 65_536;
/** The most that an empty heap of so many bytes can give: what lies below the blocks and the room for vectors at the end are not given out. */
const guardBytes = 256;

function heapOf(limitBytes: number) {
  return createHeap(new WebAssembly.Memory({ initial: 2, maximum: limitBytes / pageBytes }), limitBytes);
}

test("blocks never overlap, keep what is written, and leave one gap when all are freed", () => {
  const allocation = fc.record({ type: fc.constant("allocate" as const), bytes: fc.integer({ min: 0, max: 300_000 }) });
  const release = fc.record({ type: fc.constant("free" as const), which: fc.nat() });
  fc.assert(
    fc.property(fc.array(fc.oneof(allocation, release), { maxLength: 120 }), (commands) => {
      const limitBytes = 64 * pageBytes;
      const heap = heapOf(limitBytes);
      /** Address, bytes and the mark written over all of them. */
      const held: { address: number; bytes: number; mark: number }[] = [];
      let mark = 0;
      const view = (address: number, bytes: number) => new Uint8Array(heap.memory.buffer, address, bytes);
      const give = (index: number) => {
        const [{ address, bytes, mark }] = held.splice(index, 1) as [(typeof held)[0]]; // below the length
        expect(view(address, bytes).every((value) => value === mark)).toBe(true);
        heap.free(address);
      };
      for (const command of commands) {
        if (command.type === "free") {
          if (held.length > 0) give(command.which % held.length);
          continue;
        }
        const { bytes } = command;
        const before = heap.usedBytes;
        try {
          const address = heap.allocate(bytes);
          expect(address % 64).toBe(0);
          expect(address).toBeGreaterThanOrEqual(firstAddress);
          // A kernel may read a vector beyond a block.
          expect(address + bytes + guardBytes).toBeLessThanOrEqual(heap.memory.buffer.byteLength);
          mark = (mark + 1) % 256;
          view(address, bytes).fill(mark);
          held.push({ address, bytes, mark });
        } catch (error) {
          expect(error).toMatchObject({ code: "engine/memory" });
          expect(heap.usedBytes).toBe(before);
        }
      }
      const sizes = held.map(({ bytes }) => Math.max(64, Math.ceil(bytes / 64) * 64));
      expect(heap.usedBytes).toBe(sizes.reduce((sum, bytes) => sum + bytes, 0));
      while (held.length > 0) give(mark % held.length);
      expect(heap.usedBytes).toBe(0);
      // One gap again: a single block as large as all the memory that there may be.
      const whole = limitBytes - firstAddress - guardBytes;
      expect(heap.allocate(whole)).toBe(firstAddress);
    }),
    { numRuns: 60, seed: 1 },
  );
});

test("the smallest gap that is large enough is taken, and what is left of it stays one", () => {
  const heap = heapOf(64 * pageBytes);
  const blocks = [1024, 64, 512, 64, 2048, 64].map((bytes) => heap.allocate(bytes));
  for (const at of [0, 2, 4]) heap.free(blocks[at]!); // of six
  expect(heap.allocate(500)).toBe(blocks[2]);
  expect(heap.allocate(640)).toBe(blocks[0]);
  expect(heap.allocate(384)).toBe(blocks[0]! + 640); // the rest of that gap
});

test("memory grows only when it must, and never beyond its limit", () => {
  const limitBytes = 1024 * pageBytes;
  const heap = heapOf(limitBytes);
  const initial = heap.memory.buffer.byteLength;
  heap.free(heap.allocate(initial - firstAddress - guardBytes));
  expect(heap.memory.buffer.byteLength).toBe(initial);
  const half = heap.allocate(limitBytes / 2);
  const held = heap.memory.buffer.byteLength;
  expect(held).toBeGreaterThan(limitBytes / 2);
  let failure: unknown;
  try {
    heap.allocate(limitBytes / 2);
  } catch (error) {
    failure = error;
  }
  // 32 MB are in use and 32 MB were asked for, of 64 MB.
  expect(failure).toMatchObject({
    code: "engine/memory",
    failure: { detail: { neededMb: 32, usedMb: 32, limitMb: 64 }, hint: expect.stringMatching(/batch size/) },
  });
  expect(heap.memory.buffer.byteLength).toBe(held);
  // What fits is still given.
  heap.free(heap.allocate(limitBytes / 4));
  heap.free(half);
  expect(heap.usedBytes).toBe(0);
});

test("what is not a block cannot be freed, nor a block twice", () => {
  const heap = heapOf(64 * pageBytes);
  const address = heap.allocate(100);
  expect(() => heap.free(address + 64)).toThrow(RangeError);
  heap.free(address);
  expect(() => heap.free(address)).toThrow(RangeError);
});
