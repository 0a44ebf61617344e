/** A network of texts or pictures as its attention: which layers attend, and what one of them does with a text or a picture. */
import type { AttentionView, SquareGrid } from "../core/attention-look";
import type { Block } from "../core/block";
import { createBlock } from "../core/block";
import { inspectAttention } from "../tensor/inspect";
import type { Network, NetworkSpec } from "../tensor/network";
import { attendingLayers, summariseNetwork } from "../tensor/network";
import type { NetworkHead } from "./network-head";
import { predictionsOf } from "./network-head";

/** Words that are shown of a text: more than a page has room for. */
export const mostWords = 96;
/** Squares of a picture: all of them are shown or none. */
const mostSquares = 256;
/** Numbers of all heads that a device is asked for: 256 MB. */
const mostNumbers = 2 ** 26;

/** Whether there is attention to look at: of pictures in not too many squares, or of tokens, in rows so short that it fits into memory as a whole. */
export function canShowAttention(spec: NetworkSpec): boolean {
  const [steps = 0] = spec.inputShape;
  const grid = gridOf(spec);
  if (grid) return grid.rows * grid.columns <= mostSquares && attendingLayers(spec).length > 0;
  return (
    spec.isPadded === true &&
    attendingLayers(spec).length > 0 &&
    Math.max(...attendingLayers(spec).map((index) => headsOf(spec, index))) * steps ** 2 <= mostNumbers
  );
}

/** How a network of pictures cuts them first of all; null where it does not. */
export function gridOf({ inputShape: [height = 0, width = 0], layers: [first] }: NetworkSpec): SquareGrid | null {
  if (first?.type !== "patches") return null;
  const { size } = first;
  return { rows: Math.floor(height / size), columns: Math.floor(width / size), side: size };
}

/**
 * `inputs` is [1, step] of tokens or [1, height, width, channel] as the network takes them, `layer` the place among those that attend; where there is no such, the first
 * for texts and for pictures the last, which the answer is read from.
 */
export async function lookAtAttention(
  network: Network,
  head: NetworkHead,
  inputs: Block,
  layer: number,
): Promise<AttentionView> {
  const { spec } = network;
  const indices = attendingLayers(spec);
  const grid = gridOf(spec);
  const place = indices[layer] !== undefined ? layer : grid ? indices.length - 1 : 0;
  const labels = summariseNetwork(spec, 1, 0).layers;
  const found = await inspectAttention(network, inputs, indices[place] ?? 0, grid ? mostSquares : mostWords);
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
    ...(grid && { grid }),
    outputs: predictionsOf(head, found.outputs, inputs),
  };
}

function headsOf({ layers }: NetworkSpec, index: number): number {
  const layer = layers[index];
  return layer && "heads" in layer ? layer.heads : 1;
}

function withoutBatch({ data, shape }: Block): Block {
  return createBlock(data, shape.slice(1));
}
