/** The kernel "WeightedLoss" in 64 bits, as the losses are written in textbooks. */
import { referenceKernel } from "../kernels/cpu-kernel.fixture";
import type { LossId } from "./registry";

/** Loss of a row from its outputs z and targets y, and its derivative by each output. */
type RowLoss = (
  z: Float64Array,
  y: Float64Array,
) => { readonly loss: number; readonly slope: (output: number) => number };

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

const rowLosses: { readonly [Id in LossId]: RowLoss } = {
  "binary-cross-entropy"([z = 0], [y = 0]) {
    // log(1 + eᶻ) without an overflow.
    return { loss: Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z, slope: () => sigmoid(z) - y };
  },
  "softmax-cross-entropy"(z, [y = 0]) {
    const largest = z.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = z.reduce((sum, value) => sum + Math.exp(value - largest), 0);
    const logarithm = (k: number) => z[k]! - largest - Math.log(sum);
    return { loss: -logarithm(y), slope: (k) => Math.exp(logarithm(k)) - Number(k === y) };
  },
  "mean-squared-error"(z, y) {
    const loss = z.reduce((sum, value, k) => sum + (value - y[k]!) ** 2, 0) / z.length;
    return { loss, slope: (k) => (2 * (z[k]! - y[k]!)) / z.length };
  },
};

export const weightedLossReference = referenceKernel((arrays, settings) => {
  const rowLoss = rowLosses[settings["loss"] as LossId]; // as weightedTotal gives it
  const [outputs, targets, weights] = [arrays.read("outputs"), arrays.read("targets"), arrays.read("weights")];
  const width = outputs.length / weights.length;
  const targetWidth = targets.length / weights.length;
  const slopes = new Float64Array(outputs.length);
  let total = 0;
  weights.forEach((weight, row) => {
    const z = outputs.subarray(row * width, (row + 1) * width);
    const { loss, slope } = rowLoss(z, targets.subarray(row * targetWidth, (row + 1) * targetWidth));
    total += weight * loss;
    for (let k = 0; k < width; k++) slopes[row * width + k] = weight * slope(k);
  });
  return [arrays.output([], [total]), arrays.output(arrays.shapeOf("outputs"), slopes)];
});
