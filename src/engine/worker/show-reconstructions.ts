/** Rows beside what comes back of them, as pictures, curves or the inputs that differ most. */
import { sizeOf, type Block } from "../../core/block";
import type { Picture } from "../../core/picture";
import type { ReconstructedRow } from "../../core/run";
import { rowErrors } from "../../metrics/reconstruction";

const mostValues = 12;
const mostCurves = 4;
/** Differences are faint: so many times as bright they can be seen, and compared from picture to picture. */
const contrast = 3;

/** @param inputs [row, feature], or [window, step, feature], or [row, height, width, channel] from 0 to 1 @param outputs the same numbers as they came back */
export function showReconstructions(
  rows: Uint32Array,
  inputs: Block,
  outputs: Block,
  features: readonly string[],
): readonly ReconstructedRow[] {
  const width = sizeOf(inputs.shape.slice(1));
  const { absolute } = rowErrors(inputs.data, outputs.data, rows.length);
  return Array.from(rows, (row, i) => {
    const before = inputs.data.subarray(i * width, (i + 1) * width);
    const after = outputs.data.subarray(i * width, (i + 1) * width);
    const error = absolute[i]!; // aligned
    if (inputs.shape.length === 3) {
      return { row, error, pictures: null, values: [], curves: curvesOf(before, after, features) };
    }
    return inputs.shape.length === 4
      ? { row, error, pictures: picturesOf(before, after, inputs.shape.slice(1)), values: [] }
      : { row, error, pictures: null, values: valuesOf(before, after, features) };
  });
}

function picturesOf(
  before: Block["data"],
  after: Block["data"],
  [height = 0, width = 0, channels = 1]: readonly number[],
): NonNullable<ReconstructedRow["pictures"]> {
  const picture = (numbers: ArrayLike<number>): Picture => ({
    ...{ width, height },
    channels: channels === 3 ? 3 : 1,
    pixels: Uint8Array.from(numbers, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
  });
  const difference = Float64Array.from(before, (value: number, i: number) => contrast * Math.abs(after[i]! - value)); // of one length
  return { before: picture(before), after: picture(after), difference: picture(difference) };
}

/** @param before [step, feature] */
function curvesOf(
  before: Block["data"],
  after: Block["data"],
  features: readonly string[],
): NonNullable<ReconstructedRow["curves"]> {
  const width = features.length;
  const curves = features.map((input, k) => {
    const own = (values: Block["data"]) =>
      Array.from({ length: values.length / width }, (_, step) => values[step * width + k]!); // within the window
    const [truth, given] = [own(before), own(after)];
    return { input, before: truth, after: given, error: truth.reduce((sum, v, i) => sum + Math.abs(v - given[i]!), 0) }; // of one length
  });
  const worst = new Set(curves.toSorted((a, b) => b.error - a.error).slice(0, mostCurves));
  // Always in one order, so that windows can be compared.
  return curves.filter((curve) => worst.has(curve)).map(({ error: _, ...curve }) => curve);
}

function valuesOf(
  before: Block["data"],
  after: Block["data"],
  features: readonly string[],
): ReconstructedRow["values"] {
  const values = features.map((input, i) => ({ input, before: before[i] ?? NaN, after: after[i] ?? NaN }));
  return values.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before)).slice(0, mostValues);
}
