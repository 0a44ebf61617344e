/** A network of texts as its attention: which layers attend, and what one of them does with a text. */
import type { AttentionView } from "../core/attention-look";
import type { Block } from "../core/block";
import { createBlock } from "../core/block";
import { inspectAttention } from "../tensor/inspect";
import type { Network, NetworkSpec } from "../tensor/network";
import { attendingLayers, summariseNetwork } from "../tensor/network";
import type { NetworkHead } from "./network-head";
import { predictionsOf } from "./network-head";

/** Words that are shown of a text: more than a page has room for. */
export const mostWords = 96;
/** Numbers of all heads that a device is asked for: 256 MB. */
const mostNumbers = 2 ** 26;

/** Whether there is attention to look at: of tokens, and of rows so short that it fits into memory as a whole. */
export function canShowAttention(spec: NetworkSpec): boolean {
  const [steps = 0] = spec.inputShape;
  if (spec.isPadded !== true) return false;
  return (
    attendingLayers(spec).length > 0 &&
    Math.max(...attendingLayers(spec).map((index) => headsOf(spec, index))) * steps ** 2 <= mostNumbers
  );
}

/** `tokens` is [1, step] as the network takes them, `layer` the place among those that attend; the first where there is no such. */
export async function lookAtAttention(
  network: Network,
  head: NetworkHead,
  tokens: Block,
  layer: number,
): Promise<AttentionView> {
  const { spec } = network;
  const indices = attendingLayers(spec);
  const place = indices[layer] === undefined ? 0 : layer;
  const labels = summariseNetwork(spec, 1, 0).layers;
  const found = await inspectAttention(network, tokens, indices[place] ?? 0, mostWords);
  return {
    layers: indices.map((index) => ({
      label: labels[index]!.label, // one for each layer
      heads: headsOf(spec, index),
      isGate: spec.layers[index]?.type === "attention-gate",
    })),
    layer: place,
    products: withoutBatch(found.products),
    weights: withoutBatch(found.weights),
    scale: found.scale,
    isCausal: found.isCausal,
    outputs: predictionsOf(head, found.outputs, tokens),
  };
}

function headsOf({ layers }: NetworkSpec, index: number): number {
  const layer = layers[index];
  return layer && "heads" in layer ? layer.heads : 1;
}

function withoutBatch({ data, shape }: Block): Block {
  return createBlock(data, shape.slice(1));
}
