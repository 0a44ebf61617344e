/** Loss and metric of many rows in chunks of one size, without a read-back between them. */
import type { Network } from "./network";
import type { Loss } from "./losses/loss";
import { weightedTotal } from "./losses/weighted-total";
import type { Batch, RowSource } from "./rows";
import { TensorScope } from "./scope";
import { tf } from "./tf";
import { read } from "./transfer";

export interface ScoringSet {
  readonly chunkCount: number;
  /** Adds a chunk's sums to a running total of two: Σ weight × loss and Σ error over the rows that count. */
  add(network: Network, total: tf.Tensor1D | null, chunk: number): tf.Tensor1D;
  dispose(): void;
}

/** `rows` are row numbers of the source. Chunks of resident rows are gathered once. */
export function createScoringSet(
  source: RowSource,
  loss: Loss,
  rows: Int32Array,
  padding: number,
  chunkRows: number,
): ScoringSet {
  const size = Math.min(chunkRows, rows.length);
  const scope = new TensorScope();
  const chunks = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => {
    const numbers = new Int32Array(size).fill(padding);
    numbers.set(rows.subarray(index * size, (index + 1) * size));
    if (!source.isResident) return () => source.take(numbers);
    const { inputs, targets, weights } = source.take(numbers);
    for (const tensor of [inputs, targets, weights]) scope.own(tensor);
    return () => ({ inputs, targets, weights });
  });
  return {
    chunkCount: chunks.length,
    add(network, total, chunk) {
      const sums = tf.tidy(() => {
        const sums = scoreBatch(network, loss, chunks[chunk]!()); // below chunkCount
        return total ? tf.add<tf.Tensor1D>(total, sums) : sums;
      });
      total?.dispose();
      return sums;
    },
    dispose: () => scope.dispose(),
  };
}

function scoreBatch(network: Network, loss: Loss, { inputs, targets, weights }: Batch): tf.Tensor1D {
  const outputs = network.apply(inputs, null) as tf.Tensor2D; // the last layer gives rows
  // Rows that are unfolded are many: the kernel of a step adds them up where there is one.
  const lossSum = loss.unfold
    ? weightedTotal(loss, outputs, targets, weights)
    : tf.sum(tf.mul(loss.forward(outputs, targets).rows, weights));
  const errorSum = tf.sum(tf.mul(loss.errors(outputs, targets), tf.step(weights)));
  return tf.stack([lossSum, errorSum]) as tf.Tensor1D; // two scalars
}

/** Reads the totals of several sets with one read-back. */
export async function readTotals(
  totals: readonly tf.Tensor1D[],
): Promise<readonly { readonly loss: number; readonly error: number }[]> {
  const joined = tf.concat([...totals]);
  const sums = await read(joined);
  joined.dispose();
  return totals.map((_, i) => ({ loss: sums[2 * i] ?? NaN, error: sums[2 * i + 1] ?? NaN }));
}
