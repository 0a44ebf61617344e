/** The layers of a file at work: shapes, weights, and numbers. */
import type { Graph } from "../../core/backbone";
import { tf } from "../tf";
import { inputKind, kindOf } from "./node-kinds";
import type { GraphWeight, Shape } from "./node-kind";

/** The layer at which sizes disagree. */
export class GraphMismatch extends RangeError {
  readonly layer: string;
  constructor(layer: string, cause: unknown) {
    super(`“${layer}”: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.layer = layer;
  }
}

/** Shape of one case after each node, for pictures of this height and width. Throws `GraphMismatch`. */
export function shapesOf(
  { nodes, inputShape: [, , channels] }: Graph,
  height: number,
  width: number,
): readonly Shape[] {
  const shapes: Shape[] = [];
  for (const { name, kind, params, inputs } of nodes) {
    try {
      const given = inputs.map((index) => shapes[index]!); // nodes stand after their inputs
      const shape = kind === inputKind ? [height, width, channels] : kindOf(kind).outputShape(params, given);
      if (shape.some((extent) => !Number.isInteger(extent) || extent < 1)) throw new RangeError("nothing is left");
      shapes.push(shape);
    } catch (error) {
      throw new GraphMismatch(name, error);
    }
  }
  return shapes;
}

export interface NodeWeight extends GraphWeight {
  /** "layer/weight". */
  readonly path: string;
}

/** The weights of each node, for these shapes. */
export function weightsOf({ nodes }: Graph, shapes: readonly Shape[]): readonly (readonly NodeWeight[])[] {
  return nodes.map(({ name, kind, params, inputs }) => {
    if (kind === inputKind) return [];
    const given = inputs.map((index) => shapes[index]!); // nodes stand after their inputs
    const weights = kindOf(kind).weights?.(params, given) ?? [];
    return weights.map((weight) => ({ ...weight, path: `${name}/${weight.name}` }));
  });
}

/**
 * [batch, height, width, channel] through all nodes; `counts` are the numbers of weights of each, which come one node after
 * the other. Unless gradients are wanted, what is no longer needed is freed on the way.
 */
export function runGraph(
  { nodes }: Graph,
  pictures: tf.Tensor,
  weights: readonly tf.Tensor[],
  counts: readonly number[],
  isFitting: boolean,
): tf.Tensor {
  const left = nodes.map((_, index) => nodes.filter(({ inputs }) => inputs.includes(index)).length);
  const values: tf.Tensor[] = [];
  let used = 0;
  for (const [index, { kind, params, inputs }] of nodes.entries()) {
    if (kind === inputKind) {
      values.push(pictures);
      continue;
    }
    const own = weights.slice(used, (used += counts[index]!)); // one for each node
    const given = inputs.map((input) => values[input]!); // nodes stand after their inputs
    values.push(tf.tidy(() => kindOf(kind).apply(params, given, own, isFitting)));
    if (isFitting) continue;
    for (const input of new Set(inputs)) {
      // The pictures are the caller's.
      if ((left[input]! -= 1) === 0 && input > 0) values[input]!.dispose(); // one for each node
    }
  }
  return values.at(-1)!; // there is the input at least
}

/** The part of a graph that the output of a node needs. Null where there is no such node. */
export function cutAt(graph: Graph, layer: string): Graph | null {
  const end = graph.nodes.findIndex(({ name }) => name === layer);
  return end < 0 ? null : upTo(graph, end);
}

export function upTo({ inputShape, nodes }: Graph, end: number): Graph {
  const isNeeded = new Set([0, end]);
  for (let index = end; index > 0; index--) {
    if (isNeeded.has(index)) for (const input of nodes[index]!.inputs) isNeeded.add(input); // index <= end
  }
  const kept = [...isNeeded].toSorted((a, b) => a - b);
  const places = new Map(kept.map((old, place) => [old, place]));
  return {
    inputShape,
    nodes: kept.map((old) => {
      const node = nodes[old]!; // one of them
      return { ...node, inputs: node.inputs.map((input) => places.get(input)!) }; // all inputs are kept
    }),
  };
}
