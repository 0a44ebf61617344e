/** Batch and layer normalisation in 64 bits as their papers write them, and as kernels for the CPU backend. */
import type { Arrays } from "./cpu-kernel.fixture";
import { referenceKernel } from "./cpu-kernel.fixture";

/** A batch is normalised channel by channel, a layer row by row. */
export type Axis = "batch" | "layer";

/** Number of the mean and variance that an element of [..., width] belongs to. */
const groupOf = (axis: Axis, element: number, width: number) =>
  axis === "batch" ? element % width : Math.floor(element / width);

/** scale × (x - mean) / √(variance + ε) + offset. All arrays row-major; `scale` and `offset` have the width of the last axis. */
export function normalise(axis: Axis, x: Float64Array, scale: Float64Array, offset: Float64Array, epsilon: number) {
  const width = scale.length;
  const groupCount = axis === "batch" ? width : x.length / width;
  const groupSize = x.length / groupCount;
  const mean = new Float64Array(groupCount);
  const variance = new Float64Array(groupCount);
  x.forEach((value, i) => (mean[groupOf(axis, i, width)]! += value / groupSize));
  x.forEach((value, i) => {
    const group = groupOf(axis, i, width);
    variance[group]! += (value - mean[group]!) ** 2 / groupSize;
  });
  const y = x.map((value, i) => {
    const group = groupOf(axis, i, width);
    const normalised = (value - mean[group]!) / Math.sqrt(variance[group]! + epsilon);
    return scale[i % width]! * normalised + offset[i % width]!;
  });
  return { y, mean, variance };
}

/** Gradients of Σ dy × y. */
export function normaliseGradients(
  axis: Axis,
  { x, dy, scale, mean, variance }: Readonly<Record<"x" | "dy" | "scale" | "mean" | "variance", Float64Array>>,
  epsilon: number,
) {
  const width = scale.length;
  const groupSize = x.length / mean.length;
  const inverse = variance.map((value) => 1 / Math.sqrt(value + epsilon));
  const u = x.map((value, i) => {
    const group = groupOf(axis, i, width);
    return (value - mean[group]!) * inverse[group]!;
  });
  const dScale = new Float64Array(width);
  const dOffset = new Float64Array(width);
  const meanSlope = new Float64Array(mean.length);
  const meanProduct = new Float64Array(mean.length);
  dy.forEach((slope, i) => {
    dScale[i % width]! += slope * u[i]!;
    dOffset[i % width]! += slope;
    const group = groupOf(axis, i, width);
    meanSlope[group]! += (slope * scale[i % width]!) / groupSize;
    meanProduct[group]! += (slope * scale[i % width]! * u[i]!) / groupSize;
  });
  const dx = dy.map((slope, i) => {
    const group = groupOf(axis, i, width);
    return inverse[group]! * (slope * scale[i % width]! - meanSlope[group]! - u[i]! * meanProduct[group]!);
  });
  return { dx, dScale, dOffset };
}

const forwardKernel = (axis: Axis) =>
  referenceKernel((arrays, settings) => {
    const epsilon = settings["epsilon"] as number; // given by both operations
    const { y, mean, variance } = normalise(axis, ...three(arrays), epsilon);
    const shape = arrays.shapeOf("x");
    const statistics = axis === "batch" ? shape.slice(-1) : shape.slice(0, -1);
    return [arrays.output(shape, y), arrays.output(statistics, mean), arrays.output(statistics, variance)];
  });

const three = (arrays: Arrays) => [arrays.read("x"), arrays.read("scale"), arrays.read("offset")] as const;

const gradientKernel = (axis: Axis) =>
  referenceKernel((arrays, settings) => {
    const epsilon = settings["epsilon"] as number; // given by both operations
    const [x, dy, scale] = [arrays.read("x"), arrays.read("dy"), arrays.read("scale")];
    const [mean, variance] = [arrays.read("mean"), arrays.read("variance")];
    const { dx, dScale, dOffset } = normaliseGradients(axis, { x, dy, scale, mean, variance }, epsilon);
    const shape = arrays.shapeOf("x");
    return [arrays.output(shape, dx), arrays.output(shape.slice(-1), dScale), arrays.output(shape.slice(-1), dOffset)];
  });

export const normalizationReferences = {
  BatchNormalization: forwardKernel("batch"),
  BatchNormalizationGrad: gradientKernel("batch"),
  LayerNormalization: forwardKernel("layer"),
  LayerNormalizationGrad: gradientKernel("layer"),
};
