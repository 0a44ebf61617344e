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
  /** Whether steps are recorded once and then replayed, as they are in a fit. */
  readonly isReplayed: boolean;
  readonly threads: null;
}

export type Contender = PageContender | PytorchContender | NodeContender;

const inNode = { where: "node", threads: null } as const;
const replayed = { ...inNode, kernels: "ours", isReplayed: true } as const;
const notReplayed = { ...inNode, kernels: "ours", isReplayed: false } as const;
const stock = { ...inNode, kernels: "stock", isReplayed: false } as const;

export const contenders: readonly Contender[] = [
  { id: "ours", label: "ours", where: "page", backend: "wasm", threads: "all" },
  { id: "pytorch", label: "PyTorch", where: "pytorch", device: "cpu", threads: "all" },
  { id: "ours-1", label: "ours", where: "page", backend: "wasm", threads: "one" },
  { id: "pytorch-1", label: "PyTorch", where: "pytorch", device: "cpu", threads: "one" },
  { id: "cpu", label: "stock JavaScript", where: "page", backend: "cpu", threads: null },
  { id: "stock-wasm", label: "stock WebAssembly", where: "stock-wasm", backend: "wasm", threads: "all" },
  { id: "webgl", label: "stock WebGL", where: "page", backend: "webgl", threads: null },
  { id: "webgpu", label: "stock WebGPU", where: "page", backend: "webgpu", threads: null },
  { id: "null", label: "ours", device: "null", ...replayed },
  { id: "null-plain", label: "not replayed", device: "null", ...notReplayed },
  { id: "null-stock", label: "stock", device: "null", ...stock },
  { id: "dawn", label: "ours", device: "adapter", ...replayed },
  { id: "dawn-plain", label: "not replayed", device: "adapter", ...notReplayed },
  { id: "dawn-stock", label: "stock", device: "adapter", ...stock },
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
  ["null", "null-plain", "null-stock"],
  ["dawn", "dawn-plain", "dawn-stock", "pytorch-gpu"],
];
