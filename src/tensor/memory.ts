/** What is held, and giving back what is no longer needed. */
import { webgpuInUse } from "./webgpu-in-use";
import { largestArrayBytes } from "./kernels/webgpu/backend";
import { flush } from "./replay/recording";
import { tf } from "./tf";
import { wasmInUse } from "./wasm-in-use";

export interface TensorMemory {
  readonly tensors: number;
  readonly tensorBytes: number;
  /** Bytes of buffers on the graphics device, those in waiting included; on WebAssembly, of its memory in use; else 0. */
  readonly deviceBytes: number;
}

interface DeviceMemory {
  readonly numBytesInGPU?: number;
  readonly numBytesAllocatedInGPU?: number;
  readonly numBytesInGPUAllocated?: number;
}

export function memory(): TensorMemory {
  const wasm = wasmInUse();
  const held = tf.memory() as ReturnType<typeof tf.memory> & DeviceMemory; // graphics backends add their own counts
  return {
    tensors: held.numTensors,
    tensorBytes: held.numBytes,
    deviceBytes:
      wasm?.heapBytes.used ?? held.numBytesAllocatedInGPU ?? held.numBytesInGPUAllocated ?? held.numBytesInGPU ?? 0,
  };
}

/** Bytes that one array on the device may have; Infinity where memory is the only limit. */
export function largestBufferBytes(): number {
  const wasm = wasmInUse();
  if (wasm) return wasm.heapBytes.limit;
  const webgpu = webgpuInUse();
  return webgpu ? largestArrayBytes(webgpu) : Infinity;
}

/** Bytes that are left for all arrays together; Infinity where the backend does not say. */
export function freeBytes(): number {
  const wasm = wasmInUse();
  return wasm ? wasm.heapBytes.limit - wasm.heapBytes.used : Infinity;
}

/**
 * Destroys the buffers that WebGPU keeps for reuse (TensorFlow.js never does, so every new batch shape would add to them),
 * and the room that WebAssembly's kernels work in.
 */
export function releaseFreeBuffers(): void {
  wasmInUse()?.releaseScratch();
  const backend = webgpuInUse();
  if (!backend) return;
  // What is queued must run first: its buffers are freed by the submission.
  flush(backend);
  const pool = backend.bufferManager;
  for (const buffers of pool.freeBuffers.values()) {
    for (const buffer of buffers) {
      buffer.destroy();
      pool.numBytesAllocated -= buffer.size;
      pool.numFreeBuffers -= 1;
    }
    buffers.length = 0;
  }
}
