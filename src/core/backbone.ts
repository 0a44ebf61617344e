/** A network from the user's disk, as plain data: the front of a picture model. */
import type { Block } from "./block";
import type { JsonObject } from "./json";

/** One layer in its place. */
export interface GraphNode {
  /** The layer's own name, by which its weights are found. */
  readonly name: string;
  /** As Keras calls it: "DepthwiseConv2D". */
  readonly kind: string;
  /** What of the layer's settings counts, as its kind has read it. */
  readonly params: JsonObject;
  /** Numbers of earlier nodes. */
  readonly inputs: readonly number[];
}

/** Each node stands after its inputs; the first is the picture, the last gives the output. */
export interface Graph {
  /** [height, width, channel]; null where any will do. */
  readonly inputShape: readonly [number | null, number | null, number];
  readonly nodes: readonly GraphNode[];
}

/** What a network expects of pixels: the names of the ranges in which the well-known ones were trained. */
export const pixelRanges = ["signed", "unit", "bytes", "imagenet", "caffe"] as const;
export type PixelRange = (typeof pixelRanges)[number];

/** A layer after which the network may be cut. */
export interface BackboneCut {
  readonly layer: string;
  readonly kind: string;
  /** Shape of one case there, for a picture of the network's own size. */
  readonly shape: readonly number[];
}

export interface BackboneInfo {
  /** Print of its layers and weights: the same files have the same. */
  readonly id: string;
  readonly name: string;
  readonly inputShape: Graph["inputShape"];
  readonly layerCount: number;
  readonly weightCount: number;
  /** From the input on. */
  readonly cuts: readonly BackboneCut[];
  /** The cut that is proposed. */
  readonly cut: string;
  /** The pixels that are proposed. */
  readonly pixels: PixelRange;
}

export interface Backbone {
  readonly info: BackboneInfo;
  readonly graph: Graph;
  /** By "layer/weight". */
  readonly weights: Readonly<Record<string, Block>>;
}

/** Side of the pictures for a network that takes any. */
const anySide = 96;

/** Side of the square pictures that a network was made for. */
export function sideOf({ inputShape: [height, width] }: Pick<Graph, "inputShape">): number {
  return height ?? width ?? anySide;
}
