/** Starts the compiled kernels: the build that this browser can run, its memory, and a pool of threads where it may share memory. */
import type { PoolStart } from "./pool-worker";
import poolWorkerAddress from "./pool-worker?worker&url";

/** Relaxed SIMD has the fused multiply-add, which doubles the speed of a product of matrices. */
export type InstructionSet = "relaxed" | "plain";

export interface ProgramOptions {
  /** Threads, the caller's among them, where the page may share memory; as many as there are processors if not given. */
  readonly threads?: number;
  /** Bytes of memory at most. */
  readonly limitBytes?: number;
  /** Never use relaxed SIMD. */
  readonly isPlain?: boolean;
}

export interface Program {
  readonly exports: WebAssembly.Exports;
  readonly memory: WebAssembly.Memory;
  readonly limitBytes: number;
  readonly instructionSet: InstructionSet;
  readonly threads: number;
  dispose(): void;
}

/** Addresses of control words that are written from outside, as assembly/parallel.ts exports them. */
interface ControlWords {
  readonly WORKERS: WebAssembly.Global<"i32">;
  readonly MAY_SLEEP: WebAssembly.Global<"i32">;
}

const pageBytes = 65_536;
const largestBytes = 2 ** 32;
/** Chunks are too few for more. */
const usefulThreads = 16;
/** A thread takes milliseconds to start, unless the browser keeps it waiting for good. */
const patienceMs = 10_000;

const builds = {
  "relaxed-shared": () => import("virtual:wasm-kernels/relaxed-shared"),
  "relaxed-single": () => import("virtual:wasm-kernels/relaxed-single"),
  "plain-shared": () => import("virtual:wasm-kernels/plain-shared"),
  "plain-single": () => import("virtual:wasm-kernels/plain-single"),
} as const;

/** f32x4.relaxed_madd of three zeros, as a module: whether it is valid says whether the browser has relaxed SIMD. */
const relaxedProbe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0],
  ...[65, 0, 253, 17, 65, 0, 253, 17, 65, 0, 253, 17, 253, 133, 2, 11],
);

/** Rejects where the browser has no SIMD in WebAssembly, or not the memory to start. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const wished = Math.min(options.threads ?? processors(), usefulThreads);
  const isShared = wished > 1 && globalThis.crossOriginIsolated && typeof Worker !== "undefined";
  const instructionSet = !options.isPlain && WebAssembly.validate(relaxedProbe) ? "relaxed" : "plain";
  const { base64 } = await builds[`${instructionSet}-${isShared ? "shared" : "single"}`]();
  const module = await WebAssembly.compile(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  const { memory, limitBytes } = reserve(options.limitBytes ?? largestBytes, isShared);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const workers = isShared ? await startWorkers(module, memory, wished - 1) : [];
  const words = new DataView(memory.buffer);
  const { WORKERS, MAY_SLEEP } = instance.exports as unknown as ControlWords; // compiled together
  words.setInt32(WORKERS.value, workers.length, true);
  words.setInt32(MAY_SLEEP.value, Number(!("document" in globalThis)), true);
  return {
    exports: instance.exports,
    memory,
    limitBytes,
    instructionSet,
    threads: workers.length + 1,
    dispose() {
      for (const worker of workers) worker.terminate();
    },
  };
}

/** Processors that the browser admits to; Node before 21 has no navigator. */
function processors(): number {
  return typeof navigator === "undefined" ? 1 : navigator.hardwareConcurrency || 1;
}

/** Memory with as much room to grow as the browser grants: some grant a shared one only what they can set aside at once. */
function reserve(wishedBytes: number, shared: boolean): { memory: WebAssembly.Memory; limitBytes: number } {
  for (let maximum = Math.floor(wishedBytes / pageBytes); ; maximum >>>= 1) {
    try {
      const memory = new WebAssembly.Memory({ initial: Math.min(32, maximum), maximum, shared });
      return { memory, limitBytes: maximum * pageBytes };
    } catch (error) {
      if (maximum * pageBytes < 2 ** 27) throw error;
    }
  }
}

/** Threads that wait for work in the shared memory. They are numbered without gaps: all, or none where one does not start. */
async function startWorkers(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  count: number,
): Promise<readonly Worker[]> {
  const started = Array.from({ length: count }, (_, index) => startWorker({ module, memory, thread: index + 1 }));
  const workers = (await Promise.all(started)).filter((worker) => worker !== null);
  if (workers.length === count) return workers;
  for (const worker of workers) worker.terminate();
  return [];
}

/** null where the thread does not start: the kernels do without. */
async function startWorker(start: PoolStart): Promise<Worker | null> {
  const starting = new AbortController();
  const { signal } = starting;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let worker: Worker | undefined;
  try {
    const thread = new Worker(poolWorkerAddress, { type: "module", name: `lightbench-thread-${start.thread}` });
    worker = thread;
    await new Promise<void>((resolve, reject) => {
      thread.addEventListener("message", () => resolve(), { signal });
      thread.addEventListener("error", reject, { signal });
      // Only what goes wrong later is an error of whoever started it.
      thread.addEventListener("error", (event) => event.preventDefault(), { signal });
      timer = setTimeout(reject, patienceMs);
      thread.postMessage(start);
    });
    return thread;
  } catch {
    worker?.terminate();
    return null;
  } finally {
    clearTimeout(timer);
    starting.abort();
  }
}
