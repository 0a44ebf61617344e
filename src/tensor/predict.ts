/** Outputs of a network for any number of rows, in chunks of one shape. */
import type { Block } from "../core/block";
import { createBlock, sizeOf } from "../core/block";
import { chunkRowsOf } from "./chunk";
import { setNumbers } from "./in-place";
import type { Network } from "./network";
import { canReplay, createReplay, type Replay } from "./replay/replay";
import { TensorScope } from "./scope";
import { tf } from "./tf";
import { read } from "./transfer";

/**
 * [row, ...inputShape] to the outputs of the last layer [row, output], or what `apply` makes of a chunk, Float32. `breathe` is
 * called between chunks.
 */
export async function predictRows(
  network: Network,
  inputs: Block,
  breathe: () => Promise<void>,
  apply = (chunk: tf.Tensor) => network.apply(chunk, null),
  chunkRows = chunkRowsOf(network.spec),
): Promise<Block> {
  const [rowCount = 0] = inputs.shape;
  const { inputShape } = network.spec;
  const width = sizeOf(inputShape);
  if (inputs.data.length !== rowCount * width) {
    throw new RangeError(
      `rows of the shape [${inputShape.join(", ")}] are needed, not [${inputs.shape.slice(1).join(", ")}]`,
    );
  }
  const size = Math.min(rowCount, chunkRows);
  const parts: Float32Array[] = [];
  const chunks = createChunks(network, [size, ...inputShape], apply);
  try {
    for (let from = 0; from < rowCount; from += size) {
      const chunk = new Float32Array(size * width);
      chunk.set(inputs.data.subarray(from * width, (from + size) * width));
      const values = await chunks.outputsOf(chunk);
      parts.push(values.subarray(0, (Math.min(size, rowCount - from) * values.length) / size));
      await breathe();
    }
  } finally {
    chunks.dispose();
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

/** Chunks of one shape, one after the other: where the device can record, all of them come and go in the same two places. */
function createChunks(network: Network, shape: readonly number[], apply: (chunk: tf.Tensor) => tf.Tensor) {
  const scope = new TensorScope();
  const weights = [...network.weights, ...network.measured].map(({ variable }) => variable);
  let places: { readonly inputs: tf.Variable; readonly outputs: tf.Variable; readonly replay: Replay } | null = null;
  return {
    async outputsOf(chunk: Float32Array<ArrayBuffer>): Promise<Float32Array> {
      if (places) {
        const { inputs, outputs, replay } = places;
        setNumbers(inputs, chunk);
        replay.run(0, () => tf.tidy(() => outputs.assign(apply(inputs))));
        return read(outputs);
      }
      const made = tf.tidy(() => apply(tf.tensor(chunk, [...shape])));
      try {
        const values = await read(made);
        if (canReplay()) {
          const outputs = scope.variable(made.shape, values);
          places = { inputs: scope.variable(shape, chunk), outputs, replay: createReplay([...weights, outputs]) };
        }
        return values;
      } finally {
        made.dispose();
      }
    },
    dispose() {
      places?.replay.dispose();
      scope.dispose();
    },
  };
}
