/** The loss of a batch and its derivative by the outputs, in one pass over them. */
import { weightedLossOf } from "../../weighted-loss";
import type { LossId } from "../../../losses/registry";
import type { WasmKernel } from "../kernel";

interface Functions {
  weightedLossScratch(rows: number, width: number): number;
  weightedLoss(
    ...args: readonly [
      ...[loss: number, outputs: number, targets: number, weights: number, total: number, slopes: number],
      ...[rows: number, width: number, scratch: number],
    ]
  ): void;
}

/** As assembly/losses.ts numbers them. */
const numbers: { readonly [Id in LossId]: number } = {
  "softmax-cross-entropy": 0,
  "binary-cross-entropy": 1,
  "mean-squared-error": 2,
};

/** WeightedLoss: {outputs, targets, weights} to [Σ weight × loss, its derivative by the outputs]. */
export const weightedLoss: WasmKernel = {
  name: "WeightedLoss",
  run({ inputs, attrs, backend }) {
    const given = weightedLossOf(inputs, attrs);
    if (!given) return null;
    const { outputs, targets, weights, loss, rows, width } = given;
    const functions = backend.functions as Functions; // assembly/losses.ts
    const from = [backend.addressOf(outputs), backend.addressOf(targets), backend.addressOf(weights)] as const;
    const [total, slopes] = [backend.output([]), backend.output(outputs.shape)];
    const to = [backend.addressOf(total), backend.addressOf(slopes)] as const;
    const scratch = backend.scratch(functions.weightedLossScratch(rows, width));
    functions.weightedLoss(numbers[loss], ...from, ...to, rows, width, scratch);
    return [total, slopes];
  },
};
