/** Windows that slide over images and sequences: how large, how far apart, and how many fit. */
import type { Wording } from "../../core/wording";

/** "same" pads with zeros so that every step of the stride gives an output, "valid" takes whole windows only. */
export type Padding = "same" | "valid";

/** One number for both directions, or height and width. */
export type Extent = number | readonly [number, number];

export function pairOf(extent: Extent): [number, number] {
  return typeof extent === "number" ? [extent, extent] : [extent[0], extent[1]];
}

/** [height, width, channel] of an image. Throws where the shape is another one; `layer` says who wants it. */
export function imageShape(layer: string, shape: readonly number[]): readonly [number, number, number] {
  const [height, width, channels] = shape;
  if (height === undefined || width === undefined || channels === undefined || shape.length !== 3)
    throw new RangeError(`${layer} takes images [height, width, channel], not the shape [${shape.join(", ")}]`);
  return [height, width, channels];
}

/** [step, channel] of a sequence. Throws where the shape is another one. */
export function sequenceShape(layer: string, shape: readonly number[]): readonly [number, number] {
  const [steps, channels] = shape;
  if (steps === undefined || channels === undefined || shape.length !== 2)
    throw new RangeError(`${layer} takes sequences [step, channel], not the shape [${shape.join(", ")}]`);
  return [steps, channels];
}

/** How many windows fit along each axis. Throws where not even one does. */
export function windowCounts<Extents extends readonly number[]>(
  layer: string,
  extents: Extents,
  size: NoInfer<Extents>,
  strides: NoInfer<Extents>,
  padding: Padding,
): number[] {
  if (padding === "same") return extents.map((extent, axis) => Math.ceil(extent / strides[axis]!)); // as many strides
  if (extents.some((extent, axis) => size[axis]! > extent))
    // as many sizes
    throw new RangeError(`${layer} of ${size.join(" × ")} does not fit into ${extents.join(" × ")}`);
  return extents.map((extent, axis) => Math.floor((extent - size[axis]!) / strides[axis]!) + 1); // as many of each
}

/** ", stride 2, padded": the end of a label, without what is as usual. */
export function strideLabel(strides: readonly number[], usual: readonly number[], padding: Padding): Wording {
  const isUsual = strides.every((stride, axis) => stride === usual[axis]);
  const stride = new Set(strides).size === 1 ? String(strides[0]) : strides.join(" × ");
  const [en, zh] = padding === "same" ? [", padded", ", 补边"] : ["", ""];
  return { en: (isUsual ? "" : `, stride ${stride}`) + en, zh: (isUsual ? "" : `, 步幅 ${stride}`) + zh };
}
