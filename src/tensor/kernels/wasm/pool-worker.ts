/**
 * One thread of the pool: it gets the kernels and their memory, and from then on does nothing but wait there for work.
 *
 * It needs no guard against the network. These lines import nothing, the kernels are given nothing but memory, and `serve`
 * never comes back: there is no turn of the event loop in which anything else could be run here.
 */

export interface PoolStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** From 1 on; the thread that gives out the work is 0. */
  readonly thread: number;
}

/** What of the kernels this file needs, exported by assembly/parallel.ts. */
interface Pool {
  serve(thread: number): never;
  readonly DEAD: WebAssembly.Global<"i32">;
}

/** Answers when it is ready, or throws. */
async function start({ module, memory, thread }: PoolStart): Promise<void> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const { serve, DEAD } = exports as unknown as Pool; // compiled together
  globalThis.postMessage("ready");
  try {
    serve(thread);
  } finally {
    // Its chunk will never be done: whoever waits for it must hear of it.
    Atomics.store(new Int32Array(memory.buffer), DEAD.value / 4, 1);
  }
}

// reportError is heard by whoever made the worker; a promise that is rejected is not.
addEventListener("message", ({ data }: MessageEvent<PoolStart>) => void start(data).catch(reportError), { once: true });
