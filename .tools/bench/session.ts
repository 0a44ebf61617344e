/** What is said to whoever runs a network, in the browser, in Node or in Python: open it, time it for a while, close it. */

/** How long a network may be looked at before it is timed. */
export interface Patience {
  /** Steps whose loss is read, the first one included. */
  readonly lossSteps: number;
  /** Milliseconds after the first step and its loss, after which no further loss is read; one more is always taken. */
  readonly lossMs: number;
  /** Milliseconds of steps that are not counted, after those. */
  readonly warmUpMs: number;
}

/** A network after its first steps. */
export interface Opened {
  /** Milliseconds of the first step, with all that is compiled or allocated in it. */
  readonly firstMs: number;
  /** Mean loss of the batch at each of the first steps. */
  readonly losses: readonly number[];
  /** Milliseconds of the steps after the first one whose loss was read, of one at least. */
  readonly slowMs: readonly number[];
  /** Kernels that TensorFlow.js runs in a step, without those that only give numbers another name. */
  readonly kernels: number | null;
  /** Dispatches of WebGPU in a step. */
  readonly dispatches: number | null;
  /** Different programs of WebGPU among them. */
  readonly pipelines: number | null;
  /** Threads in use, where they are known. */
  readonly threads: number | null;
  /** What computes, in its own words: an adapter, an instruction set. */
  readonly detail: string;
  /** Whether a program plays the graphics adapter. */
  readonly isSoftware: boolean;
}

export interface Timed {
  /** Milliseconds a step: of single steps, or means of a few where the device has a queue. */
  readonly stepMs: readonly number[];
  /** Most bytes held so far: the heap, the buffers of the device, the tensors, or the process. */
  readonly memoryBytes: number | null;
}

export interface Session {
  open(networkId: string, patience: Patience): Promise<Opened>;
  /** Runs steps for so long; for no time, only says what is held. */
  measure(durationMs: number): Promise<Timed>;
  close(): Promise<void>;
}

/** Where the kernels are TensorFlow.js's, they can be timed one by one. */
export interface KernelSession extends Session {
  profile(steps: number): Promise<Profile>;
}

/** Milliseconds of one kernel on inputs of one size, over some steps. */
export interface KernelTime {
  readonly name: string;
  /** Of the inputs, as "64×10, 10". */
  readonly shapes: string;
  readonly calls: number;
  /** Of all calls. */
  readonly ms: number;
  /** Of the shortest call: what it takes when nothing else disturbs it. */
  readonly leastMs: number;
}

export interface Profile {
  readonly steps: number;
  /** Milliseconds of all steps, with what happens between the kernels. */
  readonly totalMs: number;
  readonly kernels: readonly KernelTime[];
}
