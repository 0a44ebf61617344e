/** Outputs of a network for any number of rows, in chunks of one shape. */
import type { Block } from "../core/block";
import { createBlock, sizeOf } from "../core/block";
import { chunkRowsOf } from "./chunk";
import type { Network } from "./network";
import { tf } from "./tf";
import { read } from "./transfer";

/** [row, ...inputShape] to the outputs of the last layer [row, output], or what `apply` makes of a chunk, Float32. `breathe` is called between chunks. */
export async function predictRows(
  network: Network,
  inputs: Block,
  breathe: () => Promise<void>,
  apply = (chunk: tf.Tensor) => network.apply(chunk, null),
): Promise<Block> {
  const [rowCount = 0] = inputs.shape;
  const { inputShape } = network.spec;
  const width = sizeOf(inputShape);
  if (inputs.data.length !== rowCount * width) {
    throw new RangeError(
      `rows of the shape [${inputShape.join(", ")}] are needed, not [${inputs.shape.slice(1).join(", ")}]`,
    );
  }
  const size = Math.min(rowCount, chunkRowsOf(network.spec));
  const parts: Float32Array[] = [];
  for (let from = 0; from < rowCount; from += size) {
    const chunk = new Float32Array(size * width);
    chunk.set(inputs.data.subarray(from * width, (from + size) * width));
    const outputs = tf.tidy(() => apply(tf.tensor(chunk, [size, ...inputShape])));
    try {
      const values = await read(outputs);
      parts.push(values.subarray(0, (Math.min(size, rowCount - from) * values.length) / size));
    } finally {
      outputs.dispose();
    }
    await breathe();
  }
  const total = parts.reduce((length, part) => length + part.length, 0);
  const joined = new Float32Array(total);
  let filled = 0;
  for (const part of parts) {
    joined.set(part, filled);
    filled += part.length;
  }
  return createBlock(joined, [rowCount, rowCount === 0 ? 0 : total / rowCount]);
}
