/** Softmax over the last axis. */
import { sizeOf } from "../../../../core/block";
import type { WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";

interface Functions {
  softmax(x: number, y: number, rows: number, width: number): void;
}

/** Softmax. (The stock log-softmax is composed of other kernels and never asks for its own.) */
export const softmax: WasmKernel = {
  name: "Softmax",
  run({ inputs: { logits }, attrs, backend }) {
    if (!logits || !areFloats(logits)) return null;
    const { shape } = logits;
    const { dim } = attrs as { readonly dim: number }; // given by tf.softmax
    const width = shape.at(-1) ?? 1;
    const size = sizeOf(shape);
    if (size === 0 || (dim !== -1 && dim !== shape.length - 1)) return null;
    const functions = backend.functions as Functions; // assembly/softmax.ts
    const from = backend.addressOf(logits);
    const output = backend.output(shape);
    functions.softmax(from, backend.addressOf(output), size / width, width);
    return output;
  },
};
