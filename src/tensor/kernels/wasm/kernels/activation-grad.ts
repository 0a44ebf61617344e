/** What every gradient of a fused operation begins with, in one pass over the numbers: kernels/activation-grad.ts. */
import { sizeOf } from "../../../../core/block";
import type { FusedActivation } from "../../activation-grad";
import type { WasmKernel } from "../kernel";
import { areFloats } from "../../are-floats";
import type { ReduceFunctions } from "./reductions";

interface Functions extends ReduceFunctions {
  activationGradScratch(rows: number, width: number): number;
  activationGrad(
    ...args: readonly [
      ...[activation: number, dy: number, y: number, slopes: number, sums: number],
      ...[rows: number, width: number, scratch: number],
    ]
  ): void;
}

/** As assembly/reductions.ts numbers them. */
const numbers = { relu: 0, sigmoid: 1 } as const;

/** {dy, y} to [dz, dBias]: the shapes are those of y and of its last axis, neither of them empty. */
export const activationGrad: WasmKernel = {
  name: "ActivationGrad",
  run({ inputs, attrs, backend }) {
    const [dy, y] = [inputs["dy"]!, inputs["y"]!]; // given by the operation
    if (!areFloats(dy, y) || sizeOf(y.shape) === 0) return null;
    const { activation } = attrs as { readonly activation: FusedActivation }; // as above
    const width = y.shape.at(-1) ?? 1;
    const rows = sizeOf(y.shape) / width;
    const [from, outputs] = [backend.addressOf(dy), backend.addressOf(y)];
    const functions = backend.functions as Functions; // assembly/reductions.ts
    const sums = backend.output([width]);
    const to = backend.addressOf(sums);
    if (activation === "linear") {
      const scratch = backend.scratch(functions.reduceScratch(1, rows, width) >>> 0);
      functions.reduce(0, from, to, 1, rows, width, 1, scratch);
      return [backend.reshaped(dy, dy.shape), sums];
    }
    const slopes = backend.output(y.shape);
    const scratch = backend.scratch(functions.activationGradScratch(rows, width) >>> 0);
    const dz = backend.addressOf(slopes);
    functions.activationGrad(numbers[activation], from, outputs, dz, to, rows, width, scratch);
    return [slopes, sums];
  },
};
