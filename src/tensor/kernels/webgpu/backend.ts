/// <reference types="@webgpu/types" />
/** What our kernels use of the WebGPU backend of TensorFlow.js 4.22; none of it is in its published types. */
import type { tf } from "../../tf";

export interface TensorData {
  /** A part of a buffer where it is one of ours: arena.ts. */
  resource: GPUBuffer | GPUBufferBinding | null;
  values: ArrayLike<number> | null;
  /** What the numbers really are: a tensor of Float32 that was cast may still have whole ones. */
  readonly dtype: string;
}

export interface WebgpuBackend {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  /** Promises while pipelines are only compiled: replay/compile-ahead.ts. */
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  readonly bufferManager: {
    acquireBuffer(size: number, usage: number, isMapped?: boolean): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer, isKept?: boolean): void;
    readonly freeBuffers: Map<string, GPUBuffer[]>;
    numFreeBuffers: number;
    numBytesAllocated: number;
  };
  readonly tensorMap: { get(dataId: object): TensorData };
  readonly uniformPendingDisposal: GPUBuffer[];
  readonly commandQueueOwnedIds: WeakSet<object>;
  computePassEncoder: GPUComputePassEncoder | null;
  commandEncoder: GPUCommandEncoder | null;
  dispatchCountInPass: number;
  uploadToGPU(dataId: object): void;
  tensorToBinding(tensor: tf.TensorInfo): GPUBindingResource;
  makeTensorInfo(shape: readonly number[], dtype: string, values?: Float32Array): tf.TensorInfo;
  disposeData(dataId: object): boolean;
  incRef(dataId: object): void;
  refCount(dataId: object): number;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  // The three below are replaced: arena.ts.
  releaseResource(dataId: object): void;
  getBufferData(resource: GPUBuffer | GPUBufferBinding): Promise<ArrayBuffer>;
  convertAndCacheOnCPU<Values>(dataId: object, values: Values): Values;
}

/** The buffer that numbers lie in, and the byte where they begin. */
export function placeOf({ resource }: TensorData): readonly [GPUBuffer, number] {
  if (!resource) throw new Error("the tensor is not on the device");
  return resource instanceof GPUBuffer ? [resource, 0] : [resource.buffer, resource.offset ?? 0];
}

/** Numbers that are changed in place must be read anew each time: TensorFlow.js would keep what it has once read. */
export function readAnew(backend: WebgpuBackend): void {
  backend.convertAndCacheOnCPU = (_, values) => values;
}

/** Bytes that one array may have. */
export function largestArrayBytes({ device }: WebgpuBackend): number {
  return Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
}
