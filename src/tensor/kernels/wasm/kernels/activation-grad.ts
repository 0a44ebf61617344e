/** What every gradient of a fused operation begins with, in one pass over the numbers: kernels/activation-grad.ts. */
import { sizeOf } from "../../../../core/block";
import type { FusedActivation } from "../../activation-grad";
import type { WasmKernel } from "../kernel";
import { reduceRuns } from "./reductions";

interface Functions {
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
    const { activation } = attrs as { readonly activation: FusedActivation }; // as above
    const width = y.shape.at(-1) ?? 1;
    const rows = sizeOf(y.shape) / width;
    const [from, outputs] = [backend.addressOf(dy), backend.addressOf(y)];
    const sums = backend.output([width]);
    const to = backend.addressOf(sums);
    if (activation === "linear") {
      reduceRuns(backend, 0, from, to, [{ outer: 1, reduced: rows, inner: width }], 1);
      return [backend.reshaped(dy, dy.shape), sums];
    }
    const functions = backend.functions as Functions; // assembly/reductions.ts
    const slopes = backend.output(y.shape);
    functions.activationGrad(
      ...([numbers[activation], from, outputs, backend.addressOf(slopes), to, rows, width] as const),
      backend.scratch(functions.activationGradScratch(rows, width) >>> 0),
    );
    return [slopes, sums];
  },
};
