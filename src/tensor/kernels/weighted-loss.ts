/** What the kernel "WeightedLoss" is given, on every backend that has it. */
import { sizeOf } from "../../core/block";
import type { LossId } from "../losses/registry";
import type { tf } from "../tf";
import { areFloats } from "./are-floats";

export interface WeightedLossCall {
  /** [row, output] */
  readonly outputs: tf.TensorInfo;
  /** Codes, one for each row, or numbers as many as there are outputs. */
  readonly targets: tf.TensorInfo;
  readonly weights: tf.TensorInfo;
  readonly loss: LossId;
  readonly rows: number;
  readonly width: number;
}

/** null where the tensors do not go together, or not with the loss. */
export function weightedLossOf(
  { outputs, targets, weights }: Readonly<Record<string, tf.TensorInfo>>,
  attrs: unknown,
): WeightedLossCall | null {
  if (!outputs || !targets || !weights || !areFloats(outputs, weights)) return null;
  const { loss } = attrs as { readonly loss: LossId }; // given by weightedTotal
  const [rows = 0, width = 0] = outputs.shape;
  const hasCodes = loss === "softmax-cross-entropy";
  if (targets.dtype !== (hasCodes ? "int32" : "float32") || sizeOf(weights.shape) !== rows || width === 0) return null;
  if (sizeOf(targets.shape) !== (hasCodes ? rows : rows * width)) return null;
  if (loss === "binary-cross-entropy" && width !== 1) return null;
  return { outputs, targets, weights, loss, rows, width };
}
