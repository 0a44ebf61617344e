/** The layers of a network from the disk as one: pictures from 0 to 1 in, the maps or the row after its last layer out. */
import { sizeOf } from "../../core/block";
import type { Graph, PixelRange } from "../../core/backbone";
import { inChannels, inRange } from "../backbone/pixels";
import { runGraph, shapesOf, weightsOf } from "../backbone/run-graph";
import type { LayerKind } from "./layer";
import { imageShape } from "./sliding-window";

export interface BackboneSpec {
  readonly type: "backbone";
  readonly name: string;
  /** Cut already: its last node gives the output. */
  readonly graph: Graph;
  readonly pixels: PixelRange;
  /** Whether no weight of it is learned. */
  readonly isFrozen: boolean;
}

const shapes = ({ graph }: BackboneSpec, inputShape: readonly number[]) => {
  const [height, width] = imageShape("a backbone", inputShape);
  return shapesOf(graph, height, width);
};

/** Its weights are named "layer/weight", as in the file. They have no start values of their own: whoever makes a network of it loads them. */
export const backbone: LayerKind<BackboneSpec> = {
  label: ({ name, graph, isFrozen }) => {
    const layer = graph.nodes.at(-1)?.name ?? "";
    return {
      en: `${name} up to ${layer}, ${isFrozen ? "frozen" : "fine-tuned"}`,
      zh: `${name}（至 ${layer}，${isFrozen ? "冻结" : "微调"}）`,
    };
  },
  isStochastic: false,
  outputShape: (spec, inputShape) => shapes(spec, inputShape).at(-1) ?? inputShape,
  innerShapes: (spec, inputShape) => shapes(spec, inputShape).slice(0, -1),
  weights(spec, inputShape) {
    return weightsOf(spec.graph, shapes(spec, inputShape)).flatMap((own) =>
      own.map(({ path, shape, isDecayed, isMeasured }) => ({
        name: path,
        shape,
        isDecayed,
        isMeasured: isMeasured === true || spec.isFrozen,
        initialise: () => new Float32Array(sizeOf(shape)),
      })),
    );
  },
  apply(spec, inputs, weights, { isFitting }) {
    const { graph, pixels, isFrozen } = spec;
    const counts = weightsOf(graph, shapes(spec, inputs.shape.slice(1))).map((own) => own.length);
    const pictures = inRange(inChannels(inputs, graph.inputShape[2]), pixels);
    return runGraph(graph, pictures, weights, counts, isFitting && !isFrozen);
  },
};
