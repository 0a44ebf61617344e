/** The bench page: passes calls on to one worker, where everything runs as it does in the app. */
import type { Opened, Patience, Profile, Timed } from "../session";
import type { Answer, Call, Where } from "./calls";

export interface BenchPage {
  /** Starts the worker. */
  start(where: Where): void;
  open(networkId: string, patience: Patience): Promise<Opened>;
  measure(durationMs: number): Promise<Timed>;
  profile(steps: number): Promise<Profile>;
}

let worker: Worker | null = null;

function ask(call: Call): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (!worker) throw new Error("no worker was started");
    worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      data.ok ? resolve(data.value) : reject(new Error(data.problem));
    worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
    worker.postMessage(call);
  });
}

let place: Where | null = null;

const bench: BenchPage = {
  start(where) {
    place = where;
    worker = where.isStockWasm
      ? new Worker(new URL("./stock-wasm-worker.ts", import.meta.url), { type: "module" })
      : new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  },
  async open(networkId, patience) {
    if (!place) throw new Error("no worker was started");
    return (await ask({ type: "open", networkId, patience, where: place })) as Opened; // answers to "open" are
  },
  async measure(durationMs) {
    return (await ask({ type: "measure", durationMs })) as Timed; // answers to "measure" are
  },
  async profile(steps) {
    return (await ask({ type: "profile", steps })) as Profile; // answers to "profile" are
  },
};

declare global {
  interface Window {
    bench: BenchPage;
  }
}

window.bench = bench;
