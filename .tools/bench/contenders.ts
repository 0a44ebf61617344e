/** Who is timed: the columns of the tables, in their order. */

interface Column {
  readonly id: string;
  readonly label: string;
}

/** In the bench page's worker of our own or of the stock WebAssembly backend. */
export interface PageContender extends Column {
  readonly where: "page" | "stock-wasm";
  /** Name of the TensorFlow.js backend. */
  readonly backend: "wasm" | "cpu" | "webgl" | "webgpu";
  /** Threads it is given: all that the machine has, or one; null where it decides for itself. */
  readonly threads: "all" | "one" | null;
}

/** In a Python process. */
interface PytorchContender extends Column {
  readonly where: "pytorch";
  readonly device: "cpu" | "cuda";
  readonly threads: "all" | "one" | null;
}

/** In a Node process with WebGPU. */
export interface NodeContender extends Column {
  readonly where: "node";
  /** The machine's adapter, or a device that takes every call and computes nothing. */
  readonly device: "adapter" | "null";
  readonly kernels: "ours" | "stock";
  readonly threads: null;
}

export type Contender = PageContender | PytorchContender | NodeContender;

export const contenders: readonly Contender[] = [
  { id: "ours", label: "ours", where: "page", backend: "wasm", threads: "all" },
  { id: "pytorch", label: "PyTorch", where: "pytorch", device: "cpu", threads: "all" },
  { id: "ours-1", label: "ours", where: "page", backend: "wasm", threads: "one" },
  { id: "pytorch-1", label: "PyTorch", where: "pytorch", device: "cpu", threads: "one" },
  { id: "cpu", label: "stock JavaScript", where: "page", backend: "cpu", threads: null },
  { id: "stock-wasm", label: "stock WebAssembly", where: "stock-wasm", backend: "wasm", threads: "all" },
  { id: "webgl", label: "stock WebGL", where: "page", backend: "webgl", threads: null },
  { id: "webgpu", label: "stock WebGPU", where: "page", backend: "webgpu", threads: null },
  { id: "null", label: "ours", where: "node", device: "null", kernels: "ours", threads: null },
  { id: "null-stock", label: "stock", where: "node", device: "null", kernels: "stock", threads: null },
  { id: "dawn", label: "ours", where: "node", device: "adapter", kernels: "ours", threads: null },
  { id: "dawn-stock", label: "stock", where: "node", device: "adapter", kernels: "stock", threads: null },
  { id: "pytorch-gpu", label: "PyTorch", where: "pytorch", device: "cuda", threads: null },
];

/** On WebGPU in Node, and who is held against it: shown in a table of their own. */
const isOnGpu = (contender: Contender) =>
  contender.where === "node" || (contender.where === "pytorch" && contender.device === "cuda");

export const gpuContenders = contenders.filter(isOnGpu);
export const browserContenders = contenders.filter((contender) => !isOnGpu(contender));

/** Timed by turns in the same minutes, so that a slow one hits all; others run alone. */
export const groups: readonly (readonly string[])[] = [
  ["ours", "pytorch"],
  ["ours-1", "pytorch-1"],
  ["cpu"],
  ["stock-wasm"],
  ["webgl"],
  ["webgpu"],
  ["null", "null-stock"],
  ["dawn", "dawn-stock", "pytorch-gpu"],
];
