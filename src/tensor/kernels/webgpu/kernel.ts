/** What a WebGPU kernel is. It stands behind a stock name, or one of ours, and may leave a case to the stock kernel. */
import { sizeOf } from "../../../core/block";
import type { tf } from "../../tf";
import type { WebgpuBackend } from "./backend";

export interface KernelCall {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  /** As the stock operation gives them; each kernel knows its own. */
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: WebgpuBackend;
}

export interface WebgpuKernel {
  readonly name: string;
  /** null where the inputs are not such that this kernel does them: the stock kernel of the same name then does. */
  run(call: KernelCall): tf.TensorInfo | tf.TensorInfo[] | null;
}

/** Room for a result, or for what lies between two programs; the latter is to be given back by `free`. */
export function output(backend: WebgpuBackend, shape: readonly number[]): tf.TensorInfo {
  // What has no elements gets no buffer either, and is read back from here.
  return sizeOf(shape) === 0 ? zeros(backend, shape) : backend.makeTensorInfo(shape, "float32");
}

/** What comes of nothing: sums over no rows, and results without elements. */
export function zeros(backend: WebgpuBackend, shape: readonly number[]): tf.TensorInfo {
  return backend.makeTensorInfo(shape, "float32", new Float32Array(sizeOf(shape)));
}

export function free(backend: WebgpuBackend, tensor: tf.TensorInfo): void {
  backend.disposeData(tensor.dataId);
}

/** The same numbers under another shape, as one more owner of them. */
export function reshaped(
  backend: WebgpuBackend,
  { dataId, dtype }: tf.TensorInfo,
  shape: readonly number[],
): tf.TensorInfo {
  backend.incRef(dataId);
  return { dataId, dtype, shape: [...shape] };
}

/** The kernel as TensorFlow.js calls it; `stock` does what it leaves. */
export function kernelFunction(kernel: WebgpuKernel, stock?: tf.KernelConfig): tf.KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const outputs = kernel.run({
      inputs: inputs as Readonly<Record<string, tf.TensorInfo>>, // lists come only to kernels that say so
      attrs: attrs ?? {},
      backend: backend as unknown as WebgpuBackend, // the one registered under this name
    });
    if (outputs) return outputs;
    if (!stock) throw new Error(`the kernel ${kernel.name} cannot take these inputs`);
    return stock.kernelFunc({ inputs, attrs: attrs!, backend }); // as they came
  };
}
