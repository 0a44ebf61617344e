/** Every loss: one line in the union and one in the table, or one in the function where it has a setting. */
import { binaryCrossEntropy } from "./binary-cross-entropy";
import { binaryFocalLoss, focalLoss } from "./focal";
import { labelsLoss } from "./labels";
import type { Loss } from "./loss";
import { meanSquaredError } from "./mean-squared-error";
import { nextTokens } from "./next-tokens";
import { pinballLoss } from "./pinball";
import { softCrossEntropy } from "./soft-cross-entropy";
import { softmaxCrossEntropy } from "./softmax-cross-entropy";
import { variationalLoss } from "./variational";

/** Those that a backend may have a kernel for. */
export type LossId = "binary-cross-entropy" | "softmax-cross-entropy" | "mean-squared-error";

export type LossSpec =
  | LossId
  | "soft-cross-entropy"
  | "next-tokens"
  | { readonly type: "focal" | "binary-focal" | "labels"; readonly gamma: number }
  | { readonly type: "pinball"; readonly levels: readonly number[] }
  | { readonly type: "variational"; readonly beta: number; readonly codeSize: number };

export const losses: { readonly [Id in LossId]: Loss } = {
  "binary-cross-entropy": binaryCrossEntropy,
  "softmax-cross-entropy": softmaxCrossEntropy,
  "mean-squared-error": meanSquaredError,
};

export function lossOf(spec: LossSpec): Loss {
  if (spec === "soft-cross-entropy") return softCrossEntropy;
  if (spec === "next-tokens") return nextTokens;
  if (typeof spec === "string") return losses[spec];
  if (spec.type === "pinball") return pinballLoss(spec.levels);
  if (spec.type === "variational") return variationalLoss(spec.beta, spec.codeSize);
  if (spec.type === "labels") return labelsLoss(spec.gamma);
  return spec.type === "focal" ? focalLoss(spec.gamma) : binaryFocalLoss(spec.gamma);
}
