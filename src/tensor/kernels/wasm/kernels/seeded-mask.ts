/** The random mask of kernels/seeded-mask.ts. */
import type { WasmKernel } from "../kernel";

interface Functions {
  seededMask(step: number, to: number, total: number, seed: number, limit: number, scale: number): void;
}

export const seededMask: WasmKernel = {
  name: "SeededMask",
  run({ inputs, attrs, backend }) {
    const step = inputs["step"]!; // given by the operation
    const { size, rate, seed } = attrs as unknown as { size: number; rate: number; seed: number }; // as above
    if (step.dtype !== "float32") return null;
    const at = backend.addressOf(step);
    const output = backend.output([size]);
    const functions = backend.functions as Functions; // assembly/seeded-mask.ts; both numbers are rounded to Float32 there
    functions.seededMask(at, backend.addressOf(output), size, seed, rate, 1 / (1 - rate));
    return output;
  },
};
