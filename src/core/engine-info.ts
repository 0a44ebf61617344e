import type { Wording } from "./wording";

export type BackendId = "webgpu" | "webgl" | "wasm" | "cpu";

/** In the order in which they are tried. */
export const backendIds: readonly BackendId[] = ["webgpu", "webgl", "wasm", "cpu"];

/** What became of one backend when it was looked at. */
export interface BackendCandidate {
  readonly backend: BackendId;
  /** Whether it passed the self-test and may be used. */
  readonly ok: boolean;
  /** Best time of a convolution training step of stated size; null where it was not timed. */
  readonly ms: number | null;
  /** Usual time of a larger one, where it was worth timing: the measure of what a network will take. */
  readonly largeMs?: number;
  readonly why: Wording;
}

/** Where the computing is done, and why there. */
export interface EngineInfo {
  readonly backend: BackendId;
  /** Name of the graphics adapter, as far as the browser tells; of WebAssembly its threads and instruction set. */
  readonly adapter: Wording;
  readonly reason: Wording;
  readonly isChosenByUser: boolean;
  readonly candidates: readonly BackendCandidate[];
}
