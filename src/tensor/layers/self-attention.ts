/**
 * Self-attention of one or several heads (Vaswani et al. 2017): every step of a sequence asks all steps what they hold, and
 * gets their values, weighted by softmax(query · key / √keyDim). Queries, keys, values and outputs are linear maps, of
 * whose columns keyDim belong to each head. All but the keys have biases: one of theirs, which Keras and PyTorch have,
 * would add the same to all scores of a query and change no weight. Steps that only fill a sequence up are not asked.
 */
import type { AttentionOptions } from "../kernels/attention";
import { attend, attending } from "../kernels/attention";
import { fusedDense } from "../kernels/fused-dense";
import type { tf } from "../tf";
import { biasWeights } from "./bias";
import { weightsUnder } from "./inner-layers";
import { kernelWeight } from "./kernel-weight";
import type { LayerKind, LayerMode, WeightSpec } from "./layer";
import { sequenceShape } from "./sliding-window";

export interface SelfAttentionSpec {
  readonly type: "self-attention";
  readonly heads: number;
  /** Numbers of a query, a key and a value of one head. */
  readonly keyDim: number;
  /** Given only as true: a step asks no step that comes after it. */
  readonly isCausal?: true;
  /** Share of the weights set to zero while fitting; 0 where not given. */
  readonly dropout?: number;
}

export const selfAttention: LayerKind<SelfAttentionSpec> = {
  label({ heads, keyDim, isCausal }) {
    const [en, zh] = isCausal ? [", causal", ", 因果"] : ["", ""];
    return { en: `Self-attention ${heads} × ${keyDim}${en}`, zh: `自注意力 ${heads} × ${keyDim}${zh}` };
  },
  isStochastic: true,
  outputShape: (_, inputShape) => sequenceShape("self-attention", inputShape),
  weights({ heads, keyDim }, [, width = 0]) {
    const inner = heads * keyDim;
    return [
      ...mapWeights("query", width, inner, true),
      ...mapWeights("key", width, inner, false),
      ...mapWeights("value", width, inner, true),
      ...mapWeights("output", inner, width, true),
    ];
  },
  innerShapes({ heads, keyDim }, [steps = 0]) {
    const projected = [steps, heads * keyDim];
    // The weights are there as a whole only where the backend has no kernel for them.
    return [projected, projected, projected, [heads, steps, steps], projected];
  },
  apply(spec, inputs, weights, mode) {
    const [, , , valueKernel, valueBias, outputKernel, outputBias] = weights;
    const [queries, keys] = asked(inputs, weights);
    const values = fusedDense(inputs, valueKernel!, valueBias!, "linear"); // made by weights(), as below
    const heads = attend(queries, keys, values, { ...optionsOf(spec, mode), dropout: dropoutOf(spec, mode) });
    return fusedDense(heads, outputKernel!, outputBias!, "linear");
  },
  attention(spec, inputs, weights, mode) {
    return attending(...asked(inputs, weights), optionsOf(spec, mode));
  },
};

/** Queries and keys. */
function asked(inputs: tf.Tensor, weights: readonly tf.Tensor[]): readonly [tf.Tensor, tf.Tensor] {
  const [queryKernel, queryBias, keyKernel] = weights;
  return [
    fusedDense(inputs, queryKernel!, queryBias!, "linear"), // made by weights(), as the next
    fusedDense(inputs, keyKernel!, null, "linear"),
  ];
}

function optionsOf({ heads, isCausal }: SelfAttentionSpec, { mask }: LayerMode): AttentionOptions {
  return { heads, isCausal: isCausal === true, mask };
}

function dropoutOf({ dropout: rate = 0 }: SelfAttentionSpec, { isFitting, seed, step }: LayerMode) {
  return isFitting && step ? { rate, seed, step } : null;
}

function mapWeights(name: string, from: number, to: number, useBias: boolean): readonly WeightSpec[] {
  return weightsUnder(name, [kernelWeight("kernel", [from, to], from, to), ...biasWeights(to, useBias)]);
}
