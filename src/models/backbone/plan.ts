/** From a backbone and its settings to the layers of a model. */
import { pixelRanges, type Backbone, type Graph, type PixelRange } from "../../core/backbone";
import type { Block } from "../../core/block";
import { sizeOf } from "../../core/block";
import { fail } from "../../core/failure";
import type { JsonObject } from "../../core/json";
import { cutAt, GraphMismatch, shapesOf, upTo } from "../../tensor/backbone/run-graph";
import type { LayerSpec } from "../../tensor/layers/registry";
import { sideOf } from "../../core/backbone";

export interface Plan {
  /** What every picture goes through first: the backbone, and a pooling that makes a row of its maps. */
  readonly front: readonly LayerSpec[];
  /** What learns from its features; the last layer, which depends on the question, is not among them. */
  readonly back: readonly LayerSpec[];
  /** Numbers of a picture after the front. */
  readonly featureCount: number;
  /** The backbone's weights by the names that they have in a network that begins with it. */
  readonly weights: Readonly<Record<string, Block>>;
  readonly isFrozen: boolean;
}

/** Throws `backbone/none`, `backbone/cut` and `backbone/size`. */
export function planModel(
  backbone: Backbone | undefined,
  [height = 0, width = 0]: readonly number[],
  hyperparameters: JsonObject,
): Plan {
  if (!backbone) throw fail("backbone/none", {});
  const { info, weights } = backbone;
  const layer = textOf(hyperparameters["cut"]) || info.cut;
  const cut = cutAt(backbone.graph, layer);
  if (!cut || cut.nodes.length < 2) throw fail("backbone/cut", { layer });
  const isFrozen = hyperparameters["mode"] !== "fine-tuned";
  const { graph, pooling } = withoutPooling(cut);
  const shape = shapeAfter(graph, height, width, sideOf(info));
  if (shape.length !== 1 && shape.length !== 3) throw fail("backbone/cut", { layer });
  const pixels = rangeOf(hyperparameters["pixels"]) ?? info.pixels;
  const gathers = shape.length === 3;
  const { units, dropout } = hyperparameters;
  const rate = Number(dropout ?? 0);
  const drop: readonly LayerSpec[] = rate > 0 ? [{ type: "dropout", rate }] : [];
  const widths = Array.isArray(units) ? units.map(Number) : [];
  return {
    front: [
      { type: "backbone", name: info.name, graph, pixels, isFrozen },
      ...(gathers ? [{ type: pooling ?? "global-average-pooling" } as const] : []),
    ],
    back: [
      { type: "standardise" },
      ...drop,
      ...widths.flatMap((units): readonly LayerSpec[] => [{ type: "dense", units, activation: "relu" }, ...drop]),
    ],
    featureCount: gathers ? (shape.at(-1) ?? 0) : sizeOf(shape),
    weights: weightsFor(graph, weights),
    isFrozen,
  };
}

/** A global pooling at the end is left to a layer of our own, before which there are maps to look at. */
function withoutPooling(graph: Graph): {
  readonly graph: Graph;
  readonly pooling?: "global-average-pooling" | "global-max-pooling";
} {
  const last = graph.nodes.at(-1);
  const [before = 0] = last?.inputs ?? [];
  if (before === 0 || last?.params["keepsAxes"] === true) return { graph };
  if (last?.kind === "GlobalAveragePooling2D") return { graph: upTo(graph, before), pooling: "global-average-pooling" };
  if (last?.kind === "GlobalMaxPooling2D") return { graph: upTo(graph, before), pooling: "global-max-pooling" };
  return { graph };
}

function shapeAfter(graph: Graph, height: number, width: number, own: number): readonly number[] {
  try {
    return shapesOf(graph, height, width).at(-1) ?? [];
  } catch (error) {
    if (error instanceof GraphMismatch) throw fail("backbone/size", { side: height, layer: error.layer, own }, error);
    throw error;
  }
}

function weightsFor(graph: Graph, weights: Backbone["weights"]): Plan["weights"] {
  const layers = new Set(graph.nodes.map(({ name }) => name));
  const isOf = (path: string) => layers.has(path.slice(0, path.lastIndexOf("/")));
  const own = Object.entries(weights).filter(([path]) => isOf(path));
  return Object.fromEntries(own.map(([path, block]) => [`0/${path}`, block]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function rangeOf(value: unknown): PixelRange | null {
  return pixelRanges.find((range) => range === value) ?? null;
}
