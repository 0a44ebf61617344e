/** Where a network can be cut, and what it probably wants. */
import type { BackboneCut, Graph, PixelRange } from "../../core/backbone";
import type { Shape } from "./node-kind";

/** Kinds that only finish what the layer before them began. */
const finishing: ReadonlySet<string> = new Set([
  "BatchNormalization",
  "Activation",
  "ReLU",
  "LeakyReLU",
  "ELU",
  "PReLU",
]);
/** Kinds of a classifier, which knows the classes of another question. */
const classifying: ReadonlySet<string> = new Set(["Dense", "Softmax", "Activation"]);
const gathering: ReadonlySet<string> = new Set(["GlobalAveragePooling2D", "GlobalMaxPooling2D", "Flatten"]);

/** Nodes, by number, that everything goes through on its way to the output: cutting there loses nothing that runs beside it. */
function narrows({ nodes }: Graph): readonly number[] {
  const found: number[] = [];
  /** The farthest node that something before this one leads to. */
  let farthest = 0;
  const lastUse = nodes.map((_, index) => nodes.findLastIndex(({ inputs }) => inputs.includes(index)));
  nodes.forEach((_, index) => {
    if (index > 0 && farthest <= index) found.push(index);
    farthest = Math.max(farthest, lastUse[index]!); // one for each node
  });
  return found;
}

/** The layers to cut after, from the input on; a convolution that is normalised or bent is offered only with what finishes it. */
export function cutsOf(graph: Graph, shapes: readonly Shape[]): readonly BackboneCut[] {
  const { nodes } = graph;
  const open = narrows(graph);
  return open
    .filter((index) => !open.includes(index + 1) || !finishing.has(nodes[index + 1]?.kind ?? ""))
    .filter((index) => [1, 3].includes(shapes[index]!.length)) // one for each node
    .map((index) => ({ layer: nodes[index]!.name, kind: nodes[index]!.kind, shape: shapes[index]! })); // as above
}

/** Before the classifier: after the last layer that gathers maps into a row, else after the last that does not classify. */
export function proposeCut(cuts: readonly BackboneCut[]): string {
  const gathered = cuts.findLast(({ kind }) => gathering.has(kind));
  const other = cuts.findLast(({ kind, shape }) => !classifying.has(kind) || shape.length === 3);
  return (gathered ?? other ?? cuts.at(-1))?.layer ?? "";
}

/** By the first layers, which may bring pixels into range themselves, else by the well-known names; from −1 to 1 where nothing is known. */
export function proposePixels({ nodes }: Graph, name: string): PixelRange {
  if (nodes.slice(1, 4).some(({ kind }) => kind === "Rescaling" || kind === "Normalization")) return "bytes";
  if (/^(vgg|resnet(50|101|152)(?!v2))/i.test(name)) return "caffe";
  if (/^densenet/i.test(name)) return "imagenet";
  return "signed";
}
