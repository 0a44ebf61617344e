/**
 * A TensorFlow.js backend of our own: the stock JavaScript one, whose arrays move to the memory of the WebAssembly kernels
 * when one of those first needs them and stay there. What no kernel of ours does, the JavaScript one does.
 */
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import { sizeOf } from "../../../core/block";
import type { tf } from "../../tf";
import type { Heap } from "./heap";
import { createHeap } from "./heap";
import type { InstructionSet, Program, ProgramOptions } from "./program";
import { startProgram } from "./program";

/** Types that lie on the heap; others stay in JavaScript. */
export type HeapType = "float32" | "int32";

/** An array on the heap, in the shape in which the stock kernels look at one. A view is made for each look: memory that grows leaves old ones behind. */
class HeapArray {
  refCount: number;
  constructor(
    readonly heap: Heap,
    readonly address: number,
    readonly size: number,
    readonly dtype: HeapType,
    refCount: number,
  ) {
    this.refCount = refCount;
  }

  get values(): Float32Array | Int32Array {
    const View = this.dtype === "int32" ? Int32Array : Float32Array;
    return new View(this.heap.memory.buffer, this.address, this.size);
  }
}

export class WasmBackend extends MathBackendCPU {
  readonly #program: Program;
  readonly #heap: Heap;
  #scratch = { address: 0, bytes: 0 };
  /** Outputs of the kernel that runs, after those of the one that runs it. */
  readonly #made: object[] = [];

  constructor(program: Program) {
    super();
    this.#program = program;
    this.#heap = createHeap(program.memory, program.limitBytes);
  }

  get threads(): number {
    return this.#program.threads;
  }

  get instructionSet(): InstructionSet {
    return this.#program.instructionSet;
  }

  /** The memory that the kernels work on; it grows and never shrinks. */
  get heapBytes(): { readonly used: number; readonly held: number; readonly limit: number } {
    const { usedBytes, limitBytes, memory } = this.#heap;
    return { used: usedBytes, held: memory.buffer.byteLength, limit: limitBytes };
  }

  /** The compiled functions. Each kernel says which it calls; their sources in assembly/ say what they take. */
  get functions(): unknown {
    return this.#program.exports;
  }

  /** Runs a kernel, perhaps within another. Where it throws, the outputs that it had made are freed: nobody else knows of them. */
  run<Result>(kernel: () => Result): Result {
    const before = this.#made.length;
    try {
      return kernel();
    } catch (error) {
      for (const dataId of this.#made.splice(before)) this.disposeData(dataId, true);
      throw error;
    } finally {
      if (before === 0) this.#made.length = 0;
    }
  }

  /** Address of a tensor's numbers, moved to the heap if they are not there. Float32 and int32 only. */
  addressOf({ dataId }: tf.TensorInfo): number {
    const held = this.data.get(dataId);
    if (held instanceof HeapArray) return held.address;
    const values = held.values as Float32Array | Int32Array; // the two types that come here
    const moved = this.#allocate(values.length, held.dtype as HeapType, held.refCount);
    moved.values.set(values);
    this.data.delete(dataId);
    this.data.set(dataId, moved); // takes the place of the stock record, whose members it has
    return moved.address;
  }

  /** A new tensor on the heap whose numbers are undefined: the kernel writes all of them. */
  output(shape: readonly number[], dtype: HeapType = "float32"): tf.TensorInfo {
    const array = this.#allocate(sizeOf(shape), dtype, 1);
    const dataId = { id: array.address };
    this.data.set(dataId, array);
    this.#made.push(dataId);
    return { dataId, shape: [...shape], dtype };
  }

  /** Another tensor of the same numbers in another shape. */
  reshaped({ dataId, dtype }: tf.TensorInfo, shape: readonly number[]): tf.TensorInfo {
    this.incRef(dataId);
    return { dataId, shape: [...shape], dtype };
  }

  /** Room for one kernel at a time, its contents undefined; the next kernel gets the same. */
  scratch(bytes: number): number {
    if (bytes > this.#scratch.bytes) {
      this.releaseScratch();
      this.#scratch = { address: this.#heap.allocate(bytes), bytes };
    }
    return this.#scratch.address;
  }

  /** Gives the room of `scratch` back: between runs. */
  releaseScratch(): void {
    const { address, bytes } = this.#scratch;
    this.#scratch = { address: 0, bytes: 0 };
    if (bytes > 0) this.#heap.free(address);
  }

  /** Takes a copy of what a stock kernel cut out of an array on the heap: that array may go before the piece does. */
  override write(...[values, ...rest]: Parameters<MathBackendCPU["write"]>): object {
    const isPiece = ArrayBuffer.isView(values) && values.buffer === this.#heap.memory.buffer;
    return super.write(isPiece ? values.slice() : values, ...rest);
  }

  override readSync(dataId: object): ReturnType<MathBackendCPU["readSync"]> {
    const held: unknown = this.data.get(dataId);
    // A copy: the block may be given to another tensor while the reader still looks.
    return held instanceof HeapArray ? held.values.slice() : super.readSync(dataId);
  }

  override disposeData(dataId: object, force = false): boolean {
    const held: unknown = this.data.has(dataId) ? this.data.get(dataId) : null;
    const isGone = super.disposeData(dataId, force);
    if (isGone && held instanceof HeapArray) this.#heap.free(held.address);
    return isGone;
  }

  override memory(): { unreliable: boolean; reasons: string[] } {
    return { unreliable: false, reasons: [] };
  }

  override dispose(): void {
    this.#program.dispose();
  }

  #allocate(size: number, dtype: HeapType, refCount: number): HeapArray {
    return new HeapArray(this.#heap, this.#heap.allocate(size * 4), size, dtype, refCount);
  }
}

export async function createWasmBackend(options: ProgramOptions = {}): Promise<WasmBackend> {
  return new WasmBackend(await startProgram(options));
}
