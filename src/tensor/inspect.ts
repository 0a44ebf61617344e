/** What a network holds while it predicts: the outputs of chosen layers beside that of the last one. */
import type { Block } from "../core/block";
import type { Network } from "./network";
import { tf } from "./tf";
import { download, upload } from "./transfer";

export interface Inspection {
  /** Outputs [batch, ...shape] of the layers asked for, in their order. */
  readonly layers: readonly Block[];
  /** [batch, ...shape] after the last layer. */
  readonly outputs: Block;
}

/** The numbers that a variable has at this moment: it may be given others, and so lose these, before they have arrived. */
export async function downloadNow(variable: tf.Variable): Promise<Block> {
  const copy = tf.tidy(() => tf.mul(variable, 1));
  try {
    return await download(copy);
  } finally {
    copy.dispose();
  }
}

/**
 * One forward pass, as in predicting, of inputs [batch, ...inputShape]. All of it is asked of the device before this function
 * first waits, so that it sees one state of the weights even while they are fitted. `layers` are ascending numbers of layers.
 */
export async function inspectNetwork(network: Network, inputs: Block, layers: readonly number[]): Promise<Inspection> {
  const isAsked = new Set(layers);
  const tensors = tf.tidy(() => {
    const seen: tf.Tensor[] = [];
    const outputs = network.apply(upload(inputs), null, (index, values) => {
      if (isAsked.has(index)) seen.push(values);
    });
    return [...seen, outputs];
  });
  try {
    const blocks = await Promise.all(tensors.map(download));
    return { layers: blocks.slice(0, -1), outputs: blocks.at(-1)! }; // the outputs are always there
  } finally {
    tf.dispose(tensors);
  }
}

/** How a layer attends, and what the network makes of it. */
export interface AttentionInspection {
  /** query · key in [batch, head, query, key], neither scaled nor masked. */
  readonly products: Block;
  /** What products are multiplied by before the softmax. */
  readonly scale: number;
  readonly isCausal: boolean;
  /** [batch, head, query, key]: of every query of a head they sum to 1. */
  readonly weights: Block;
  /** [batch, ...shape] after the last layer. */
  readonly outputs: Block;
}

/**
 * How a layer, by number, attends to inputs [batch, ...inputShape], in products and weights [batch, head, query, key]. As with
 * `inspectNetwork`, all is of one state of the weights. Of queries and keys at most the first `most` come back. Throws a
 * RangeError for a layer that does not attend.
 */
export async function inspectAttention(
  network: Network,
  inputs: Block,
  layer: number,
  most = Infinity,
): Promise<AttentionInspection> {
  const { scale, isCausal, ...tensors } = tf.tidy(() => {
    const given = upload(inputs);
    const { products, weights, ...rest } = network.attentionOf(given, layer);
    const first = (all: tf.Tensor) => {
      const [batch = 0, heads = 0, queries = 0, keys = 0] = all.shape;
      return tf.slice(all, [0, 0, 0, 0], [batch, heads, Math.min(most, queries), Math.min(most, keys)]);
    };
    return { ...rest, products: first(products), weights: first(weights), outputs: network.apply(given, null) };
  });
  try {
    const [products, weights, outputs] = await Promise.all(
      [tensors.products, tensors.weights, tensors.outputs].map(download),
    );
    return { products: products!, weights: weights!, outputs: outputs!, scale, isCausal }; // one for each of the three
  } finally {
    tf.dispose(Object.values(tensors));
  }
}
