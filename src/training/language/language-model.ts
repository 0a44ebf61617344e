/** A network that says of every step of a row which token comes next. */
import type { Block } from "../../core/block";
import { createBlock } from "../../core/block";
import { breathe } from "../../core/breathe";
import type { FittedModel } from "../../core/estimator";
import { chunkRowsOf } from "../../tensor/chunk";
import { inspectAttention } from "../../tensor/inspect";
import { softmaxCrossEntropy } from "../../tensor/losses/softmax-cross-entropy";
import type { Network } from "../../tensor/network";
import { tf } from "../../tensor/tf";
import { read } from "../../tensor/transfer";

/** Rows are cut to a multiple of this behind their last token: few lengths, so that arrays can be used again. */
const lengthStep = 16;

/** `vocabulary` is the number of tokens; the first `sourceSteps` steps of a row are only read. The network is not owned. */
export function languageModelOf(
  network: Network,
  vocabulary: number,
  sourceSteps?: number,
): Pick<FittedModel, "predict" | "surprisal" | "alignment"> {
  const skipped = sourceSteps ?? 0;
  const logitsOf = (rows: Float32Array<ArrayBuffer>, count: number): tf.Tensor2D =>
    tf.reshape(network.apply(tf.tensor(rows, [count, rows.length / count]), null), [-1, vocabulary]);
  return {
    async predict(inputs) {
      const [rowCount = 0, steps = 0] = inputs.shape;
      const chunk = Math.min(rowCount, chunkRowsOf(network.spec));
      const result = new Float64Array(rowCount * vocabulary);
      for (let from = 0; from < rowCount; from += chunk) {
        const count = Math.min(chunk, rowCount - from);
        const part = inputs.data.subarray(from * steps, (from + count) * steps);
        const lasts = Array.from({ length: count }, (_, row) => lastOf(part.subarray(row * steps, (row + 1) * steps)));
        const length = Math.min(steps, lengthStep * Math.ceil((Math.max(...lasts) + 1) / lengthStep));
        const rows = new Float32Array(count * length);
        for (let row = 0; row < count; row++) rows.set(part.subarray(row * steps, row * steps + length), row * length);
        const probabilities = tf.tidy(() => {
          const places = tf.tensor1d(
            lasts.map((last, row) => row * (length - skipped) + last - skipped),
            "int32",
          );
          return tf.softmax(tf.gather(logitsOf(rows, count), places));
        });
        try {
          result.set(await read(probabilities), from * vocabulary);
        } finally {
          probabilities.dispose();
        }
        await breathe();
      }
      return createBlock(result, [rowCount, vocabulary]);
    },
    async surprisal(inputs, targets) {
      const [rowCount = 0, width = 0] = inputs.shape;
      const steps = width - skipped;
      const chunk = Math.max(1, Math.min(rowCount, chunkRowsOf(network.spec), mostScoredRows));
      const result = new Float64Array(rowCount * steps);
      for (let from = 0; from < rowCount; from += chunk) {
        const count = Math.min(chunk, rowCount - from);
        const [start, end] = [from * steps, (from + count) * steps];
        const rows = Float32Array.from(inputs.data.subarray(from * width, (from + count) * width));
        const wanted = Int32Array.from(targets.data.subarray(start, end));
        const losses = tf.tidy(
          () =>
            softmaxCrossEntropy.forward(logitsOf(rows, count), tf.tensor2d(wanted, [wanted.length, 1], "int32")).rows,
        );
        try {
          const nats = await read(losses);
          wanted.forEach((target, i) => (result[start + i] = target === 0 ? 0 : nats[i]!)); // one for each
        } finally {
          losses.dispose();
        }
        await breathe();
      }
      return createBlock(result, [rowCount, steps]);
    },
    ...(sourceSteps === undefined ? {} : { alignment: (inputs: Block) => alignmentOf(network, inputs) }),
  };
}

/** What the last layer that looks at the source looks at, the mean of its heads. */
async function alignmentOf(network: Network, inputs: Block): Promise<Block> {
  const layer = network.spec.layers.findLastIndex(({ type }) => type === "cross-block");
  const { data, shape } = (await inspectAttention(network, inputs, layer)).weights;
  const [, heads = 1, written = 0, source = 0] = shape;
  const means = new Float64Array(written * source);
  data.forEach((weight: number, i: number) => (means[i % means.length]! += weight / heads)); // a place
  return createBlock(means, [written, source]);
}

/** Between two breaths. */
const mostScoredRows = 64;

/** Place of the last token of a row; 0 of an empty one. */
function lastOf(row: Block["data"]): number {
  for (let step = row.length - 1; step > 0; step--) if (row[step] !== 0) return step;
  return 0;
}
