/** Learned vectors as a model: a text is the mean of its words. */
import { createBlock, type Block } from "../../core/block";
import type { FittedModel, SavedModel } from "../../core/estimator";
import { firstWordToken } from "../../core/samples";
import type { NeighbourRules, WordWeights } from "../../core/word-vectors";
import { blockOf, blocksOf } from "./saved-vectors";

const family = "embedding";

/** Texts become the mean of their words' unit vectors, [row, size]; zeros where no word is known. */
export function createVectorModel(weights: WordWeights): FittedModel {
  return {
    words: weights,
    predict: (inputs) => Promise.resolve(documentVectors(weights, inputs)),
    save: () =>
      Promise.resolve({
        family,
        header: { size: weights.size, rules: { ...weights.rules } },
        blocks: blocksOf(weights, weights.counts),
      }),
    dispose() {},
  };
}

function documentVectors({ size, input }: WordWeights, { data, shape }: Block): Block {
  const [rowCount = 0, length = 0] = shape;
  const means = new Float64Array(rowCount * size);
  for (let row = 0; row < rowCount; row++) {
    let count = 0;
    const mean = means.subarray(row * size, (row + 1) * size);
    for (let step = 0; step < length; step++) {
      const word = data[row * length + step]! - firstWordToken; // in the block
      if (word < 0) continue;
      const vector = input.subarray(word * size, (word + 1) * size);
      const norm = Math.hypot(...vector) || 1;
      for (let i = 0; i < size; i++) mean[i]! += vector[i]! / norm; // i < size
      count++;
    }
    if (count > 0) for (let i = 0; i < size; i++) mean[i]! /= count; // as above
  }
  return createBlock(means, [rowCount, size]);
}

export function restoreVectorModel({ header, blocks }: SavedModel): FittedModel {
  const { size, rules } = header as unknown as { size: number; rules: NeighbourRules }; // written by save()
  return createVectorModel({
    ...{ size, rules },
    input: Float32Array.from(blockOf(blocks, "input").data),
    output: Float32Array.from(blockOf(blocks, "output").data),
    counts: Float64Array.from(blockOf(blocks, "counts").data),
  });
}
