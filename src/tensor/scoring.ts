/** Loss and metric of many rows in chunks of one size, without a read-back between them. */
import { setNumbers } from "./in-place";
import type { Network } from "./network";
import type { Loss } from "./losses/loss";
import { weightedTotal } from "./losses/weighted-total";
import { createReplay } from "./replay/replay";
import type { Batch, RowSource } from "./rows";
import { TensorScope } from "./scope";
import { tf } from "./tf";
import { read } from "./transfer";

export interface ScoringSet {
  readonly chunkCount: number;
  /** Σ weight × loss and Σ error over the rows that count, of all chunks since they were cleared. */
  readonly sums: tf.Tensor;
  clear(): void;
  /** Adds a chunk to the sums. */
  add(chunk: number): void;
  /** To be called before the source and the network are disposed of. */
  dispose(): void;
}

/** `rows` are row numbers of the source. */
export function createScoringSet(
  network: Network,
  source: RowSource,
  loss: Loss,
  rows: Int32Array,
  padding: number,
  chunkRows: number,
): ScoringSet {
  const size = Math.min(chunkRows, rows.length);
  const chunkCount = Math.ceil(rows.length / size);
  const numbers = new Int32Array(chunkCount * size).fill(padding);
  numbers.set(rows);
  const scope = new TensorScope();
  const sums = scope.variable([2]);
  const batches = source.batches(size);
  batches.deal(numbers);
  const read = [...network.weights, ...network.measured].map(({ variable }) => variable);
  const replay = createReplay([...read, sums]);
  const score = () => tf.tidy(() => sums.assign(tf.add(sums, scoreBatch(network, loss, batches.batch()))));
  return {
    chunkCount,
    sums,
    clear: () => setNumbers(sums, new Float32Array(2)),
    add(chunk) {
      batches.stage(chunk);
      replay.run(size, score);
    },
    dispose() {
      replay.dispose();
      batches.dispose();
      scope.dispose();
    },
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

/** Reads the sums of several sets with one read-back. */
export async function readSums(
  sets: readonly ScoringSet[],
): Promise<readonly { readonly loss: number; readonly error: number }[]> {
  const joined = tf.stack(sets.map((set) => set.sums));
  const sums = await read(joined);
  joined.dispose();
  return sets.map((_, i) => ({ loss: sums[2 * i] ?? NaN, error: sums[2 * i + 1] ?? NaN }));
}
