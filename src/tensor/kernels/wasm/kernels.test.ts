/** Every kernel against the table, in the build that Node can run, on memory that is watched. */
import { afterEach, describe, expect, vi } from "vitest";
import { WasmBackend } from "./backend";
import { guarded, type GuardedHeap } from "./cases/guarded-heap.fixture";
import { holdTable } from "./cases/hold-table.fixture";

const heaps = vi.hoisted((): GuardedHeap[] => []);
vi.mock("./heap", async (original) => {
  const { createHeap } = await original<typeof import("./heap")>();
  return {
    createHeap: (...given: Parameters<typeof createHeap>) => {
      const heap = guarded(createHeap(...given));
      heaps.push(heap);
      return heap;
    },
  };
});

// A room of its own for every kernel, no larger than it asked for.
const { scratch } = WasmBackend.prototype;
vi.spyOn(WasmBackend.prototype, "scratch").mockImplementation(function (this: WasmBackend, bytes) {
  this.releaseScratch();
  return scratch.call(this, bytes);
});

describe("the kernels", () => {
  afterEach(() => {
    expect(heaps).toHaveLength(1);
    for (const heap of heaps) heap.check();
  });
  holdTable({}, "case");
});
