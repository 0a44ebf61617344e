/**
 * One thread of the pool: it gets the kernels and their memory, and from then on does nothing but wait there for work.
 *
 * It needs no guard against the network. These lines import nothing, the kernels are given nothing but memory, and `serve`
 * never comes back: there is no turn of the event loop in which anything else could be run here.
 */

interface Start {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** From 1 on; the thread that gives out the work is 0. */
  readonly thread: number;
}

async function start({ module, memory, thread }: Start): Promise<void> {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  globalThis.postMessage("ready");
  (exports["serve"] as (thread: number) => void)(thread); // exported by assembly/parallel.ts; never returns
}

addEventListener("message", ({ data }: MessageEvent<Start>) => void start(data), { once: true });
