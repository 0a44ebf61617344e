/** Every loss: one line in the union and one in the table. */
import { binaryCrossEntropy } from "./binary-cross-entropy";
import type { Loss } from "./loss";
import { meanSquaredError } from "./mean-squared-error";
import { softmaxCrossEntropy } from "./softmax-cross-entropy";

export type LossId = "binary-cross-entropy" | "softmax-cross-entropy" | "mean-squared-error";

export const losses: { readonly [Id in LossId]: Loss } = {
  "binary-cross-entropy": binaryCrossEntropy,
  "softmax-cross-entropy": softmaxCrossEntropy,
  "mean-squared-error": meanSquaredError,
};
