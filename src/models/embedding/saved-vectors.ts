/** Vectors of words as they are kept: beside those that are learning, in checkpoints and in a saved model. */
import { createBlock, type Block } from "../../core/block";
import type { Checkpoint } from "../../core/estimator";
import type { EpochRecord } from "../../core/run";
import type { WordWeights } from "../../core/word-vectors";

type Kept = Pick<WordWeights, "input" | "output">;

export function copyTo(to: Kept, from: Kept): void {
  to.input.set(from.input);
  to.output.set(from.output);
}

/** Copies: what is saved is taken over. */
export function blocksOf({ input, output }: Kept, counts: Float64Array<ArrayBuffer>): Readonly<Record<string, Block>> {
  const size = input.length / counts.length;
  return {
    input: createBlock(input.slice(), [counts.length, size]),
    output: createBlock(output.slice(), [counts.length, size]),
    counts: createBlock(counts.slice(), [counts.length]),
  };
}

export function checkpointOf(
  step: number,
  history: readonly EpochRecord[],
  weights: WordWeights,
  kept: Kept,
): Checkpoint {
  const named = (prefix: string, blocks: Readonly<Record<string, Block>>) =>
    Object.fromEntries(Object.entries(blocks).map(([name, block]) => [`${prefix}/${name}`, block]));
  return {
    ...{ epoch: history.length, step, history: [...history], header: {} },
    blocks: {
      ...named("weights", blocksOf(weights, weights.counts)),
      ...named("kept", blocksOf(kept, weights.counts)),
    },
  };
}

export function restoreCheckpoint({ blocks }: Checkpoint, weights: Kept, kept: Kept): void {
  weights.input.set(blockOf(blocks, "weights/input").data);
  weights.output.set(blockOf(blocks, "weights/output").data);
  kept.input.set(blockOf(blocks, "kept/input").data);
  kept.output.set(blockOf(blocks, "kept/output").data);
}

export function blockOf(blocks: Readonly<Record<string, Block>>, name: string): Block {
  const block = blocks[name];
  if (block) return block;
  throw new Error(`${name} is not in what was saved`);
}
