/** Who is timed: the columns of the table, in its order. */

export interface Contender {
  readonly id: string;
  readonly label: string;
  /** What it runs in: the bench page's worker of our own or of the stock WebAssembly backend, or a Python process. */
  readonly where: "page" | "stock-wasm" | "pytorch";
  /** Name of the TensorFlow.js backend, for those in the page. */
  readonly backend: "wasm" | "cpu" | "webgl" | "webgpu" | null;
  /** Threads it is given: all that the machine has, or one; null where it decides for itself. */
  readonly threads: "all" | "one" | null;
}

export const contenders: readonly Contender[] = [
  { id: "ours", label: "ours", where: "page", backend: "wasm", threads: "all" },
  { id: "pytorch", label: "PyTorch", where: "pytorch", backend: null, threads: "all" },
  { id: "ours-1", label: "ours", where: "page", backend: "wasm", threads: "one" },
  { id: "pytorch-1", label: "PyTorch", where: "pytorch", backend: null, threads: "one" },
  { id: "cpu", label: "stock JavaScript", where: "page", backend: "cpu", threads: null },
  { id: "stock-wasm", label: "stock WebAssembly", where: "stock-wasm", backend: "wasm", threads: "all" },
  { id: "webgl", label: "stock WebGL", where: "page", backend: "webgl", threads: null },
  { id: "webgpu", label: "stock WebGPU", where: "page", backend: "webgpu", threads: null },
];

/** Timed by turns in the same minutes, so that a slow one hits both; others run alone. */
export const groups: readonly (readonly string[])[] = [
  ["ours", "pytorch"],
  ["ours-1", "pytorch-1"],
  ["cpu"],
  ["stock-wasm"],
  ["webgl"],
  ["webgpu"],
];
