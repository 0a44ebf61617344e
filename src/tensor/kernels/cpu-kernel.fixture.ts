/** Kernels in plain TypeScript for the CPU backend: what only a faster backend has can be tested without it, and held against it. */
import { tf } from "../tf";

interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: Float32Array | Int32Array } };
  makeTensorInfo(shape: number[], dtype: "float32", values: Float32Array): tf.TensorInfo;
}

/** What a reference works with: arrays of the CPU backend. */
export interface Arrays {
  shapeOf(input: string): readonly number[];
  /** The numbers of an input in 64 bits. */
  read(input: string): Float64Array;
  /** The numbers of an input as they lie there, to be overwritten. */
  inPlace(input: string): Float32Array;
  output(shape: readonly number[], values: ArrayLike<number>): tf.TensorInfo;
}

/** A kernel from a function of arrays and of the kernel's attributes. */
export function referenceKernel(
  compute: (arrays: Arrays, settings: tf.NamedAttrMap) => readonly tf.TensorInfo[],
): tf.KernelFunc {
  return ({ inputs, attrs = {}, backend }) => {
    const cpu = backend as CpuBackend; // registered for the CPU backend only
    const valuesOf = (input: string) => cpu.data.get(inputs[input]!.dataId).values;
    const arrays: Arrays = {
      shapeOf: (input) => inputs[input]!.shape,
      read: (input) => Float64Array.from(valuesOf(input)),
      inPlace: (input) => valuesOf(input) as Float32Array, // weights and sums are Float32
      output: (shape, values) => cpu.makeTensorInfo([...shape], "float32", Float32Array.from(values)),
    };
    return [...compute(arrays, attrs)];
  };
}

/** Registers kernels for the CPU backend; the function that comes back takes them away again. */
export function registerReferences(kernels: Readonly<Record<string, tf.KernelFunc>>): () => void {
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    tf.registerKernel({ kernelName, backendName: "cpu", kernelFunc });
  }
  return () => Object.keys(kernels).forEach((kernelName) => tf.unregisterKernel(kernelName, "cpu"));
}
