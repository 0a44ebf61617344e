/**
 * Tensors side by side in one buffer, so that one program can go over all of them. TensorFlow.js binds whatever stands as a
 * tensor's resource; where it means to free or to read it, three methods of the backend are put right.
 */
import { sizeOf } from "../../../core/block";
import { tf } from "../../tf";
import { placeOf, readAnew, type WebgpuBackend } from "./backend";

/** Numbers between two places where a tensor may begin: what every device can bind, 256 bytes. */
export const placeLength = 64;

const numberBytes = 4;

/** The part of an arena that one tensor has; a binding as WebGPU takes it. */
class Slice implements GPUBufferBinding {
  constructor(
    readonly arena: Arena,
    readonly offset: number,
    readonly size: number,
  ) {}

  get buffer(): GPUBuffer {
    return this.arena.buffer;
  }
}

export class Arena {
  readonly buffer: GPUBuffer;
  /** First number of each tensor. */
  readonly starts: readonly number[];
  /** Numbers of all of them with what lies between. */
  readonly length: number;
  readonly #backend: WebgpuBackend;
  readonly #shapes: readonly (readonly number[])[];
  #uses = 0;
  #isGone = false;
  readonly #companion: Arena | null;

  /** The buffer goes with the last tensor that lives in it, and so does a companion's. */
  constructor(backend: WebgpuBackend, shapes: readonly (readonly number[])[], companion: Arena | null = null) {
    mend(backend);
    this.#companion = companion;
    let length = 0;
    this.starts = shapes.map((shape) => {
      const start = length;
      length += placeLength * Math.ceil(sizeOf(shape) / placeLength);
      return start;
    });
    this.length = length;
    this.#shapes = shapes;
    this.#backend = backend;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    this.buffer = backend.bufferManager.acquireBuffer(numberBytes * Math.max(placeLength, length), usage);
    // A buffer that was used before is not empty, and what lies between the tensors takes part in sums.
    this.#encoder().clearBuffer(this.buffer);
  }

  /** All of it as a binding. */
  get whole(): GPUBufferBinding {
    return { buffer: this.buffer };
  }

  /** Copies the numbers of a tensor to its place. */
  copyIn(index: number, { dataId }: tf.TensorInfo): void {
    const size = sizeOf(this.#shapes[index]!); // one for each
    if (size === 0) return;
    this.#backend.uploadToGPU(dataId);
    const [buffer, offset] = placeOf(this.#backend.tensorMap.get(dataId));
    this.#backend.commandQueueOwnedIds.add(dataId);
    const encoder = this.#encoder();
    encoder.copyBufferToBuffer(buffer, offset, this.buffer, numberBytes * this.starts[index]!, numberBytes * size); // as above
  }

  /** Whether the buffer has been given back. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Makes a variable live at its place, with the numbers that it has. False where another tensor has the numbers there, too. */
  adopt(index: number, variable: tf.Variable): boolean {
    if (variable.size === 0) return true;
    const offset = numberBytes * this.starts[index]!; // one for each
    const { resource } = this.#backend.tensorMap.get(variable.dataId);
    if (resource instanceof Slice && resource.arena === this && resource.offset === offset) {
      return this.#backend.refCount(variable.dataId) === 1;
    }
    this.copyIn(index, variable);
    const info = this.#backend.makeTensorInfo(variable.shape, variable.dtype);
    this.#backend.tensorMap.get(info.dataId).resource = new Slice(this, offset, numberBytes * variable.size);
    this.#uses++;
    const moved = tf.engine().makeTensorFromTensorInfo(info);
    variable.assign(moved);
    moved.dispose();
    return true;
  }

  /** One tensor less. */
  leave(): void {
    this.#uses--;
    if (this.#uses === 0) this.#giveBack();
  }

  #giveBack(): void {
    this.#isGone = true;
    this.#backend.bufferManager.releaseBuffer(this.buffer);
    if (this.#companion) this.#companion.#giveBack();
  }

  #encoder(): GPUCommandEncoder {
    this.#backend.ensureCommandEncoderReady();
    this.#backend.endComputePassEncoder();
    return this.#backend.commandEncoder!; // it is ready
  }
}

const mended = new WeakSet<WebgpuBackend>();

function mend(backend: WebgpuBackend): void {
  if (mended.has(backend)) return;
  mended.add(backend);
  const release = backend.releaseResource.bind(backend);
  backend.releaseResource = (dataId) => {
    const data = backend.tensorMap.get(dataId);
    if (!(data.resource instanceof Slice)) return release(dataId);
    data.resource.arena.leave();
    data.resource = null;
  };
  const read = backend.getBufferData.bind(backend);
  backend.getBufferData = (resource) => (resource instanceof Slice ? readSlice(backend, resource) : read(resource));
  readAnew(backend);
}

async function readSlice(backend: WebgpuBackend, { buffer, offset, size }: Slice): Promise<ArrayBuffer> {
  const staging = backend.bufferManager.acquireBuffer(size, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.commandEncoder!.copyBufferToBuffer(buffer, offset, staging, 0, size); // it is ready
  backend.submitQueue();
  await staging.mapAsync(GPUMapMode.READ);
  const values = staging.getMappedRange().slice(0);
  staging.unmap();
  backend.bufferManager.releaseBuffer(staging);
  return values;
}
