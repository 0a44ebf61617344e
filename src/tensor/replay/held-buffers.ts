/**
 * The buffers that a recorded step works in. They are used among themselves while it is recorded, as the backend would use them,
 * and belong to the recording until it ends: whatever is done between two replays, nobody else writes into them.
 */
import type { WebgpuBackend } from "../kernels/webgpu/backend";

type BufferManager = WebgpuBackend["bufferManager"];

/** Which recording has a buffer. */
const holders = new WeakMap<GPUBuffer, HeldBuffers>();

/** The managers whose way of taking a buffer back asks for its holder first. */
const mended = new WeakSet<BufferManager>();

const keyOf = (size: number, usage: number) => `${size}_${usage}`;

export class HeldBuffers {
  /** Bytes of all of them. */
  bytes = 0;
  readonly #manager: BufferManager;
  readonly #held = new Set<GPUBuffer>();
  /** Those whose tensors are gone. */
  readonly #released = new Set<GPUBuffer>();
  /** Those of them that a later tensor of the same step may have. */
  readonly #free = new Map<string, GPUBuffer[]>();
  /** Those that hold nothing which every replay must find there. */
  readonly #shareable = new WeakSet<GPUBuffer>();
  #isTaking = false;

  constructor(manager: BufferManager) {
    this.#manager = manager;
    mend(manager);
  }

  /** All buffers that are asked for while `run` runs are held, and `take` is told of them. */
  during(run: () => void, take: (buffer: GPUBuffer) => void): void {
    const acquire = this.#manager.acquireBuffer;
    this.#manager.acquireBuffer = (size, usage, isMapped) => {
      const buffer = this.#acquire(acquire, size, usage, isMapped);
      take(buffer);
      return buffer;
    };
    this.#isTaking = true;
    try {
      run();
    } finally {
      this.#isTaking = false;
      this.#free.clear();
      this.#manager.acquireBuffer = acquire;
    }
  }

  /** The backend gets those back that no tensor lives in and that are not among `used`. */
  keepOnly(used: ReadonlySet<GPUBuffer>): void {
    for (const buffer of this.#released) {
      if (used.has(buffer)) continue;
      this.#released.delete(buffer);
      this.#held.delete(buffer);
      this.bytes -= buffer.size;
      holders.delete(buffer);
      this.#manager.releaseBuffer(buffer);
    }
  }

  /** The backend gets the buffers back, save those that tensors still live in: these it gets when they go. */
  giveBack(): void {
    for (const buffer of this.#held) holders.delete(buffer);
    for (const buffer of this.#released) this.#manager.releaseBuffer(buffer);
    this.#held.clear();
    this.#released.clear();
  }

  #acquire(acquire: BufferManager["acquireBuffer"], size: number, usage: number, isMapped = false): GPUBuffer {
    const key = keyOf(size, usage);
    const known = isMapped ? undefined : this.#free.get(key)?.pop();
    if (known) {
      this.#released.delete(known);
      return known;
    }
    const buffer = isMapped
      ? fresh(this.#manager, key, () => acquire.call(this.#manager, size, usage, true))
      : acquire.call(this.#manager, size, usage);
    holders.set(buffer, this);
    this.#held.add(buffer);
    // Constants and uniforms are written from outside, once.
    if (!isMapped && (usage & GPUBufferUsage.UNIFORM) === 0) this.#shareable.add(buffer);
    this.bytes += size;
    return buffer;
  }

  /** A tensor that lived in it is gone. */
  release(buffer: GPUBuffer): void {
    this.#released.add(buffer);
    if (!this.#isTaking || !this.#shareable.has(buffer)) return;
    const key = keyOf(buffer.size, buffer.usage);
    const free = this.#free.get(key);
    if (free) free.push(buffer);
    else this.#free.set(key, [buffer]);
  }
}

function mend(manager: BufferManager): void {
  if (mended.has(manager)) return;
  mended.add(manager);
  const release = manager.releaseBuffer.bind(manager);
  manager.releaseBuffer = (buffer, isKept) => {
    const holder = holders.get(buffer);
    if (holder) holder.release(buffer);
    else release(buffer, isKept);
  };
}

/** What `acquire` gives when no buffer of that kind lies about: one that was used before cannot be written as it is made. */
function fresh({ freeBuffers }: BufferManager, key: string, acquire: () => GPUBuffer): GPUBuffer {
  const lying = freeBuffers.get(key) ?? [];
  freeBuffers.set(key, []);
  try {
    return acquire();
  } finally {
    freeBuffers.set(key, lying);
  }
}
