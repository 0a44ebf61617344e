/** Whole numbers and truths as Float32: TensorFlow.js only renames them, and a program of ours would take their bits for what they are not. */
import { sizeOf } from "../../../../core/block";
import { castToFloats } from "../dispatch";
import type { WebgpuKernel } from "../kernel";

/** Cast of {x}, to Float32 only. */
export const cast: WebgpuKernel = {
  name: "Cast",
  run({ inputs: { x }, attrs, backend }) {
    if (!x || (x.dtype !== "int32" && x.dtype !== "bool") || attrs["dtype"] !== "float32") return null;
    return sizeOf(x.shape) === 0 ? null : castToFloats(backend, x);
  },
};
