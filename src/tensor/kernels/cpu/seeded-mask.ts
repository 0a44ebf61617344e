/** The mask of seeded-mask.ts in plain TypeScript: what the shaders must equal bit for bit. */
import type { tf } from "../../tf";

interface CpuBackend {
  readonly data: { get(dataId: object): { readonly values: ArrayLike<number> } };
  makeTensorInfo(shape: number[], dtype: "float32", values: Float32Array): tf.TensorInfo;
}

export const seededMaskCpu: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const cpu = backend as unknown as CpuBackend; // the kernel is registered for the CPU backend only
  const { size, rate, seed } = attrs as unknown as { size: number; rate: number; seed: number }; // made by seededMask
  const step = cpu.data.get(inputs["step"]!.dataId).values[0]!; // a scalar
  const values = new Float32Array(size);
  const salt = scramble(step + scramble(seed));
  const scale = Math.fround(1 / (1 - rate));
  const limit = Math.fround(rate);
  for (let i = 0; i < size; i++) values[i] = (scramble(i + salt) >>> 8) / 16777216 < limit ? 0 : scale;
  return cpu.makeTensorInfo([size], "float32", values);
};

/** A 32-bit mixer with low bias (C. Wellons' search, constants by TheIronBorn, 2018). */
export function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return (bits ^ (bits >>> 15)) >>> 0;
}
