/** A network as boxes to draw: what belongs together stands in one box, and a long network is told in stages. */
import type { LayerSummary, NetworkSummary } from "../../core/network-summary";

export interface NetworkBox {
  /** Gives the box its name. */
  readonly main: LayerSummary;
  /** All layers that stand in it, in their order. */
  readonly layers: readonly LayerSummary[];
  /** [height, width, channel] or [unit] after the last of them. */
  readonly shape: readonly number[];
  readonly weightCount: number;
}

/** Boxes of one height and width: what lies between two poolings. */
export interface NetworkStage {
  readonly boxes: readonly NetworkBox[];
}

/** These change no shape and have few weights or none: they stand with the layer before them. */
const followers: ReadonlySet<string> = new Set(["batch-normalization", "layer-normalization", "dropout"]);
/** These only make smaller what the next convolution is given: they stand with it. */
const poolings: ReadonlySet<string> = new Set(["max-pooling2d", "average-pooling2d"]);
const convolutions: ReadonlySet<string> = new Set(["conv2d", "separable-conv2d", "depthwise-conv2d", "residual"]);

/** More boxes than this are told in stages. */
const mostBoxes = 10;

export function boxesOf({ layers }: Pick<NetworkSummary, "layers">): readonly NetworkBox[] {
  const groups: LayerSummary[][] = [];
  for (const layer of layers) {
    const last = groups.at(-1);
    const isLed = convolutions.has(layer.type) && last?.every(({ type }) => poolings.has(type));
    if (last && (isLed || followers.has(layer.type))) last.push(layer);
    else groups.push([layer]);
  }
  return groups.map((group) => ({
    main: group.find(({ type }) => !poolings.has(type)) ?? group[0]!, // a group begins with a layer
    layers: group,
    shape: group.at(-1)?.outputShape ?? [],
    weightCount: group.reduce((count, { weightCount }) => count + weightCount, 0),
  }));
}

/** The stages of a long network; each box a stage of its own in a short one. */
export function stagesOf(boxes: readonly NetworkBox[]): readonly NetworkStage[] {
  if (boxes.length <= mostBoxes) return boxes.map((box) => ({ boxes: [box] }));
  const stages: NetworkBox[][] = [];
  for (const box of boxes) {
    const last = stages.at(-1);
    if (last && sideOf(last.at(-1)) === sideOf(box)) last.push(box);
    else stages.push([box]);
  }
  return stages.map((stage) => ({ boxes: stage }));
}

/** What has the same height and width belongs together, and so does all that has none. */
function sideOf(box: NetworkBox | undefined): string {
  return box?.shape.length === 3 ? box.shape.slice(0, 2).join("×") : "";
}

export interface BoxSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

const [lowestPx, tallestPx] = [6, 96];

/** Pictures: as high as they are beside the input, as wide as the logarithm of their channels. Units: as high as their logarithm. */
export function boxSize(shape: readonly number[], inputShape: readonly number[]): BoxSize {
  const [height = 1, , channels = 1] = shape;
  if (shape.length !== 3) return { widthPx: 28, heightPx: 12 + 12 * Math.log2(1 + Math.min(height, 127)) };
  const share = height / Math.max(1, inputShape[0] ?? height);
  return { widthPx: 8 + 6 * Math.log2(1 + channels), heightPx: Math.max(lowestPx, Math.round(tallestPx * share)) };
}

/** A layer that holds others names itself before a colon, and them after it: "Residual: Convolution … · …". */
export function partsOfLabel(label: string): { readonly name: string; readonly inner: readonly string[] } {
  const [, name = label, rest = ""] = /^([^:：]+)[:：]\s*(.+)$/.exec(label) ?? [];
  return { name, inner: rest === "" ? [] : rest.split(" · ") };
}
