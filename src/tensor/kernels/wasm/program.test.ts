import { afterEach, describe, expect, test, vi } from "vitest";
import { startProgram } from "./program";

const shared = { threads: 3, limitBytes: 2 ** 27 };

/** Takes the place of the browser's workers; `answer` is what each does when it is told to start. */
function workersThat(answer: (worker: EventTarget) => void) {
  const running = new Set<EventTarget>();
  class FakeWorker extends EventTarget {
    constructor() {
      super();
      running.add(this);
    }
    postMessage() {
      answer(this);
    }
    terminate() {
      running.delete(this);
    }
  }
  vi.stubGlobal("crossOriginIsolated", true);
  vi.stubGlobal("Worker", FakeWorker);
  return running;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("threads", () => {
  test("are those that answer, and are ended with the program", async () => {
    const running = workersThat((worker) => worker.dispatchEvent(new Event("message")));
    const program = await startProgram(shared);
    expect(program.threads).toBe(3);
    expect(program.memory.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(running.size).toBe(2);
    program.dispose();
    expect(running.size).toBe(0);
  });

  test("are done without where one of them does not start", async () => {
    let asked = 0;
    const running = workersThat((worker) => worker.dispatchEvent(new Event(asked++ === 1 ? "error" : "message")));
    expect(await startProgram(shared)).toMatchObject({ threads: 1 });
    expect(running.size).toBe(0);
  });

  test("that do not start are no error of whoever wants them, unlike those that end later", async () => {
    const error = () => new Event("error", { cancelable: true });
    const early = error();
    workersThat((worker) => worker.dispatchEvent(early));
    await startProgram(shared);
    expect(early.defaultPrevented).toBe(true);
    const late = error();
    const running = workersThat((worker) => worker.dispatchEvent(new Event("message")));
    await startProgram(shared);
    for (const worker of running) worker.dispatchEvent(late);
    expect(late.defaultPrevented).toBe(false);
  });

  test("are done without where the browser refuses them", async () => {
    workersThat(() => {
      throw new DOMException("no", "DataCloneError");
    });
    expect(await startProgram(shared)).toMatchObject({ threads: 1 });
  });

  test("are done without where one never answers", async () => {
    const given: (() => void)[] = [];
    vi.stubGlobal("setTimeout", (callback: () => void) => given.push(callback));
    workersThat((worker) => {
      if (given.length > 1) worker.dispatchEvent(new Event("message"));
      else queueMicrotask(() => given[0]!()); // the time of the first is up
    });
    expect(await startProgram(shared)).toMatchObject({ threads: 1 });
  });
});

interface Pool {
  fill(to: number, total: number, bits: number): void;
}

/** Kernels that believe in a second thread and do without. */
async function kernelsAlone() {
  workersThat((worker) => worker.dispatchEvent(new Event("message")));
  const { exports, memory } = await startProgram({ ...shared, threads: 2 });
  return { pool: exports as unknown as Pool, words: new Int32Array(memory.buffer) }; // exported by assembly/movement.ts
}

/** Several chunks. */
const total = 100_000;
const address = 65_536;

describe("a job", () => {
  test("is done by the first thread where the others are late", async () => {
    const { pool, words } = await kernelsAlone();
    pool.fill(address, total, 7);
    expect(words.subarray(address / 4, address / 4 + total).every((word) => word === 7)).toBe(true);
  });

  test("that broke off is the last: other threads may still be at it", async () => {
    const { pool, words } = await kernelsAlone();
    const end = words.buffer.byteLength;
    expect(() => pool.fill(end - 4 * total + 4, total, 7)).toThrow(WebAssembly.RuntimeError);
    expect(() => pool.fill(address, total, 7)).toThrow("unreachable");
  });
});

test("memory is limited to whole pages", async () => {
  const { limitBytes } = await startProgram({ limitBytes: 10 * 65_536 + 100 });
  expect(limitBytes).toBe(10 * 65_536);
});

test("where the browser refuses so much room to grow, half of it will do", async () => {
  const { Memory } = WebAssembly;
  const refused: number[] = [];
  vi.spyOn(WebAssembly, "Memory").mockImplementation(function (descriptor) {
    if (descriptor.maximum! > 4096) {
      refused.push(descriptor.maximum!);
      throw new RangeError("no");
    }
    return new Memory(descriptor);
  });
  expect(await startProgram()).toMatchObject({ limitBytes: 4096 * 65_536 });
  expect(refused).toEqual([65_536, 32_768, 16_384, 8192]);
  vi.restoreAllMocks();
});
