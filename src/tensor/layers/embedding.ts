/** A row of learned numbers for each id: words, places or people become vectors. */
import { tf } from "../tf";
import { uniform } from "./initializers";
import type { LayerKind } from "./layer";

export interface EmbeddingSpec {
  readonly type: "embedding";
  /** Number of ids: whole numbers from 0 to below it. What an id outside gives depends on the backend. */
  readonly inputDim: number;
  /** Numbers for each id. */
  readonly outputDim: number;
}

export const embedding: LayerKind<EmbeddingSpec> = {
  label: ({ inputDim, outputDim }) => ({
    en: `Embedding ${inputDim} × ${outputDim}`,
    zh: `嵌入 ${inputDim} × ${outputDim}`,
  }),
  isStochastic: false,
  outputShape({ outputDim }, inputShape) {
    if (inputShape.length !== 1)
      throw new RangeError(`an embedding takes rows of ids, not the shape [${inputShape.join(", ")}]`);
    return [...inputShape, outputDim];
  },
  weights({ inputDim, outputDim }) {
    const shape = [inputDim, outputDim];
    // As Keras starts it. Decay would wear away the ids that hardly ever occur.
    return [{ name: "embeddings", shape, isDecayed: false, initialise: (random) => uniform(shape, 0.05, random) }];
  },
  apply({ inputDim, outputDim }, inputs, [embeddings]) {
    const ids = tf.cast(inputs, "int32");
    // The stock gradient of a gather copies the table twice to swap its axes with themselves.
    const lookUp = tf.customGrad((table, save) => {
      const keep = save as tf.GradSaveFunc; // TensorFlow.js types it as another tensor
      keep([ids]);
      return {
        value: tf.gather(table as tf.Tensor2D, ids), // the one input
        gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
          tf.unsortedSegmentSum(
            tf.reshape(dy, [-1, outputDim]),
            tf.reshape<tf.Rank.R1>(saved!, [-1]), // what keep() was given
            inputDim,
          ),
      };
    });
    return lookUp(embeddings!); // made by weights()
  },
};
