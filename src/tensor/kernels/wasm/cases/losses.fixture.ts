import type { LossId } from "../../../losses/registry";
import { losses } from "../../../losses/registry";
import { weightedTotal } from "../../../losses/weighted-total";
import { tf } from "../../../tf";
import type { InputSpec, KernelCase } from "./kernel-case.fixture";

/** Rows and outputs: one, fewer than a vector, odd numbers of both, more than a chunk. */
const sizes: { readonly [Id in LossId]: readonly (readonly [rows: number, width: number])[] } = {
  "softmax-cross-entropy": [
    [1, 2],
    [64, 10],
    [7, 33],
    [900, 19],
    [2, 12_000],
  ],
  "binary-cross-entropy": [
    [1, 1],
    [7, 1],
    [32, 1],
    [17_001, 1],
  ],
  "mean-squared-error": [
    [1, 1],
    [31, 1],
    [17_001, 1],
    [64, 784],
    [5, 3],
  ],
};

const ids = Object.keys(sizes) as LossId[]; // keys of the table

function targetsOf(id: LossId, rows: number, width: number): InputSpec {
  switch (id) {
    case "softmax-cross-entropy":
      return { shape: [rows, 1], draws: "integers", below: width, dtype: "int32" };
    case "binary-cross-entropy":
      return { shape: [rows, 1], draws: "integers", below: 2, dtype: "float32" };
    case "mean-squared-error":
      return { shape: [rows, width] };
  }
}

/** The loss, and its slope by the outputs started from a share as a step does; a row in three weighs nothing. */
function lossAndSlope(id: LossId, size: number, given: readonly tf.Tensor[]): readonly tf.Tensor[] {
  const [drawn, targets, draw] = given as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]; // as listed in the case
  const outputs = tf.mul<tf.Tensor2D>(drawn, size);
  const weights = tf.mul<tf.Tensor2D>(draw, tf.cast(tf.greater(draw, 0.8), "float32"));
  const { value, grads } = tf
    .engine()
    .gradients(() => weightedTotal(losses[id], outputs, targets, weights), [outputs], tf.scalar(0.25));
  return [value, ...grads];
}

export const lossCases: readonly KernelCase[] = ids.flatMap((id) =>
  sizes[id].flatMap(([rows, width]) =>
    [1, 30].map((size): KernelCase => ({
      kernel: "WeightedLoss",
      what: `${id}, ${rows} × ${width}, outputs about ${size}`,
      inputs: [{ shape: [rows, width] }, targetsOf(id, rows, width), { shape: [rows, 1], draws: "positive" }],
      operation: (...given) => lossAndSlope(id, size, given),
    })),
  ),
);
