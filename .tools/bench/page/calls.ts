/** What is said to whoever runs TensorFlow.js, the worker of the bench page or a process of Node: one call at a time. */
import type { Patience } from "../session";

/** Which backend to run on. */
export interface Where {
  readonly backend: "wasm" | "cpu" | "webgl" | "webgpu";
  /** The stock WebAssembly backend has the name of ours, so it lives in a worker of its own. */
  readonly isStockWasm: boolean;
  /** Threads to use; null: as the backend decides. */
  readonly threads: number | null;
}

export type Call<Place = Where> =
  | { readonly type: "open"; readonly networkId: string; readonly patience: Patience; readonly where: Place }
  | { readonly type: "measure"; readonly durationMs: number }
  | { readonly type: "profile"; readonly steps: number };

export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** A backend that runs. */
export interface StartedBackend {
  readonly detail: string;
  readonly isSoftware: boolean;
  readonly threads: number | null;
  /** Whether steps are queued on a device and have to be waited for. */
  readonly isQueued: boolean;
  /** Whether the device computes nothing, so that only the calls to it are worth timing. */
  readonly isNull?: boolean;
  /** Whether the second step is recorded, to be replayed from then on: it is not one of many. */
  readonly isRecorded?: boolean;
  /** Bytes that the backend holds now; null where only the sum of its tensors is known. */
  heldBytes(): number | null;
}
